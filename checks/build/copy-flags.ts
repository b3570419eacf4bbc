import { flagOf, type Copy } from "../dockerfile/instruction.ts";
import { knownText } from "../value.ts";
import type { Copying } from "./copier.ts";
import type { Source } from "./copy-source.ts";
import { parseIgnoreFile } from "./ignore.ts";
import { chownOf, type Machine } from "./machine.ts";
import type { Owner } from "./tree.ts";

const UNKNOWN: Owner = { uid: undefined, gid: undefined };

/**
 * What of a source comes along: what `--parents` names, without what `--exclude` does. Patterns are read from the
 * directory that is copied; a file that is a source itself comes in any case (fsutil, copy.go; seen with Docker 28.5).
 */
export function takingOf(
  copy: Copy,
  source: Source | undefined,
): Pick<Copying, "takes"> {
  const excluded = copy.flags
    .filter(({ name }) => name === "exclude")
    .map(({ value }) => knownText(value?.value) ?? "**");
  const below = source?.kind === "path" ? source.below : undefined;
  if (excluded.length === 0 && below === undefined) return { takes: undefined };
  const excludes = parseIgnoreFile(excluded.join("\n"));
  const includes = below === undefined ? undefined : parseIgnoreFile(below);
  return {
    takes: (path) =>
      excludes.decides(path)?.negated !== false &&
      (includes === undefined || includes.decides(path) !== undefined),
  };
}

/** Whether a flag such as `--link` is given and not switched off. */
export function isOn(copy: Copy, name: string): boolean {
  const flag = flagOf(copy, name);
  return flag !== undefined && knownText(flag.value?.value) !== "false";
}

/** The owner that `--chown` gives, undefined without it. */
export function ownerOf(machine: Machine, copy: Copy): Owner | undefined {
  const flag = flagOf(copy, "chown");
  if (flag === undefined) return undefined;
  const text = knownText(flag.value?.value);
  const owner = chownOf(machine, text);
  // A linked copy cannot see the accounts of the image.
  const isNamed = /[^\d:]/.test(text?.replace(/\broot\b/g, "0") ?? "");
  return isOn(copy, "link") && isNamed ? UNKNOWN : owner;
}

/** The text of `--chmod`; undefined without one, null where it is not known. */
export function modeOf(copy: Copy): string | undefined | null {
  const flag = flagOf(copy, "chmod");
  return flag === undefined
    ? undefined
    : (knownText(flag.value?.value) ?? null);
}
