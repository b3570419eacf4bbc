import { packageScript } from "../../build/package-script.ts";
import type { BuiltStage, Step } from "../../build/simulate.ts";
import { absolute, type Bundle } from "../../build/tree.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { developmentToolIn } from "../development-tools.ts";
import type { Run } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { runCommands, type RunCommand } from "../run-commands.ts";

type Bundles = ReadonlyMap<string, Bundle>;

export default defineRule({
  id: "build-with-dev-dependencies",
  title: "Install development dependencies where the build needs them",
  category: "correctness",
  severity: "error",
  about: ["RUN"],
  runs: ["npm", "yarn", "pnpm"],
  *check(subject): Generator<Problem> {
    const { files, stages } = subject;
    if (!Object.keys(files).some((path) => path.endsWith("package.json")))
      return;
    if (!stages.some((stage) => runCommands(stage).some(isScript))) return;
    const left = new Map<Stage, Bundles>();
    for (const built of subject.build.stages) {
      const { base } = built.stage;
      const bundles = new Map(
        base.kind === "stage" ? left.get(base.stage) : undefined,
      );
      left.set(built.stage, bundles);
      const byRun = commandsByRun(built.stage);
      for (const step of built.steps) {
        const { instruction } = step;
        if (instruction.keyword !== "RUN") {
          for (const [path, { bundle }] of step.added)
            if (bundle !== undefined) bundles.set(path, bundle);
          continue;
        }
        yield* problemsIn(
          byRun.get(instruction) ?? [],
          instruction,
          step,
          built,
          bundles,
        );
      }
    }
  },
});

function isScript({ plain }: RunCommand): boolean {
  return /^(?:npm|yarn|pnpm)$/.test(plain.name ?? "");
}

function commandsByRun(stage: Stage): ReadonlyMap<Run, readonly RunCommand[]> {
  const map = new Map<Run, RunCommand[]>();
  for (const found of runCommands(stage)) {
    const before = map.get(found.run);
    if (before === undefined) map.set(found.run, [found]);
    else before.push(found);
  }
  return map;
}

/** Follows the installations of a RUN and the scripts it calls in the order of its text. */
function* problemsIn(
  commands: readonly RunCommand[],
  run: Run,
  { run: effect }: Step,
  { stage, machine }: BuiltStage,
  bundles: Map<string, Bundle>,
): Generator<Problem> {
  const installs = [...(effect?.bundles ?? [])];
  const directory = knownText(run.before.workdir.value);
  const image = { stage, config: run.before, tree: machine.tree, machine };
  // A directory other than the working directory is not followed.
  let isMoved = directory === undefined;
  for (const { at, plain, command } of commands) {
    while ((installs[0]?.at.start ?? Infinity) < at.start) {
      const install = installs.shift();
      if (install !== undefined) bundles.set(install.path, install.bundle);
    }
    if (plain.name === "cd" || plain.name === "pushd") isMoved = true;
    if (isMoved || directory === undefined || command?.connector === "||")
      continue;
    const runner = plain.name ?? "";
    const words = plain.arguments.map(({ value }) => value);
    if (!isScriptOf(runner, words)) continue;
    const bundle = bundles.get(absolute("node_modules", directory));
    if (bundle?.development !== false) continue;
    const script = packageScript(runner, words, image, directory);
    const manifest = machine.tree.get(
      absolute("package.json", directory),
    )?.text;
    if (script.kind !== "known" || manifest === undefined) continue;
    const tool = developmentToolIn(script.text, {
      manifest,
      lock: machine.tree.get(absolute("package-lock.json", directory))?.text,
    });
    if (tool === undefined) continue;
    yield {
      at,
      message: `${[runner, ...words].join(" ")} calls ${tool.command}, which comes with the development dependency ${tool.package}, and that is not installed here.`,
      remedy:
        "Install all dependencies in the stage that builds, and those for production alone in the stage that ships.",
    };
  }
  for (const { path, bundle } of installs) bundles.set(path, bundle);
}

function isScriptOf(
  runner: string,
  words: readonly (string | undefined)[],
): words is readonly string[] {
  return (
    /^(?:npm|yarn|pnpm)$/.test(runner) &&
    words.length > 0 &&
    words.every((word) => word !== undefined)
  );
}
