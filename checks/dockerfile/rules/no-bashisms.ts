import type { Span } from "../../files.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { bashismsIn } from "../../shell/bashisms.ts";
import {
  commandBeyond,
  constructBeyond,
  pipefailBeyond,
  shellCheckIds,
  type Beyond,
} from "../beyond-posix.ts";
import { knowsPipefail, shellOf } from "../dash.ts";
import type { Stage } from "../model.ts";
import { runCommands } from "../run-commands.ts";
import { optionsIn, shellRuns, type ShellRun } from "../shell-runs.ts";

export default defineRule({
  id: "no-bashisms",
  title: "Use only what the image's shell knows",
  category: "correctness",
  severity: "error",
  about: ["RUN"],
  sameAs: shellCheckIds,
  *check({ stages, dockerfile: { text } }): Generator<Problem> {
    const replaced = new Set<Stage>();
    for (const stage of stages) {
      if (
        (stage.base.kind === "stage" && replaced.has(stage.base.stage)) ||
        replacesShell(stage)
      ) {
        replaced.add(stage);
        continue;
      }
      for (const shellRun of shellRuns(stage)) {
        const shell = shellOf(shellRun.run.before);
        if (shell !== "dash" && shell !== "ash") continue;
        if (/\/(?:ba|z|k)sh\b/.test(shellRun.script.shebang ?? "")) continue;
        for (const { at, effect, fails, sameAs } of beyondIn(
          shellRun.script,
          shell,
          stage,
          text,
        ))
          yield {
            at,
            message: `The shell of this RUN is ${shell}, which ${effect}.`,
            remedy:
              'Write it as POSIX shell, or run bash: SHELL ["/bin/bash", "-c"], where the image has it.',
            severity: fails ? "error" : "warning",
            sameAs: [sameAs],
          };
      }
    }
  },
});

/** What bash alone has, each kind at its first place. */
function beyondIn(
  script: ShellRun["script"],
  shell: "dash" | "ash",
  stage: Stage,
  text: string,
): readonly (Beyond & { readonly at: Span })[] {
  let said = NOTHING;
  const add = (found: Beyond, at: Span): void => {
    if (!said.some(({ sameAs }) => sameAs === found.sameAs))
      said = [...said, { ...found, at }];
  };
  for (const command of script.commands) {
    const found =
      commandBeyond(command, shell) ??
      (command.name?.value === "set" && setsPipefail(command.arguments)
        ? knowsPipefail(shell, stage) === false
          ? pipefailBeyond()
          : undefined
        : undefined);
    if (found !== undefined) add(found, command);
  }
  for (const { construct, start, end } of bashismsIn(script)) {
    const found = constructBeyond(construct, text.slice(start, end), shell);
    if (found !== undefined) add(found, { start, end });
  }
  return said;
}

const NOTHING: readonly (Beyond & { readonly at: Span })[] = [];

function setsPipefail(
  words: ShellRun["script"]["commands"][number]["arguments"],
): boolean {
  const values = words.flatMap(({ value }) => value ?? []);
  return optionsIn(values, { errexit: false, pipefail: false }).pipefail;
}

/** Whether a stage puts another shell in the place of /bin/sh. */
function replacesShell(stage: Stage): boolean {
  return runCommands(stage).some(({ plain }) => {
    const { name = "", arguments: words } = plain;
    return name === "dpkg-reconfigure"
      ? words.some(({ text }) => text === "dash")
      : REPLACING.has(name) &&
          words.some(({ text }) => /(?:^|\/)bin\/sh\b|-binsh$/.test(text));
  });
}

const REPLACING = new Set(
  "ln cp mv rm install update-alternatives dpkg-divert apk".split(" "),
);
