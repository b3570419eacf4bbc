import type { Environment } from "../dockerfile/environment.ts";
import { expandText } from "../dockerfile/expand.ts";
import type { Heredoc } from "../dockerfile/heredocs.ts";
import { flagOf, type Copy } from "../dockerfile/instruction.ts";
import type { Span } from "../files.ts";
import { knownText } from "../value.ts";
import { utf8Length } from "./context.ts";
import { Copier, type Copying } from "./copier.ts";
import { isOn, modeOf, ownerOf, takingOf } from "./copy-flags.ts";
import { fileOf, isFileName, sourceOf, type Source } from "./copy-source.ts";
import {
  findSources,
  isPattern,
  sourceTree,
  type CopyFrom,
  type FoundSources,
} from "./copy-sources.ts";
import type { Machine } from "./machine.ts";
import { Reads } from "./reads.ts";
import {
  absolute,
  isTooLong,
  nameOf,
  type Entry,
  type Origin,
  type Owner,
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
  readonly reads: Reads;
  /** What it put at a place that cannot be told. */
  readonly lost: readonly (readonly [string, Entry])[];
  readonly errors: readonly BuildError[];
}

const UNKNOWN: Owner = { uid: undefined, gid: undefined };
const ROOT: Owner = { uid: 0, gid: 0 };

/** Follows a COPY or ADD into an image's tree. */
export function copyInto(
  machine: Machine,
  copy: Copy,
  from: CopyFrom,
  workdir: string | undefined,
): CopyEffect {
  const { tree } = machine;
  const reads = new Reads(from.kind === "context");
  const errors: BuildError[] = [];
  for (const { value, start, end } of [
    ...copy.sources,
    ...(copy.destination === undefined ? [] : [copy.destination]),
  ])
    if (
      value.kind === "unknown" &&
      /quote in .* is not closed$/.test(value.because)
    )
      errors.push({
        at: { start, end },
        message: `The build stops here: ${value.because}.`,
        remedy: "Put paths that hold spaces into a JSON array.",
      });
  const sources = copy.sources.map((source) => sourceOf(copy, source));
  const found = sources.map((source) => {
    if (source.kind !== "path")
      return { ...NOTHING_FOUND, open: source.kind === "unknown" };
    const result = findSources(source.word, source.path, from);
    errors.push(...result.errors);
    return result;
  });
  const named = knownText(copy.destination?.value);
  const destination =
    named !== undefined && isTooLong(named) ? undefined : named;
  const files = sourceTree(from);
  if (
    destination === undefined ||
    (workdir === undefined && !destination.startsWith("/"))
  ) {
    tree.obscure(
      "/",
      `where ${copy.destination?.text ?? copy.keyword} is cannot be told`,
    );
    const lost: (readonly [string, Entry])[] = [];
    for (const [at, { tops }] of found.entries())
      for (const top of tops)
        for (const [path, entry] of files?.below(top) ?? []) {
          const { takes } = takingOf(copy, sources[at]);
          if (
            path !== top &&
            takes?.(path.slice(top === "/" ? 1 : top.length + 1)) === false
          )
            continue;
          reads.add(path);
          lost.push([
            `${copy.destination?.text ?? ""}${path}`,
            { ...entry, ...UNKNOWN },
          ]);
        }
    if (from.kind === "image")
      for (const { text } of sources) lost.push([text, fromImage(from)]);
    return { reads, lost, errors };
  }
  const target = absolute(destination, workdir ?? "/");
  const isDirectory = /(?:^|\/)\.?$/.test(destination);
  const by: Copying = {
    tree,
    owner: ownerOf(machine, copy),
    mode: modeOf(copy),
    // With --chmod the builder copies without a link (BuildKit, dispatchCopy).
    link: isOn(copy, "link") && flagOf(copy, "chmod") === undefined,
    takes: undefined,
    reads,
    fail: (message) => {
      errors.push({
        at: copy.destination ?? copy,
        message,
        remedy: "Copy to another path.",
      });
    },
  };
  for (const [at, source] of sources.entries()) {
    const copier = new Copier({ ...by, ...takingOf(copy, source) });
    const result = found[at] ?? NOTHING_FOUND;
    if (source.kind === "url" || source.kind === "git")
      copyRemote(copy, by, source, target, isDirectory);
    else if (source.kind === "path")
      for (const top of result.tops)
        copyTop(copier, { copy, from, by, top, target, isDirectory, source });
    if (!result.open) continue;
    const name = source.kind === "path" ? nameOf(source.text) : undefined;
    // What has a name that cannot be told is somewhere in a directory, or is the destination.
    const placed =
      name === undefined && isDirectory
        ? target
        : from.kind === "image"
          ? copier.put(fromImage(from), name ?? "", target, isDirectory)
          : copier.placeOf(name ?? "", target, isDirectory);
    leaveOpen(copy, by, source, placed, target);
  }
  for (const heredoc of copy.heredocs)
    new Copier(by).put(
      {
        type: "file",
        mode: 0o644,
        ...ROOT,
        origin: { kind: "heredoc", name: heredoc.name },
        ...contentOf(heredoc, copy.before.environment),
      },
      heredoc.name,
      target,
      isDirectory,
    );
  return { reads, lost: [], errors };
}

const NOTHING_FOUND: FoundSources = { tops: [], open: false, errors: [] };

interface Top {
  readonly copy: Copy;
  readonly from: CopyFrom;
  readonly by: Copying;
  readonly top: string;
  readonly target: string;
  readonly isDirectory: boolean;
  readonly source: Source & { readonly kind: "path" };
}

function copyTop(
  copier: Copier,
  { copy, from, by, top, target, isDirectory, source }: Top,
): void {
  const files = sourceTree(from);
  if (files === undefined) return;
  const { tree } = by;
  const at = files.follow(top);
  const entry = at === undefined ? undefined : files.get(at);
  if (source.below !== undefined) {
    const above = isPattern(source.below)
      ? top
      : top.slice(0, -source.below.length - 1) || "/";
    return copier.copy(files, above, target, isDirectory);
  }
  if (
    copy.keyword === "ADD" &&
    at !== undefined &&
    entry?.type === "file" &&
    unpacks(copy, from, at)
  ) {
    copier.unpack(entry, target, entriesOf(from, at));
    by.reads.add(at);
    return;
  }
  const isThere =
    entry !== undefined ||
    (at !== undefined &&
      (files.exists(at) === "present" || files.below(at).length > 0));
  if (isThere) {
    copier.copy(files, top, target, isDirectory);
    const isWhole =
      entry?.type === "file" ||
      entry?.type === "bundle" ||
      files.isListed(at ?? top);
    if (!isWhole)
      tree.obscure(target, `what else ${source.text} holds is not known`);
    return;
  }
  const placed =
    from.kind === "stage"
      ? copier.put(
          opaque({ kind: "command", command: `stage ${from.name}` }),
          nameOf(top),
          target,
          isDirectory,
        )
      : copier.placeOf(nameOf(top), target, isDirectory);
  leaveOpen(copy, by, source, placed, target);
}

/** Marks that a source brings something unknown: one file by its name, or anything below the destination. */
function leaveOpen(
  { keyword }: Copy,
  { tree }: Copying,
  { text }: Source,
  placed: string,
  target: string,
): void {
  const because = `what ${text} brings is not known`;
  const isPlaced = tree.get(placed)?.type === "opaque";
  // ADD may unpack it.
  const isFile = keyword === "COPY" && placed !== target && isFileName(text);
  if (isPlaced && (isFile || placed === target)) tree.doubt(because);
  else tree.obscure(isFile ? placed : target, because);
}

function fromImage({ image }: CopyFrom & { readonly kind: "image" }): Entry {
  return opaque({ kind: "image", image });
}

function copyRemote(
  copy: Copy,
  by: Copying,
  { kind, text }: Source,
  target: string,
  isDirectory: boolean,
): void {
  const copier = new Copier(by);
  const origin: Origin = { kind: "url", url: text };
  if (isOn(copy, "unpack"))
    return by.tree.obscure(target, `what is in ${text} is not known`);
  // A repository becomes the content of the directory, a file keeps the last part of its address.
  if (kind === "git") copier.put(opaque(origin), "", target, false);
  else
    copier.put(
      { type: "file", mode: 0o600, ...ROOT, origin },
      fileOf(text),
      target,
      isDirectory,
    );
}

function opaque(origin: Origin): Entry {
  return { type: "opaque", mode: undefined, ...UNKNOWN, origin };
}

/** The text of a here-document, where the variables in it are known. */
function contentOf(
  { content, expand }: Heredoc,
  environment: Environment,
): Pick<Entry, "text" | "size"> {
  const text = expand ? knownText(expandText(content, environment)) : content;
  return text === undefined ? {} : { text, size: utf8Length(text) };
}

function entriesOf(
  from: CopyFrom,
  path: string,
): readonly string[] | undefined {
  return from.kind === "context"
    ? from.context.sent.get(path.slice(1))?.entries
    : undefined;
}

/** Whether ADD unpacks a file: an archive, which without facts is told by its name. */
function unpacks(copy: Copy, from: CopyFrom, path: string): boolean {
  if (from.kind !== "context") return false;
  const flag = flagOf(copy, "unpack");
  if (knownText(flag?.value?.value) === "false") return false;
  return (
    entriesOf(from, path) !== undefined ||
    /\.(?:tar|tar\.gz|tgz|tar\.bz2|tbz2?|tar\.xz|txz|tar\.zst)$/.test(path)
  );
}
