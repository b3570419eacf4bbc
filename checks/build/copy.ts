import { flagOf, type Copy, type Word } from "../dockerfile/instruction.ts";
import type { Span } from "../files.ts";
import { knownText } from "../value.ts";
import type { BuildContext, ContextEntry } from "./context.ts";
import { compileGlob } from "./glob.ts";
import type { Machine } from "./machine.ts";
import {
  absolute,
  nameOf,
  parentOf,
  type Entry,
  type Origin,
  type Tree,
} from "./tree.ts";

/** Something that makes the build fail. */
export interface BuildError {
  readonly at: Span;
  /** What happens, in the author's words. */
  readonly message: string;
  readonly remedy: string;
}

/** What a COPY or ADD did. */
export interface CopyEffect {
  /** Paths of the context whose content it depends on. */
  readonly reads: readonly string[];
  readonly added: readonly (readonly [string, Entry])[];
  readonly errors: readonly BuildError[];
}

/** Where the sources of a COPY are found. */
export type CopyFrom =
  | { readonly kind: "context"; readonly context: BuildContext }
  | { readonly kind: "stage"; readonly tree: Tree; readonly name: string }
  | { readonly kind: "image"; readonly image: string };

interface Found {
  /** Path relative to the source directory; the name alone for a file. */
  readonly path: string;
  readonly entry: Omit<Entry, "uid" | "gid">;
  readonly read: string | undefined;
}

/** Follows a COPY or ADD into an image's tree. */
export function copyInto(
  machine: Machine,
  copy: Copy,
  from: CopyFrom,
  workdir: string | undefined,
): CopyEffect {
  const reads: string[] = [];
  const added: (readonly [string, Entry])[] = [];
  const errors: BuildError[] = [];
  const destination = knownText(copy.destination?.value);
  if (
    destination === undefined ||
    (workdir === undefined && !destination.startsWith("/"))
  )
    return { reads, added, errors };
  const target = absolute(destination, workdir ?? "/");
  const owner = ownerOf(machine, copy);
  const mode = modeOf(copy);
  const many = copy.sources.length + copy.heredocs.length > 1;
  const slash = /(?:^|\/)\.?$/.test(destination);
  const intoDirectory =
    many ||
    slash ||
    machine.tree.get(target)?.type === "directory" ||
    (machine.tree.get(target) === undefined &&
      machine.tree.exists(target) === "present");

  const place = (path: string, entry: Omit<Entry, "uid" | "gid">): void => {
    makeParents(machine.tree, path, owner);
    const bits = mode === undefined ? entry.mode : mode;
    const before = machine.tree.get(path);
    if (entry.type === "directory" && before?.type === "directory") return;
    const placed = { ...entry, mode: bits, ...owner };
    machine.tree.put(path, placed);
    added.push([path, placed]);
  };

  for (const heredoc of copy.heredocs)
    place(intoDirectory ? absolute(heredoc.name, target) : target, {
      type: "file",
      mode: 0o644,
      origin: { kind: "heredoc", name: heredoc.name },
      text: heredoc.content,
    });

  for (const source of copy.sources) {
    const text = knownText(source.value);
    if (text === undefined) continue;
    if (copy.keyword === "ADD" && isRemote(text)) {
      if (!intoDirectory || nameOf(text) !== "")
        place(intoDirectory ? absolute(nameOf(text), target) : target, {
          type: isGit(text) ? "opaque" : "file",
          mode: 0o600,
          origin: { kind: "url", url: text },
        });
      continue;
    }
    const found = findSources(source, text, from);
    errors.push(...found.errors);
    for (const { path, entry, read } of found.matches) {
      if (read !== undefined) reads.push(read);
      const unpack =
        copy.keyword === "ADD" && from.kind === "context" && isArchive(path);
      if (unpack) {
        unpackInto(place, target, entry);
        continue;
      }
      const asFile = !found.directory && !intoDirectory;
      place(asFile ? target : absolute(path, target), entry);
    }
    if (found.directory && machine.tree.get(target) === undefined)
      place(target, {
        type: "directory",
        mode: 0o755,
        origin: { kind: "implied" },
      });
  }
  return { reads, added, errors };
}

function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@/.test(source);
}

function isGit(source: string): boolean {
  return /^git(?:@|:)|\.git(?:#|$)/.test(source);
}

function isArchive(path: string): boolean {
  return /\.(?:tar|tar\.gz|tgz|tar\.bz2|tbz2?|tar\.xz|txz|tar\.zst)$/.test(
    path,
  );
}

function unpackInto(
  place: (path: string, entry: Omit<Entry, "uid" | "gid">) => void,
  target: string,
  archive: Omit<Entry, "uid" | "gid">,
): void {
  const origin: Origin =
    archive.origin.kind === "context"
      ? { kind: "archive", path: archive.origin.path }
      : archive.origin;
  // Without a list of its entries an archive is something in the target directory, of unknown names.
  place(target, { type: "directory", mode: 0o755, origin });
}

function findSources(
  source: Word,
  text: string,
  from: CopyFrom,
): { matches: Found[]; directory: boolean; errors: BuildError[] } {
  if (from.kind === "image")
    return {
      directory: false,
      errors: [],
      matches: [
        {
          path: nameOf(text) || ".",
          read: undefined,
          entry: {
            type: "opaque",
            mode: undefined,
            origin: { kind: "image", image: from.image },
          },
        },
      ],
    };
  const wanted = absolute(text, "/");
  return from.kind === "context"
    ? fromContext(source, wanted, from.context)
    : fromStage(source, wanted, from.tree, from.name);
}

function fromContext(
  source: Word,
  wanted: string,
  context: BuildContext,
): { matches: Found[]; directory: boolean; errors: BuildError[] } {
  const matches: Found[] = [];
  let directory = false;
  const path = wanted.slice(1);
  const tops = isPattern(path)
    ? matching([...context.sent.keys()], path)
    : context.sent.has(path)
      ? [path]
      : [];
  for (const top of tops) {
    const entry = context.sent.get(top);
    if (entry?.type === "directory") {
      directory = true;
      const prefix = top === "" ? "" : `${top}/`;
      for (const [at, inner] of context.sent)
        if (at !== top && at.startsWith(prefix))
          matches.push({
            path: at.slice(prefix.length),
            entry: contextFile(at, inner),
            read: at,
          });
    } else if (entry !== undefined)
      matches.push({
        path: nameOf(top),
        entry: contextFile(top, entry),
        read: top,
      });
  }
  const missing = tops.length === 0 && !isPattern(path);
  return {
    matches,
    directory,
    errors: missing ? missingSource(source, path, context) : [],
  };
}

function missingSource(
  source: Word,
  path: string,
  context: BuildContext,
): BuildError[] {
  const pattern =
    context.ignored.get(path) ??
    [...context.ignored].find(([at]) => at.startsWith(`${path}/`))?.[1];
  if (pattern !== undefined)
    return [
      {
        at: source,
        message: `${source.text} is not sent to the builder: ${context.ignore.path ?? ".dockerignore"} leaves it out with "${pattern.text}".`,
        remedy: `Take "${pattern.text}" out of the ignore file, or add "!${path}" below it.`,
      },
    ];
  if (!context.complete) return [];
  return [
    {
      at: source,
      message: `${source.text} does not exist in the build context, so the build stops here.`,
      remedy: "Copy a path that exists in the context.",
    },
  ];
}

function contextFile(
  path: string,
  entry: ContextEntry,
): Omit<Entry, "uid" | "gid"> {
  return {
    type: entry.type,
    mode: entry.mode,
    origin: { kind: "context", path },
    size: entry.size,
    ...(entry.text === undefined ? {} : { text: entry.text }),
    ...(entry.target === undefined ? {} : { target: entry.target }),
  };
}

function fromStage(
  source: Word,
  wanted: string,
  tree: Tree,
  name: string,
): { matches: Found[]; directory: boolean; errors: BuildError[] } {
  const matches: Found[] = [];
  let directory = false;
  const tops = isPattern(wanted)
    ? matching(
        [...tree.entries()].map(([path]) => path),
        wanted,
      )
    : [wanted];
  for (const top of tops) {
    const entry = tree.get(top);
    const inside = tree.below(top).filter(([path]) => path !== top);
    if (entry?.type === "directory" || inside.length > 0) {
      directory = true;
      const prefix = top === "/" ? 1 : top.length + 1;
      for (const [path, inner] of inside)
        matches.push({
          path: path.slice(prefix),
          entry: inner,
          read: undefined,
        });
    } else if (entry !== undefined) {
      // A bundle is a directory: its content is copied, not itself.
      if (entry.type === "bundle") directory = true;
      matches.push({
        path: entry.type === "bundle" ? "." : nameOf(top),
        entry,
        read: undefined,
      });
    } else if (tree.exists(top) === "absent" && !isPattern(top))
      return {
        matches,
        directory,
        errors: [
          {
            at: source,
            message: `${source.text} does not exist in the stage ${name}, so the build stops here.`,
            remedy: `Copy a path that the stage ${name} makes.`,
          },
        ],
      };
    else if (!isPattern(top))
      matches.push({
        path: nameOf(top) || ".",
        read: undefined,
        entry: {
          type: "opaque",
          mode: undefined,
          origin: { kind: "command", command: `stage ${name}` },
        },
      });
  }
  return { matches, directory, errors: [] };
}

function isPattern(path: string): boolean {
  return /[*?[\\]/.test(path);
}

/** The shallowest paths that match: what lies below them comes along. */
function matching(paths: readonly string[], pattern: string): string[] {
  const glob = compileGlob(pattern, { deep: false });
  return paths.filter((path) => path !== "" && glob?.matches(path) === true);
}

/** Makes the directories above a path that are not known to be there. */
export function makeParents(
  tree: Tree,
  path: string,
  owner: Pick<Entry, "uid" | "gid">,
): void {
  const parent = parentOf(path);
  if (parent === "/" || tree.get(parent) !== undefined) return;
  if (tree.exists(parent) === "present") return;
  const existed = tree.exists(parent) === "unknown";
  makeParents(tree, parent, owner);
  tree.put(parent, {
    type: "directory",
    mode: existed ? undefined : 0o755,
    uid: existed ? undefined : owner.uid,
    gid: existed ? undefined : owner.gid,
    origin: { kind: "implied" },
  });
}

function ownerOf(machine: Machine, copy: Copy): Pick<Entry, "uid" | "gid"> {
  const flag = flagOf(copy, "chown");
  if (flag === undefined) return { uid: 0, gid: 0 };
  const text = knownText(flag.value?.value);
  if (text === undefined) return { uid: undefined, gid: undefined };
  const [user = "", group] = text.split(":");
  const account = machine.accounts.get(user);
  const uid = /^\d+$/.test(user) ? Number(user) : account?.uid;
  if (group === undefined || group === "")
    // Without a group the id of the user is used for both when it is a number (reference, COPY --chown).
    return { uid, gid: /^\d+$/.test(user) ? uid : account?.gid };
  return {
    uid,
    gid: /^\d+$/.test(group) ? Number(group) : machine.groups.get(group),
  };
}

function modeOf(copy: Copy): number | undefined {
  const text = knownText(flagOf(copy, "chmod")?.value?.value);
  return text !== undefined && /^[0-7]{3,4}$/.test(text)
    ? Number.parseInt(text, 8)
    : undefined;
}
