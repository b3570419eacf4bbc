import { processOf, type Process } from "../../build/process.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { isShell } from "../../shell/invocation.ts";
import { baseName } from "../../shell/queries.ts";
import {
  needsFullImage,
  toolchainOf,
  toolsLeftIn,
  type LeftTools,
  type Toolchain,
} from "../build-tools.ts";
import type { Config } from "../config.ts";
import type { CommandLine } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { isForDevelopment } from "../purpose.ts";
import { chainOf } from "../queries.ts";
import { readShellStart } from "../shell-form.ts";

export default defineRule({
  id: "no-build-tools",
  title: "Leave build tools out of the image that ships",
  category: "size",
  severity: "warning",
  about: ["CMD", "ENTRYPOINT"],
  *check({ finalStage }): Generator<Problem> {
    if (finalStage === undefined || isForDevelopment(finalStage)) return;
    if (/^(?:sdk|toolchain|devcontainer)$/.test(finalStage.name ?? "")) return;
    const shipped = [...chainOf(finalStage)].reverse();
    const left = shipped.flatMap((stage) => [...toolsLeftIn(stage)]);
    const [bottom] = shipped;
    const toolchain = bottom && toolchainOf(bottom);
    if (left.length === 0 && toolchain === undefined) return;
    const start = startOf(finalStage.config);
    if (start === undefined) return;
    if (
      toolchain !== undefined &&
      start.program !== undefined &&
      !toolchain.uses.test(baseName(start.program) ?? "") &&
      !(toolchain.slimmer === true && shipped.some(needsFullImage)) &&
      !isDotnetTool(start.argv)
    )
      yield baseProblem(bottom, toolchain, start.program);
    for (const tools of left) yield problemOf(tools);
  },
});

function problemOf({ at, packages }: LeftTools): Problem {
  const [first = "", second = "", ...more] = packages;
  const list =
    packages.length < 3
      ? packages.join(" and ")
      : `${first}, ${second} and ${more.length} more`;
  return {
    at,
    message: `${list} ${packages.length === 1 ? "stays" : "stay"} in this layer and ${packages.length === 1 ? "ships" : "ship"} with the image, where nothing is built any more.`,
    remedy:
      "Build in an earlier stage and copy the result, or remove them at the end of the same RUN.",
  };
}

function baseProblem(
  stage: Stage | undefined,
  { brings, slimmer }: Toolchain,
  program: string,
): Problem {
  const image = stage?.from?.image;
  return {
    at: image ?? { start: 0, end: 0 },
    message: `${image?.text ?? "The base image"} brings ${brings} into the image that ships, and ${program} is all that runs.`,
    remedy:
      slimmer === true
        ? "Let the last stage start from the slim variant of the image; compile on this one in a stage before it."
        : "Build in a stage on this image, and copy the result into a last stage on a small one.",
    ...(slimmer === true && { severity: "info" }),
  };
}

/** What an image starts, where its Dockerfile says so and it is no shell for people. */
function startOf(
  config: Config,
):
  | { readonly program: string | undefined; readonly argv: readonly string[] }
  | undefined {
  const { entrypoint, command } = config;
  const process = processOf(config);
  // The entrypoint of an unknown base hands over to a command as a rule.
  const by =
    process.kind === "known"
      ? process.by
      : entrypoint.kind === "unknown" && command.kind === "set"
        ? command.by
        : undefined;
  if (by === undefined) return undefined;
  const argv = argvOf(by.command, process);
  const at = argv.findIndex((word) => !isBefore(word));
  const program = argv[at];
  if (program !== undefined && isPeoples(program, argv.slice(at + 1)))
    return undefined;
  // A script that builds or tests needs what there is to build with.
  if (program !== undefined && BUILDS.test(program)) return undefined;
  return {
    program: program === "" ? undefined : program,
    argv: argv.slice(at),
  };
}

function argvOf(command: CommandLine, process: Process): readonly string[] {
  if (command.form === "shell") {
    const { argv, program = "" } = readShellStart(command);
    return argv ?? [program];
  }
  return process.kind === "known"
    ? process.argv
    : command.arguments.map(({ text }) => text);
}

/** Paths of scripts that are made to build, check or test something. */
const BUILDS =
  /(?:^|[/_.-])(?:builds?|ci|hack|dev|e2e|tests?|checks?|lint|golangci|release|compile)(?:[/_.-]|$)/i;

/** Words before the application: inits, their options, the official entrypoints. */
function isBefore(word: string): boolean {
  return (
    word.startsWith("-") ||
    /^(?:tini|tini-static|dumb-init|docker-init|docker-entrypoint\.sh|__cacert_entrypoint\.sh)$/.test(
      baseName(word) ?? "",
    )
  );
}

/** A shell to work in, a tool that is the purpose of the image, or nothing but waiting. */
function isPeoples(program: string, rest: readonly string[]): boolean {
  const name = baseName(program) ?? "";
  if (isShell(name) || name === "zsh")
    return !rest.some((word) => !word.startsWith("-"));
  return /^(?:g?make|cmake|gcc|g\+\+|clang|cargo|rustc|go|mvn|gradle|javac|sleep|tail|sshd|code-server|jupyter(?:-lab)?)$/.test(
    name,
  );
}

/** `dotnet run` and the like build when they start; `dotnet app.dll` does not. */
function isDotnetTool([program = "", verb = ""]: readonly string[]): boolean {
  return baseName(program) === "dotnet" && !verb.endsWith(".dll");
}
