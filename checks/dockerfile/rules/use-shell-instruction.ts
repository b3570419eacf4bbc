import { defineRule, type Problem } from "../../rule.ts";
import { hasOption } from "../../shell/queries.ts";
import { runCommands, type RunCommand } from "../run-commands.ts";
import type { Stage } from "../model.ts";
import { instructionsOf } from "../queries.ts";

export default defineRule({
  id: "use-shell-instruction",
  title: "Choose the shell with SHELL",
  category: "correctness",
  severity: "warning",
  about: ["RUN"],
  mentions: /\bln\b|powershell|pwsh/i,
  sameAs: [
    "hadolint/DL4005",
    "kics/changing_default_shell_using_run_command",
    "semgrep/use-shell-instruction",
  ],
  *check({ stages }): Generator<Problem> {
    for (const stage of stages) {
      for (const found of runCommands(stage)) {
        const shell = replacement(found);
        if (shell === undefined) continue;
        yield {
          at: found.at,
          message: `${shell} takes the place of /bin/sh in the image, for every script that counts on the old one too.`,
          remedy: `Leave /bin/sh as it is and write SHELL ["${shell}", "-c"] before the RUN instructions that need it.`,
        };
      }
      yield* powerShellIn(stage);
    }
  },
});

/** The shell that a command puts in the place of /bin/sh. */
function replacement({ plain }: RunCommand): string | undefined {
  const { name, arguments: words } = plain;
  if (name !== "ln" || !hasOption(words, "-s", "--symbolic", "-f", "--force"))
    return undefined;
  const [target, link, ...more] = words.filter(
    ({ text }) => !text.startsWith("-"),
  );
  const shell = target?.value ?? "";
  return more.length === 0 &&
    /^(?:\/usr)?\/bin\/sh$/.test(link?.value ?? "") &&
    /(?:^|\/)(?:ba|z|k|da)sh$/.test(shell)
    ? shell
    : undefined;
}

/** RUN instructions that start PowerShell through another shell, which is what SHELL is for. */
function* powerShellIn(stage: Stage): Generator<Problem> {
  for (const { command, before } of instructionsOf(stage, "RUN")) {
    if (command.form !== "shell" || before.shell.by !== undefined) continue;
    const text = command.line.text;
    const match =
      /^(powershell|pwsh)(?:\.exe)?\s+(?:-\w+\s+)*-c(?:ommand)?\b/i.exec(
        text.slice(0, 200),
      );
    if (match === null) continue;
    const name = match[1]?.toLowerCase() ?? "";
    yield {
      at: command,
      severity: "info",
      message: `A shell starts here only to start ${name}, and its quoting comes on top of that of ${name}.`,
      remedy: `Write SHELL ["${name}", "-Command"] once, and leave ${name} out of the RUN instructions.`,
    };
  }
}
