import type { Change } from "../../../build/layer.ts";
import type { Step } from "../../../build/simulate.ts";
import { parentOf, type Entry } from "../../../build/tree.ts";
import type { RealEntry, RealLayer } from "../real-image.ts";
import type { Difference } from "./difference.ts";

/** Files of an image as they stand after some layers. */
export type State = Map<string, RealEntry>;

/** A predicted layer and the text of the step that made it. */
export interface PredictedLayer {
  readonly step: string;
  readonly changes: readonly Change[];
  readonly unknown: readonly string[];
  /** Paths that a stand-in of the stub image writes, so that nothing follows from them. */
  readonly standIn: RegExp | undefined;
}

/** What a step is predicted to change. */
export function predictedLayer(step: Step): PredictedLayer | undefined {
  if (step.layer === undefined) return undefined;
  const { instruction } = step;
  const text = `${instruction.keyword} ${instruction.arguments.text}`;
  const isAsh = instruction.before.facts?.shell === "ash";
  return {
    step: text.slice(0, 100),
    changes: step.layer.changes,
    unknown: step.layer.unknown,
    standIn:
      instruction.keyword === "RUN" &&
      isAsh &&
      /\badd(?:user|group)\b/.test(text)
        ? /^\/(?:etc\/(?:passwd|group|shadow)-?|home(?:\/.*)?)$/
        : undefined,
  };
}

/** Compares one layer, and takes it over into the state. */
export function compareLayer(
  predicted: PredictedLayer,
  real: RealLayer,
  state: State,
): readonly Difference[] {
  const differences: Difference[] = [];
  const differs = (what: string, expected: string, found: string): void => {
    differences.push({
      part: "layer",
      step: predicted.step,
      what,
      predicted: expected,
      real: found,
    });
  };
  const changed = new Map(
    Object.entries(real.entries).filter(
      ([path, entry]) => !isSameDirectory(entry, state.get(path)),
    ),
  );
  const hidden = hiddenBy(real.whiteouts, Object.keys(real.entries), state);
  const told = new Set<string>();
  const deletes: string[] = [];
  const untold: string[] = [];
  for (const change of predicted.changes) {
    const { path } = change;
    if (predicted.standIn?.test(path) === true) continue;
    if (change.kind === "delete") {
      deletes.push(path);
      continue;
    }
    told.add(path);
    // What a package manager or an unknown command put there, a stand-in did not.
    if (change.entry.type === "bundle" || change.entry.type === "opaque") {
      untold.push(path);
      continue;
    }
    const found = changed.get(path);
    const before = state.get(path);
    if (found === undefined) {
      const kept = real.entries[path] ?? before;
      // A directory that is put where it stands already changes nothing.
      if (change.entry.type === "directory" && kept?.type === "directory")
        compareEntry(change.entry, kept, undefined, path, differs);
      else differs(path, describeEntry(change.entry), "not in the layer");
      continue;
    }
    const linked =
      found.type === "link" ? real.entries[`/${found.target}`] : undefined;
    compareEntry(change.entry, found, linked, path, differs);
    if (change.replaces !== undefined) {
      const replaces = before !== undefined;
      if (change.replaces !== replaces)
        differs(
          path,
          change.replaces ? "replaces what was there" : "is new",
          replaces ? "replaces what was there" : "is new",
        );
    }
  }
  const whiteouts = hiddenBy(deletes, [...told], state);
  for (const path of whiteouts)
    if (!hidden.has(path)) differs(path, "a whiteout", "none");
  if (predicted.unknown.length === 0) {
    const isUntold = (path: string): boolean =>
      untold.some((at) => path === at || path.startsWith(`${at}/`)) ||
      predicted.standIn?.test(path) === true;
    for (const [path, entry] of changed)
      if (!told.has(path) && !isUntold(path))
        differs(path, "not in the layer", described(entry, state.get(path)));
    for (const path of hidden)
      if (!whiteouts.has(path) && !isUntold(path))
        differs(path, "no whiteout", "a whiteout");
  }
  take(state, real);
  return differences;
}

/**
 * The topmost paths that are there before a layer and hidden by it, whatever the whiteouts are: one for a directory that
 * is made again says the same as one for each path that was in it.
 */
function hiddenBy(
  whiteouts: readonly string[],
  put: readonly string[],
  state: State,
): ReadonlySet<string> {
  const again = new Set(put);
  const gone = [...state.keys()].filter(
    (path) =>
      !again.has(path) &&
      whiteouts.some((at) => path === at || path.startsWith(`${at}/`)),
  );
  const all = new Set(gone);
  return new Set(gone.filter((path) => !all.has(parentOf(path))));
}

/** Takes a layer over into the state. */
export function take(state: State, { entries, whiteouts }: RealLayer): void {
  for (const gone of whiteouts)
    for (const path of state.keys())
      if (path === gone || path.startsWith(`${gone}/`)) state.delete(path);
  // What stands where a directory was has nothing below it.
  for (const [at, { type }] of Object.entries(entries))
    if (type !== "directory" && state.get(at)?.type === "directory")
      for (const path of state.keys())
        if (path.startsWith(`${at}/`)) state.delete(path);
  for (const [path, entry] of Object.entries(entries)) state.set(path, entry);
}

/** Builders write the directories above a change again; they are not changed by that. */
function isSameDirectory(
  entry: RealEntry,
  before: RealEntry | undefined,
): boolean {
  return (
    entry.type === "directory" &&
    before?.type === "directory" &&
    entry.mode === before.mode &&
    entry.uid === before.uid &&
    entry.gid === before.gid
  );
}

function compareEntry(
  entry: Entry,
  found: RealEntry,
  linked: RealEntry | undefined,
  path: string,
  differs: (what: string, expected: string, found: string) => void,
): void {
  const type = found.type === "link" ? "file" : found.type;
  if (entry.type !== type) {
    differs(path, entry.type, type);
    return;
  }
  const compare = (
    what: string,
    expected: string | number | undefined,
    real: string | number | undefined,
  ): void => {
    if (expected !== undefined && real !== undefined && expected !== real)
      differs(`${path} ${what}`, String(expected), String(real));
  };
  compare("owner", entry.uid, found.uid);
  compare("group", entry.gid, found.gid);
  if (type === "symlink") compare("target", entry.target, found.target);
  else compare("mode", octal(entry.mode), octal(found.mode));
  if (type !== "file") return;
  const data = linked ?? (found.type === "link" ? undefined : found);
  compare("content", quoted(entry.text), quoted(data?.text));
  compare("size", entry.size, data?.size);
}

function octal(mode: number | undefined): string | undefined {
  return mode?.toString(8);
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text.slice(0, 200));
}

function describeEntry({ type, mode, uid, gid }: Entry): string {
  return `${type} ${octal(mode) ?? "?"} ${uid ?? "?"}:${gid ?? "?"}`;
}

function described(entry: RealEntry, before: RealEntry | undefined): string {
  const { type, mode, uid, gid } = entry;
  const text = `${type} ${octal(mode) ?? ""} ${uid}:${gid}`;
  return JSON.stringify(entry) === JSON.stringify(before)
    ? `${text}, as it was`
    : text;
}
