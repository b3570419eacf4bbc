import { commandPresence } from "../../build/command-presence.ts";
import { nameOf } from "../../build/tree.ts";
import { defineRule, type Problem, type Subject } from "../../rule.ts";
import { mayLack } from "../build-questions.ts";
import { isArrayWithComment } from "../inline-comment.ts";
import type { Cmd, Entrypoint } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { isScriptByName, mayLackScriptHead } from "../script-head.ts";
import { readShellStart, type ShellStart } from "../shell-form.ts";

const SHELL_FORM = [
  "hadolint/DL3025",
  "buildkit/JSONArgsRecommended",
  "kics/not_using_json_in_cmd_and_entrypoint_arguments",
  "semgrep/prefer-json-notation",
];

const SINGLE_QUOTES = "dockerfile-utils/JSON_IN_SINGLE_QUOTES";

export default defineRule({
  id: "use-exec-form",
  title: "Write CMD and ENTRYPOINT as JSON arrays",
  category: "runtime",
  severity: "warning",
  sameAs: [...SHELL_FORM, SINGLE_QUOTES],
  *check(subject): Generator<Problem> {
    const { finalStage } = subject;
    if (finalStage === undefined) return;
    const { entrypoint, command } = finalStage.config;
    for (const setting of [entrypoint, command]) {
      if (setting.kind !== "set") continue;
      const { by } = setting;
      // A SHELL of one's own says that the shell is wanted (BuildKit, JSONArgsRecommended); Windows has another.
      const { argv, by: chosen } = by.before.shell;
      if (by.command.form !== "shell" || argv === undefined || chosen) continue;
      const start = withoutRuntime(readShellStart(by.command), by, finalStage);
      if (start.program === "" || start.passesSignals) continue;
      // With a comment behind it an array is none: no-inline-comments says so.
      if (isArrayWithComment(by)) continue;
      const text = by.command.line.text.trim().replace(/\s+/g, " ");
      if (text === "") continue;
      const isBare = startsBare(start, (program) =>
        mayLackScriptHead(program, subject),
      );
      const remedy = remedyFor(by.keyword, text, start, isBare);
      yield {
        at: by,
        ...judged(by, text, start, remedy, finalStage, subject),
        sameAs:
          start.brokenArray && text.includes("'")
            ? [...SHELL_FORM, SINGLE_QUOTES]
            : SHELL_FORM,
        ...(start.argv &&
          !isBare && {
            fix: {
              title: "Write it as a JSON array",
              edits: [{ ...by.command, text: arrayOf(start.argv) }],
            },
          }),
      };
      // The shell form of ENTRYPOINT leaves CMD unread.
      if (by.keyword === "ENTRYPOINT") break;
    }
    for (const stage of subject.stages)
      if (stage !== finalStage) yield* ofTarget(stage, finalStage);
  },
});

/** The starts that a stage has of its own, for an image that is built with `--target`. */
function* ofTarget(stage: Stage, finalStage: Stage): Generator<Problem> {
  const target = stage.name ?? stage.index;
  for (const { kind, by } of startsOf(stage)) {
    if (startsOf(finalStage).some((other) => other.by === by)) continue;
    if (kind !== "set" || !stage.instructions.includes(by)) continue;
    const { argv, by: chosen } = by.before.shell;
    if (by.command.form !== "shell" || argv === undefined || chosen) continue;
    const start = readShellStart(by.command);
    if (start.program === "" || start.passesSignals) continue;
    const text = by.command.line.text.trim().replace(/\s+/g, " ");
    yield {
      at: by,
      message: start.brokenArray
        ? `${by.keyword} ${shortened(text)} is no JSON array, so in an image built with --target ${target} a shell gets it as text.`
        : `${by.keyword} ${shortened(text)} runs through a shell: in an image built with --target ${target} the stop signal may never reach ${start.program ?? "the application"}.`,
      remedy: remedyFor(
        by.keyword,
        text,
        start,
        startsBare(start, isScriptByName),
      ),
      severity: "info",
      // KICS looks at the last stage alone.
      sameAs: SHELL_FORM.filter((id) => !id.startsWith("kics/")),
    };
  }
}

function startsOf({ config: { entrypoint, command } }: Stage) {
  return [entrypoint, command].filter((setting) => setting.kind === "set");
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** What CMD adds to a distroless ENTRYPOINT that starts the runtime by itself. */
function withoutRuntime(
  start: ShellStart,
  { keyword }: Cmd | Entrypoint,
  { config: { entrypoint, facts } }: Stage,
): ShellStart {
  const [program = "", ...rest] = start.argv ?? [];
  if (
    keyword !== "CMD" ||
    facts?.system !== "distroless" ||
    entrypoint.kind !== "inherited" ||
    nameOf(program) !== nameOf(entrypoint.argv[0] ?? "")
  )
    return start;
  const options = entrypoint.argv.slice(1);
  const repeats = options.every((text, at) => rest[at] === text);
  const argv = rest.slice(repeats ? options.length : 0);
  return { ...start, argv: argv.length === 0 ? undefined : argv };
}

/** Whether the image is known to lack the shell of a start. */
function lacksShell(
  by: Cmd | Entrypoint,
  finalStage: Stage,
  subject: Subject,
): boolean {
  const shell = shellOf(by);
  if (!mayLack(finalStage, shell)) return false;
  const { image } = subject.build;
  return (
    image !== undefined &&
    commandPresence(image.machine, image.config, shell) === "absent"
  );
}

function shellOf({ before }: Cmd | Entrypoint): string {
  return before.shell.argv?.[0] ?? "/bin/sh";
}

function judged(
  by: Cmd | Entrypoint,
  text: string,
  start: ShellStart,
  remedy: string,
  finalStage: Stage,
  subject: Subject,
): Pick<Problem, "message" | "remedy" | "severity"> {
  const { keyword } = by;
  const written = `${keyword} ${shortened(text)}`;
  if (start.brokenArray)
    return {
      message: `${written} is no JSON array, so a shell gets it as text and finds no command of that name.`,
      remedy:
        "Put double quotes around every word and commas between them, none after the last.",
      severity: "error",
    };
  const shell = shellOf(by);
  const program = start.program ?? "the application";
  const { entrypoint, facts } = finalStage.config;
  if (lacksShell(by, finalStage, subject))
    return {
      message: `${written} runs through ${shell}, which is not in the image, so the container does not start.`,
      remedy,
      severity: "error",
    };
  if (keyword === "CMD" && entrypoint.kind === "set" && !isEmpty(entrypoint.by))
    return {
      message: `${written} reaches the ENTRYPOINT as ${shell} -c "…", so a shell stands between the two.`,
      remedy,
    };
  if (facts?.shell === "dash")
    return {
      message: `${written} runs under ${shell}, which stays PID 1 and passes no stop signal on to ${program}.`,
      remedy,
    };
  if (start.sole && (facts?.shell === "ash" || facts?.shell === "bash"))
    return {
      message: `${written} runs through ${shell}. ${facts.shell} makes way for ${program} here, but the shell of a Debian base would stay and keep the stop signal.`,
      remedy,
      severity: "info",
    };
  return {
    message: `${written} runs through a shell, so the stop signal may never reach ${program}.`,
    remedy,
  };
}

function isEmpty({ command }: Entrypoint): boolean {
  return command.form === "exec" && command.arguments.length === 0;
}

/** Whether an array would leave to the kernel what may be a script without #!. */
function startsBare(
  { argv: [first] = [], program }: ShellStart,
  mayBeBare: (program: string) => boolean,
): boolean {
  return program !== undefined && first === program && mayBeBare(program);
}

function remedyFor(
  keyword: string,
  text: string,
  start: ShellStart,
  isBare: boolean,
): string {
  if (start.argv !== undefined) {
    const remedy = `Write it as a JSON array: ${keyword} ${arrayOf(start.argv)}.`;
    return isBare
      ? `${remedy} Without a shell ${nameOf(start.program ?? "")} needs a #! in its first line.`
      : remedy;
  }
  if (start.sole)
    return `Write a JSON array, or let the shell make way: ${keyword} exec ${text}.`;
  return start.endsInOne
    ? "Put exec before the last command, so that the shell makes way for it."
    : "Set variables with ENV, move the steps to a script that ends with exec, and start that as a JSON array.";
}

function arrayOf(argv: readonly string[]): string {
  return `[${argv.map((word) => JSON.stringify(word)).join(", ")}]`;
}
