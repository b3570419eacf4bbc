import { commandPresence } from "../../build/command-presence.ts";
import { refusedExecution } from "../../build/executable.ts";
import { processOf, type Process } from "../../build/process.ts";
import type { Image } from "../../build/simulate.ts";
import { scriptText } from "../../build/start-program.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { mayLackStart, mayStartScript } from "../build-questions.ts";
import type { Cmd, Entrypoint } from "../instruction.ts";
import { knownLaunch } from "../known-launch.ts";
import { repeatedRuntime } from "../repeated-runtime.ts";
import { startPlace } from "../start-place.ts";

export default defineRule({
  id: "start-can-run",
  title: "Start a program that the image has",
  category: "runtime",
  severity: "error",
  about: ["CMD", "ENTRYPOINT"],
  *check(subject): Generator<Problem> {
    const { finalStage } = subject;
    if (finalStage === undefined) return;
    const process = processOf(finalStage.config);
    if (process.kind !== "known" || process.by === undefined) return;
    // What ONBUILD keeps may bring the program to the images that start from this one.
    if (finalStage.config.onbuild.items.length > 0) return;
    const { by } = process;
    const twice = repeatedRuntime(finalStage);
    if (twice !== undefined) {
      yield twice;
      return;
    }
    if (!mayLackStart(subject) && !mayStartScript(subject)) return;
    const { image } = subject.build;
    if (image === undefined) return;
    const missing = missingProgram(process, image);
    if (missing !== undefined) {
      if (isShellOfForm(missing, by)) return;
      yield {
        at: startPlace(image.config, by, (word) => word === missing),
        message: `${missing} is not in the image, so the container does not start.`,
        remedy: `Install or copy ${missing.slice(missing.lastIndexOf("/") + 1)} into the stage that ships, or start what it has.`,
      };
      return;
    }
    for (const program of programsOf(process, image))
      yield* faultsOf(program, image, by);
  },
});

type Known = Process & { readonly kind: "known" };
type Starter = Cmd | Entrypoint;

function isAbsent(program: string, { machine, config }: Image): boolean {
  return commandPresence(machine, config, program) === "absent";
}

/** The first program on the way to the application that the image is known to lack. */
function missingProgram(process: Known, image: Image): string | undefined {
  const [program] = process.argv;
  if (program === undefined || program === "") return undefined;
  if (isAbsent(program, image)) return program;
  const launch = knownLaunch(image);
  return launch.kind === "known" ? launch.missing : undefined;
}

/** Whether it is the shell that the shell form asks for: use-exec-form says so. */
function isShellOfForm(program: string, { command, before }: Starter): boolean {
  return (
    command.form === "shell" &&
    before.shell.by === undefined &&
    before.shell.argv?.[0] === program
  );
}

/** The programs that are started one after the other, as far as they can be told. */
function programsOf(process: Known, image: Image): ReadonlySet<string> {
  const launch = knownLaunch(image);
  if (launch.kind === "known")
    return new Set(
      launch.processes
        .flatMap(({ before, argv }) => [...before, argv])
        .flatMap(([program]) => program ?? []),
    );
  const [program, next] = process.argv;
  const { entrypoint, facts } = image.config;
  // The entrypoint of the base image hands over to the command.
  const first =
    entrypoint.kind === "inherited" && facts?.entrypointExecs === true
      ? next
      : program;
  return new Set(first === undefined ? [] : [first]);
}

/** Why the kernel refuses a program: its permissions, or the first line of a script. */
function* faultsOf(
  program: string,
  image: Image,
  by: Starter,
): Generator<Problem> {
  const at = startPlace(image.config, by, (word) => word === program);
  const refused = refusedExecution(image, program);
  if (refused !== undefined) {
    yield {
      at,
      message: `${refused}, so the container does not start.`,
      remedy: `Copy ${program.slice(program.lastIndexOf("/") + 1)} with --chmod=0755, or let its interpreter start it.`,
    };
    return;
  }
  const directory = knownText(image.config.workdir.value);
  const text = scriptText(program, image, directory);
  const [line = ""] = text?.split("\n", 1) ?? [];
  const words = line.replace(/^#!\s*/, "").split(/\s+/);
  const interpreter = words[0]?.endsWith("/env") === true ? words[1] : words[0];
  if (line.endsWith("\r"))
    yield {
      at,
      message: `The first line of ${program} ends in a carriage return, which is taken for a part of ${interpreter ?? "the shell"}: the container does not start.`,
      remedy: `Save ${program} with line feeds alone, and keep it so with eol=lf in .gitattributes.`,
    };
  else if (
    interpreter !== undefined &&
    interpreter !== "" &&
    isAbsent(interpreter, image)
  )
    yield {
      at,
      message: `${program} is a script for ${interpreter}, which is not in the image, so the container does not start.`,
      remedy: `Install ${interpreter.slice(interpreter.lastIndexOf("/") + 1)}, or write the script for a shell that the image has.`,
    };
}
