import { UNKNOWN_PART, type Value } from "../value.ts";

/** The parts of an image name such as `docker.io/library/node:24-alpine@sha256:…`. */
export interface ImageReference {
  /** The name as written, without tag and digest; unknown where a variable hides it. */
  readonly name: string | undefined;
  /** The full repository: `docker.io/library/node`. */
  readonly repository: string | undefined;
  readonly tag: Part;
  readonly digest: Part;
}

/** A part that is absent, given, or hidden by a variable. */
export type Part =
  | { readonly kind: "absent" }
  | { readonly kind: "known"; readonly value: string }
  | { readonly kind: "unknown"; readonly because: string };

/** Splits an image name; never fails: what is no valid reference keeps its text as the name. */
export function parseReference(image: Value): ImageReference {
  const text = image.kind === "known" ? image.value : image.pattern;
  const because = image.kind === "known" ? "" : image.because;
  const at = text.indexOf("@");
  const beforeDigest = at === -1 ? text : text.slice(0, at);
  const colon = beforeDigest.indexOf(":", beforeDigest.lastIndexOf("/") + 1);
  const name = colon === -1 ? beforeDigest : beforeDigest.slice(0, colon);
  const hidden = name.includes(UNKNOWN_PART);
  // A variable that ends the name may bring the tag and the digest with it.
  const open = name.endsWith(UNKNOWN_PART);
  const tagText = colon === -1 ? undefined : beforeDigest.slice(colon + 1);
  return {
    name: hidden ? undefined : name,
    repository: hidden ? undefined : fullRepository(name),
    tag: part(tagText, open, because),
    digest: part(
      at === -1 ? undefined : text.slice(at + 1),
      at === -1 && (tagText ?? name).endsWith(UNKNOWN_PART),
      because,
    ),
  };
}

function part(text: string | undefined, open: boolean, because: string): Part {
  if (text === undefined)
    return open ? { kind: "unknown", because } : { kind: "absent" };
  return text.includes(UNKNOWN_PART)
    ? { kind: "unknown", because }
    : { kind: "known", value: text };
}

function fullRepository(name: string): string {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const hasHost = /[.:]/.test(first) || first === "localhost";
  const isHub = first === "docker.io" || first === "index.docker.io";
  if (hasHost && !isHub) return name;
  const path = isHub ? name.slice(slash + 1) : name;
  return path.includes("/") ? `docker.io/${path}` : `docker.io/library/${path}`;
}
