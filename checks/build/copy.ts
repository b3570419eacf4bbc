import type { Environment } from "../dockerfile/environment.ts";
import { expandText } from "../dockerfile/expand.ts";
import type { Heredoc } from "../dockerfile/heredocs.ts";
import { flagOf, type Copy } from "../dockerfile/instruction.ts";
import type { Span } from "../files.ts";
import { knownText } from "../value.ts";
import type { BuildContext } from "./context.ts";
import { findSources, type Found } from "./copy-sources.ts";
import { parseIgnoreFile } from "./ignore.ts";
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
  const excluded = exclusionsOf(copy);
  const isExcluded = ({ path, read }: Found): boolean =>
    excluded(path) || (read !== undefined && excluded(read));
  const destination = knownText(copy.destination?.value);
  if (
    destination === undefined ||
    (workdir === undefined && !destination.startsWith("/"))
  ) {
    machine.tree.obscure("/");
    for (const source of copy.sources)
      for (const match of findSources(source, from).matches) {
        if (isExcluded(match)) continue;
        if (match.read !== undefined) reads.push(match.read);
        const entry = { ...match.entry, uid: undefined, gid: undefined };
        added.push([`${copy.destination?.text ?? ""}/${match.path}`, entry]);
      }
    return { reads, added, errors };
  }
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
    const bits = flagOf(copy, "chmod") === undefined ? entry.mode : mode;
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
      ...contentOf(heredoc, copy.before.environment),
    });

  for (const source of copy.sources) {
    const text = knownText(source.value) ?? "";
    if (copy.keyword === "ADD" && isRemote(text)) {
      const origin: Origin = { kind: "url", url: text };
      // A repository becomes the content of the directory, a file keeps the last part of its address.
      if (isGit(text))
        place(target, { type: "opaque", mode: undefined, origin });
      else
        place(intoDirectory ? absolute(fileOf(text), target) : target, {
          type: "file",
          mode: 0o600,
          origin,
        });
      continue;
    }
    const found = findSources(source, from);
    errors.push(...found.errors);
    if (found.open)
      machine.tree.obscure(
        copy.keyword === "COPY" && intoDirectory && isFileName(text)
          ? absolute(nameOf(text), target)
          : target,
      );
    for (const match of found.matches) {
      if (isExcluded(match)) continue;
      const { path, entry, read } = match;
      if (read !== undefined) reads.push(read);
      const unpack =
        copy.keyword === "ADD" && from.kind === "context" && isArchive(path);
      if (unpack) {
        unpackInto(place, target, entry);
        machine.tree.obscure(target);
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

/**
 * Which paths `--exclude` leaves out. Its patterns are read from the directory that is copied, and from the context's
 * root as well: what one of the two leaves out counts as left out.
 */
function exclusionsOf(copy: Copy): (path: string) => boolean {
  const patterns = copy.flags
    .filter(({ name }) => name === "exclude")
    .map(({ value }) => knownText(value?.value) ?? "**");
  if (patterns.length === 0) return () => false;
  const { decides } = parseIgnoreFile(patterns.join("\n"));
  return (path) => decides(path)?.negated === false;
}

/** Whether a source of unknown content is one file by its name: it has an extension, or stands among programs. */
function isFileName(path: string): boolean {
  return /\.[a-z]\w*$|\/s?bin\/[^/]+$/i.test(path);
}

function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@/.test(source);
}

function isGit(source: string): boolean {
  return /^(?:git(?:@|:)|ssh:)|\.git(?:[#?]|$)/.test(source);
}

/** The name of the file that an address gives (BuildKit, dispatchCopy). */
function fileOf(address: string): string {
  const [, path = ""] = /^\w+:\/\/[^/?#]*([^?#]*)/.exec(address) ?? [];
  return nameOf(path) || "__unnamed__";
}

/** The text of a here-document, where the variables in it are known. */
function contentOf(
  { content, expand }: Heredoc,
  environment: Environment,
): Pick<Entry, "text"> {
  const text = expand ? knownText(expandText(content, environment)) : content;
  return text === undefined ? {} : { text };
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
  if (text === "") return { uid: 0, gid: 0 };
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
  const text = knownText(flagOf(copy, "chmod")?.value?.value) ?? "";
  return /^0*[0-7]{1,4}$/.test(text) ? Number.parseInt(text, 8) : undefined;
}
