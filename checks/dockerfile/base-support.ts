import { codeNamed } from "../code-names.ts";
import {
  familySupport,
  releaseSupport,
  type Support,
} from "../image-support.ts";
import type { Base } from "./model.ts";

/** Something under a base image that gets no security fixes any more. */
export interface Ended {
  /** What it is, where it is not the image itself: `Debian 10`. */
  readonly system: string | undefined;
  /** The last day of its support, where that is known. */
  readonly day: string | undefined;
}

/**
 * What of a base image is past its end of life on a day such as `2026-11-21`: the image's own release line, or else the
 * distribution that its tag names, as `alpine3.18` and `slim-buster` do. Undefined where nothing is known to be.
 */
export function endedSupport(base: Base, today: string): Ended | undefined {
  if (base.kind !== "image" || base.facts === undefined) return undefined;
  const own = ended(baseSupport(base), today);
  if (own !== undefined) return { system: undefined, ...own };
  const { tag } = base.reference;
  if (tag.kind !== "known") return undefined;
  const [name, version] = systemIn(tag.value) ?? [];
  if (name === undefined) return undefined;
  const support = releaseSupport(name, version);
  const of = support && ended(support, today);
  if (of === undefined) return undefined;
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)} ${version}`;
  return { system: title, ...of };
}

/** How long a base image gets fixes; unknown where it is no image that we know. */
export function baseSupport(base: Base): Support {
  if (base.kind !== "image" || base.facts === undefined)
    return { kind: "unknown" };
  const { repository, tag } = base.reference;
  return familySupport(
    base.facts.family,
    repository,
    tag.kind === "known" ? tag.value : undefined,
  );
}

/** A release line gets fixes through its last day. */
function ended(
  support: Support,
  today: string,
): Omit<Ended, "system"> | undefined {
  if (support.kind === "ended") return { day: undefined };
  return support.kind === "until" && support.day < today
    ? { day: support.day }
    : undefined;
}

function systemIn(tag: string): readonly [string, string] | undefined {
  for (const part of tag.split("-")) {
    const named = codeNamed(part);
    if (named !== undefined) return named;
    const alpine = /^alpine(\d+\.\d+)$/.exec(part)?.[1];
    if (alpine !== undefined) return ["alpine", alpine];
  }
  return undefined;
}
