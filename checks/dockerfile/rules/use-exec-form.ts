import { commandPresence } from "../../build/command-presence.ts";
import { defineRule, type Problem, type Subject } from "../../rule.ts";
import { isArrayWithComment } from "../inline-comment.ts";
import type { Cmd, Entrypoint } from "../instruction.ts";
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
  *check({ build: { image } }): Generator<Problem> {
    if (image === undefined) return;
    const { entrypoint, command } = image.config;
    for (const setting of [entrypoint, command]) {
      if (setting.kind !== "set") continue;
      const { by } = setting;
      // A SHELL of one's own says that the shell is wanted (BuildKit, JSONArgsRecommended); Windows has another.
      const { argv, by: chosen } = by.before.shell;
      if (by.command.form !== "shell" || argv === undefined || chosen) continue;
      const start = readShellStart(by.command);
      if (start.program === "" || start.passesSignals) continue;
      // With a comment behind it an array is none: no-inline-comments says so.
      if (isArrayWithComment(by)) continue;
      const text = by.command.line.text.trim().replace(/\s+/g, " ");
      if (text === "") continue;
      yield {
        at: by,
        ...judged(by, text, start, image),
        sameAs:
          start.brokenArray && text.includes("'")
            ? [...SHELL_FORM, SINGLE_QUOTES]
            : SHELL_FORM,
        ...(start.argv && {
          fix: {
            title: "Write it as a JSON array",
            edits: [{ ...by.command, text: arrayOf(start.argv) }],
          },
        }),
      };
      // The shell form of ENTRYPOINT leaves CMD unread.
      if (by.keyword === "ENTRYPOINT") return;
    }
  },
});

type Image = NonNullable<Subject["build"]["image"]>;

function judged(
  { keyword, before }: Cmd | Entrypoint,
  text: string,
  start: ShellStart,
  { config, machine }: Image,
): Pick<Problem, "message" | "remedy" | "severity"> {
  const written = `${keyword} ${text.length > 60 ? `${text.slice(0, 59)}…` : text}`;
  if (start.brokenArray)
    return {
      message: `${written} is no JSON array, so a shell gets it as text and finds no command of that name.`,
      remedy:
        "Put double quotes around every word and commas between them, none after the last.",
      severity: "error",
    };
  const remedy = remedyFor(keyword, text, start);
  const shell = before.shell.argv?.[0] ?? "/bin/sh";
  const program = start.program ?? "the application";
  const { entrypoint, facts } = config;
  if (commandPresence(machine, config, shell) === "absent")
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

function remedyFor(keyword: string, text: string, start: ShellStart): string {
  if (start.argv !== undefined)
    return `Write it as a JSON array: ${keyword} ${arrayOf(start.argv)}.`;
  if (start.sole)
    return `Write a JSON array, or let the shell make way: ${keyword} exec ${text}.`;
  return start.endsInOne
    ? "Put exec before the last command, so that the shell makes way for it."
    : "Set variables with ENV, move the steps to a script that ends with exec, and start that as a JSON array.";
}

function arrayOf(argv: readonly string[]): string {
  return `[${argv.map((word) => JSON.stringify(word)).join(", ")}]`;
}
