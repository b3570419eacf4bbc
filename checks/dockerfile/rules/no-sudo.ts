import { baseName } from "../../shell/queries.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { chainOf } from "../queries.ts";
import { runCommands, type RunCommand } from "../run-commands.ts";
import { isRoot } from "../user.ts";

export default defineRule({
  id: "no-sudo",
  title: "Do not use sudo in RUN",
  category: "security",
  severity: "warning",
  about: ["RUN"],
  runs: ["sudo"],
  sameAs: [
    "hadolint/DL3004",
    "trivy/DS-0010",
    "checkov/CKV2_DOCKER_1",
    "kics/run_using_sudo",
    "dockle/DKL-DI-0001",
    "dockerfilelint/sudo_usage",
    "semgrep/no-sudo-in-dockerfile",
  ],
  *check({ stages, finalStage }): Generator<Problem> {
    const shipped = new Set(finalStage && chainOf(finalStage));
    for (const stage of stages)
      for (const found of runCommands(stage)) {
        const { plain, at } = found;
        if (plain.name !== "sudo" && !plain.wrappers.includes("sudo")) continue;
        const what =
          plain.name === "sudo" ? "the command" : (plain.name ?? "it");
        const fix = withoutSudo(found);
        yield {
          at,
          ...wordsFor(found, what, shipped.has(stage)),
          ...(fix && { fix }),
        };
      }
  },
});

function wordsFor(
  found: RunCommand,
  what: string,
  ships: boolean,
): Pick<Problem, "message" | "remedy"> {
  if (asksForUser(found))
    return {
      message: `sudo runs ${what} as another user, where USER would say so for everyone to see.`,
      remedy: "Write USER with that user before this step.",
    };
  return isRunByRoot(found)
    ? {
        message: `sudo changes nothing: ${what} already runs as root here.`,
        remedy: "Leave sudo out.",
      }
    : {
        message: `sudo hides that ${what} runs as root${ships ? ", and the image keeps a way to become root" : ""}.`,
        remedy:
          "Write USER root before the steps that need it, and USER with an ordinary user after them.",
      };
}

/** Whether sudo is told a user: its own options stand before the command. */
function asksForUser({ command, run }: RunCommand): boolean {
  const words =
    command?.arguments ??
    (run.command.form === "exec" ? run.command.arguments.slice(1) : []);
  const own = words.findIndex(({ text }) => !text.startsWith("-"));
  return words
    .slice(0, own === -1 ? undefined : own)
    .some(({ text }) => /^(?:-[A-Za-z]*u|--user)/.test(text));
}

function isRunByRoot({ run }: RunCommand): boolean {
  const user = knownText(run.before.user.value);
  return user !== undefined && isRoot(user);
}

/** Options that mean nothing where root asks for root. */
const NEEDLESS = /^(?:-[EHn]+|--preserve-env(?:=.*)?|--set-home|--)$/;

/** Commands that sudo runs apart from the shell, and that would change the shell itself without it. */
const OF_THE_SHELL =
  /^(?:cd|export|set|unset|umask|ulimit|source|\.|exec|exit|eval|read)$/;

/** The edit that leaves sudo out, where root runs it and asks for nothing else. */
function withoutSudo(found: RunCommand): Problem["fix"] {
  const { command, editable, plain } = found;
  const sudo = command?.name;
  if (!editable || sudo === undefined || baseName(sudo.value) !== "sudo")
    return undefined;
  if (!isRunByRoot(found) || plain.wrappers[0] !== "sudo") return undefined;
  const rest = command?.arguments ?? [];
  const next = rest.find(({ value }) => !NEEDLESS.test(value ?? ""));
  if (
    next === undefined ||
    next.text.startsWith("-") ||
    OF_THE_SHELL.test(next.text)
  )
    return undefined;
  return {
    title: "Leave sudo out",
    edits: [{ start: sudo.start, end: next.start, text: "" }],
  };
}
