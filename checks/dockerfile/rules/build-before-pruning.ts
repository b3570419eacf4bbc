import { commandsOf } from "../../build/run.ts";
import type { BuiltStage, Step } from "../../build/simulate.ts";
import { absolute, type Tree } from "../../build/tree.ts";
import { defineRule, type Problem } from "../../rule.ts";
import type { ShellCommand } from "../../shell/parse.ts";
import { isUnconditional, type PlainCommand } from "../../shell/queries.ts";
import { knownText } from "../../value.ts";
import type { Run } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { isMounted } from "../package-caches.ts";
import { readManifest, type Manifest } from "../package-manifest.ts";
import { chainOf, posixRuns } from "../queries.ts";

export default defineRule({
  id: "build-before-pruning",
  title: "Build with the development dependencies in place",
  category: "correctness",
  severity: "error",
  about: ["RUN"],
  runs: ["npm", "yarn", "pnpm"],
  *check(subject) {
    // Without a manifest nothing is known of what a script needs.
    if (![...subject.context.sent.keys()].some(isManifest)) return;
    for (const stage of subject.build.stages) yield* inStage(stage);
  },
});

function isManifest(path: string): boolean {
  return path === "package.json" || path.endsWith("/package.json");
}

function* inStage({ stage, steps, machine }: BuiltStage): Generator<Problem> {
  // Another base image may have the program.
  if (stage.config.facts === undefined) return;
  /** By their directory, the managers that left the development dependencies out. */
  const omitted = new Map<string, string>();
  for (const step of steps) {
    if (step.instruction.keyword !== "RUN") {
      // Whatever else brings packages may bring these.
      for (const [path] of step.added) omitted.delete(projectOf(path));
      continue;
    }
    for (const event of eventsOf(step, step.instruction)) {
      if ("install" in event) {
        const { path, bundle } = event.install;
        if (bundle.development === false)
          omitted.set(projectOf(path), bundle.manager);
        else omitted.delete(projectOf(path));
        continue;
      }
      const manager = omitted.get(event.directory);
      const needs =
        manager === undefined
          ? undefined
          : needsOf(event.script, event.directory, machine.tree);
      if (needs === undefined) continue;
      if (hasGlobals(stage)) return;
      yield {
        at: event.at,
        message: `${event.text} starts ${needs.program}, which comes with the development dependency ${needs.dependency}, and ${manager} has left those out.`,
        remedy:
          "Install all dependencies before the build, and leave out those for development afterwards, or in the stage that ships.",
      };
    }
  }
}

/** Whether packages are installed for all projects: they bring programs that are not listed. */
function hasGlobals(stage: Stage): boolean {
  return [...chainOf(stage)].some((link) =>
    posixRuns(link).some((run) =>
      commandsOf(run).some(
        ({ plain }) =>
          isManager(plain) &&
          plain.arguments.some(({ text }) =>
            /^(?:-g|--global|global)$/.test(text),
          ),
      ),
    ),
  );
}

function isManager({ name }: PlainCommand): boolean {
  return /^(?:npm|yarn|pnpm)$/.test(name ?? "");
}

function projectOf(path: string): string {
  const at = path.indexOf("/node_modules");
  return at === -1 ? path : path.slice(0, at) || "/";
}

type Event = { readonly start: number } & (
  | { readonly install: NonNullable<Step["run"]>["bundles"][number] }
  | {
      readonly at: { readonly start: number; readonly end: number };
      readonly script: string;
      readonly text: string;
      readonly directory: string;
    }
);

/** What a RUN installs and which scripts it runs, in order. */
function eventsOf({ run: effect }: Step, run: Run): readonly Event[] {
  const events: Event[] = (effect?.bundles ?? []).map((install) => ({
    start: install.at.start,
    install,
  }));
  const directory = knownText(run.before.workdir.value);
  const commands = commandsOf(run);
  const moves = commands.some(({ plain: { name } }) =>
    /^(?:cd|pushd)$/.test(name ?? "cd"),
  );
  if (directory === undefined || moves) return events;
  if (isMounted(run, absolute("node_modules", directory))) return events;
  for (const { command, plain } of commands) {
    const script = scriptOf(plain);
    if (script === undefined || !isOwnFailure(command, commands)) continue;
    const at = command ?? run.command;
    events.push({
      start: at.start,
      at,
      script,
      text: [plain.name, ...plain.arguments.map(({ text }) => text)].join(" "),
      directory,
    });
  }
  return events.sort((a, b) => a.start - b.start);
}

/** Whether the RUN fails where the command does. */
function isOwnFailure(
  command: ShellCommand | undefined,
  all: readonly { readonly command: ShellCommand | undefined }[],
): boolean {
  if (command === undefined) return true;
  return (
    isUnconditional(command) &&
    command.pipe.length === 1 &&
    !all.some(
      ({ command: other }) =>
        other !== undefined &&
        other.start > command.start &&
        (other.connector === "||" || other.connector === ";"),
    )
  );
}

/** The script of package.json that a plain call of a manager runs. */
function scriptOf(plain: PlainCommand): string | undefined {
  if (!isManager(plain)) return undefined;
  const { name, arguments: words } = plain;
  const values = words
    .map(({ value }) => value ?? "$")
    .filter((value) => !/^(?:-s|--silent|--if-present)$/.test(value));
  const [verb = "", named = "", ...more] = values;
  const runs = verb === "run" || verb === "run-script";
  if (!runs && name === "npm") return undefined;
  if (runs ? more.length > 0 : named !== "") return undefined;
  const script = runs ? named : verb;
  return /^[a-z][\w:.-]*$/i.test(script) ? script : undefined;
}

function needsOf(
  script: string,
  directory: string,
  tree: Tree,
): ReturnType<Manifest["developmentProgram"]> {
  const textOf = (name: string): string | undefined =>
    tree.get(absolute(name, directory))?.text;
  const manifest = textOf("package.json");
  return manifest === undefined
    ? undefined
    : readManifest(manifest, textOf("package-lock.json"))?.developmentProgram(
        script,
      );
}
