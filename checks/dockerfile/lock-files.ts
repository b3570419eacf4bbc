import type { Build, BuiltStage, Step } from "../build/simulate.ts";
import { mountOptions } from "../build/stage-sources.ts";
import { absolute, nameOf, parentOf } from "../build/tree.ts";
import { knownText } from "../value.ts";
import type { Copy, Run } from "./instruction.ts";

/** The lock files of package managers that may install without one. */
export const LOCK_FILES: ReadonlyMap<string, readonly string[]> = new Map([
  ["npm", ["package-lock.json", "npm-shrinkwrap.json"]],
  ["yarn", ["yarn.lock"]],
  ["pnpm", ["pnpm-lock.yaml"]],
]);

const NAMES = new Set([...LOCK_FILES.values()].flat());

/** Where the lock file of an installation is. */
export type LockFile =
  | { readonly kind: "there"; readonly name: string }
  /** It is in the context, but not where the installation looks. */
  | { readonly kind: "left"; readonly name: string; readonly ignored: boolean };

/** An installation of a project's packages, and its lock file where one is known. */
export interface LockedInstall {
  readonly run: Run;
  /** Where the command starts. */
  readonly start: number;
  readonly lock: LockFile;
}

/** The installations of a build whose lock file is known, there or left behind. */
export function* lockedInstalls(build: Build): Generator<LockedInstall> {
  const inStage = new Map<BuiltStage["stage"], Known>();
  for (const { stage, steps } of build.stages) {
    const below =
      stage.base.kind === "stage" ? inStage.get(stage.base.stage) : undefined;
    const known: Known = {
      locks: new Set(below?.locks),
      manifests: new Map(below?.manifests),
    };
    inStage.set(stage, known);
    for (const step of steps) {
      yield* installsIn(step, known, build);
      learn(step, known);
    }
  }
}

/** What is known to be in an image: lock files, and where in the context its package.json files come from. */
interface Known {
  readonly locks: Set<string>;
  readonly manifests: Map<string, string>;
}

function learn({ added, instruction, layer }: Step, known: Known): void {
  for (const change of layer?.changes ?? [])
    if (change.kind === "delete") known.locks.delete(change.path);
  for (const [path, { origin }] of added) {
    const name = nameOf(path);
    if (NAMES.has(name)) known.locks.add(path);
    if (name === "package.json" && origin.kind === "context")
      known.manifests.set(parentOf(path), origin.path);
  }
  if (instruction.keyword === "COPY" || instruction.keyword === "ADD")
    for (const path of namedLocks(instruction)) known.locks.add(path);
}

/** The lock files that a COPY names: they exist, or the build ends there. */
function* namedLocks({
  sources,
  destination,
  before,
}: Copy): Generator<string> {
  const to = knownText(destination?.value);
  const workdir = knownText(before.workdir.value);
  if (to === undefined || (workdir === undefined && !to.startsWith("/")))
    return;
  for (const { value } of sources) {
    const name = nameOf(knownText(value) ?? "");
    if (!NAMES.has(name)) continue;
    const isDirectory =
      sources.length > 1 || /(?:^|\/)\.{0,2}$/.test(to) || nameOf(to) !== name;
    const at = absolute(to, workdir ?? "/");
    yield isDirectory ? absolute(name, at) : at;
  }
}

function* installsIn(
  { instruction, run }: Step,
  { locks, manifests }: Known,
  { context }: Build,
): Generator<LockedInstall> {
  if (instruction.keyword !== "RUN") return;
  // "rm package-lock.json && npm install" wants no lock file.
  if (/\brm\s[^&;|]{0,200}(?:lock|\*)/.test(instruction.arguments.text)) return;
  const mounted = mountedLocks(instruction);
  for (const { at, path, bundle } of run?.bundles ?? []) {
    const names = LOCK_FILES.get(bundle.manager) ?? [];
    const directory = parentOf(path);
    const there = names.find((name) => {
      const lock = absolute(name, directory);
      return locks.has(lock) || mounted.has(lock);
    });
    const manifest = manifests.get(directory);
    const left =
      manifest === undefined
        ? undefined
        : names.find((name) => {
            const beside = placeOf(manifest) + name;
            return context.sent.has(beside) || context.ignored.has(beside);
          });
    const { start } = at;
    if (there !== undefined)
      yield { run: instruction, start, lock: { kind: "there", name: there } };
    else if (left !== undefined && manifest !== undefined)
      yield {
        run: instruction,
        start,
        lock: {
          kind: "left",
          name: left,
          ignored: context.ignored.has(placeOf(manifest) + left),
        },
      };
  }
}

/** Where a file lies, with the slash at its end; empty for the root of the context. */
function placeOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function mountedLocks({ flags, before }: Run): ReadonlySet<string> {
  const workdir = knownText(before.workdir.value) ?? "/";
  const found = new Set<string>();
  for (const { name, value } of flags) {
    if (name !== "mount") continue;
    const options = mountOptions(value);
    const target =
      options.get("target") ?? options.get("dst") ?? options.get("destination");
    if (target !== undefined && NAMES.has(nameOf(target)))
      found.add(absolute(target, workdir));
  }
  return found;
}
