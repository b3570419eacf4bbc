import { packageScript } from "../../build/package-script.ts";
import { processOf } from "../../build/process.ts";
import type { Image } from "../../build/simulate.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Cmd, Entrypoint } from "../instruction.ts";
import { isForDevelopment } from "../purpose.ts";
import { runnerStart, type RunnerStart } from "../script-runner.ts";
import { readShellStart } from "../shell-form.ts";

export default defineRule({
  id: "no-npm-start",
  title: "Start the application itself, not npm",
  category: "runtime",
  severity: "warning",
  about: ["CMD", "ENTRYPOINT"],
  *check(subject): Generator<Problem> {
    const { finalStage } = subject;
    if (finalStage === undefined || isForDevelopment(finalStage)) return;
    const process = processOf(finalStage.config);
    if (process.kind !== "known" || process.by === undefined) return;
    const { by } = process;
    const argv =
      by.command.form === "shell"
        ? (readShellStart(by.command).argv ?? [])
        : process.argv;
    const start = runnerStart(argv);
    if (start === undefined) return;
    const { image } = subject.build;
    if (image === undefined) return;
    yield {
      at: by.command,
      ...said(start, image),
      remedy: `Start what the script starts: ${by.keyword} ["node", "server.js"] or the like.`,
      ...fixFor(start, by, image),
    };
  },
});

function said(
  { written, runner }: RunnerStart,
  { config: { facts } }: Image,
): Pick<Problem, "message" | "severity"> {
  if (facts?.shell === "ash" && runner === "npm")
    return {
      message: `${written} keeps npm running beside the application. Its stop signal gets through BusyBox ash; through the shell of a Debian base it would not.`,
      severity: "info",
    };
  return {
    message:
      facts?.shell === "dash" && runner === "npm"
        ? `${written} runs the application below a shell, which ends at SIGTERM: the container is gone before the application has finished.`
        : `${written} runs the application below ${runner} and a shell, so the stop signal may never reach it.`,
  };
}

/** The script's own command, where it is node with plain arguments and nothing runs before or after it. */
function fixFor(
  start: RunnerStart,
  { command }: Cmd | Entrypoint,
  image: Image,
): Pick<Problem, "fix"> | undefined {
  if (command.form !== "exec") return undefined;
  const words = command.arguments.map(({ text }) => text);
  if (runnerStart(words)?.at !== 0) return undefined;
  const directory = knownText(image.config.workdir.value);
  const script = packageScript(start.runner, words.slice(1), image, directory);
  if (script.kind !== "known") return undefined;
  if (!/^node(?: [\w./@=-]+)+$/.test(script.text)) return undefined;
  // npm runs these before and after it.
  for (const hook of ["pre", "post"])
    if (
      packageScript("npm", ["run", hook + start.script], image, directory)
        .kind === "known"
    )
      return undefined;
  const array = script.text.split(" ").map((word) => JSON.stringify(word));
  return {
    fix: {
      title: "Start node itself",
      edits: [
        {
          start: command.start,
          end: command.end,
          text: `[${array.join(", ")}]`,
        },
      ],
    },
  };
}
