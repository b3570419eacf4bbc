import { commandPresence } from "../../build/command-presence.ts";
import { launchOf } from "../../build/launch.ts";
import { processOf } from "../../build/process.ts";
import type { Image } from "../../build/simulate.ts";
import { nameOf } from "../../build/tree.ts";
import { defineRule, type Problem } from "../../rule.ts";
import type { CommandLine, Word } from "../instruction.ts";

export default defineRule({
  id: "start-what-exists",
  title: "Start a program that is in the image",
  category: "runtime",
  severity: "error",
  *check({ finalStage, build }) {
    if (finalStage === undefined || finalStage.config.facts === undefined)
      return;
    const { image } = build;
    if (image === undefined) return;
    const problem = namedTwice(image) ?? missing(image);
    if (problem !== undefined) yield problem;
  },
});

/** A program of the start that the image lacks. */
function missing(image: Image): Problem | undefined {
  const process = processOf(image.config);
  if (process.kind !== "known" || process.by === undefined) return undefined;
  const program = missingProgram(image, process.argv);
  if (program === undefined) return undefined;
  const { entrypoint, command } = image.config;
  const lines = [entrypoint, command].flatMap((setting) =>
    setting.kind === "set" ? [setting.by.command] : [],
  );
  // Of a shell that is not there, use-exec-form tells.
  if (program === process.argv[0] && lines[0]?.form === "shell")
    return undefined;
  const word = lines.flatMap(wordsOf).find(({ text }) => text === program);
  const name = nameOf(program);
  return {
    at: word ?? process.by.command,
    message: `${program} is not in the image, so the container ends as soon as it is started.`,
    remedy: program.includes("/")
      ? `Copy it to that place, or give the place where it is.`
      : `Install ${name} in this stage or copy it there, or start what the image has.`,
  };
}

function missingProgram(
  image: Image,
  [first]: readonly string[],
): string | undefined {
  const launch = launchOf(image);
  if (launch.kind === "known") return launch.missing;
  return first !== undefined &&
    commandPresence(image.machine, image.config, first) === "absent"
    ? first
    : undefined;
}

function wordsOf(line: CommandLine): readonly Word[] {
  return line.form === "exec" ? line.arguments : [];
}

/** A CMD that begins with what the ENTRYPOINT of a distroless image starts already. */
function namedTwice({ config }: Image): Problem | undefined {
  const { entrypoint, command, facts } = config;
  if (facts?.system !== "distroless" || entrypoint.kind !== "inherited")
    return undefined;
  if (command.kind !== "set" || command.by.command.form !== "exec")
    return undefined;
  const [program = "", ...options] = entrypoint.argv;
  const words = command.by.command.arguments;
  const [first, ...rest] = words;
  if (first === undefined || nameOf(first.text) !== nameOf(program))
    return undefined;
  const repeated = options.every((text, at) => rest[at]?.text === text)
    ? options.length
    : 0;
  const next = rest[repeated];
  return {
    at: first,
    message: `The image starts ${[program, ...options].join(" ")} by itself, so it takes ${first.text} for what it shall run, and fails.`,
    remedy: `Leave ${[first, ...rest.slice(0, repeated)].map(({ text }) => text).join(" ")} out of CMD, or set ENTRYPOINT too.`,
    ...(next && {
      fix: {
        title: `Leave ${first.text} out of CMD`,
        edits: [{ start: first.start, end: next.start, text: "" }],
      },
    }),
  };
}
