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

const DOMAIN =
  /^(?:localhost|[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*|\[[\da-f:]+\])(?::\d+)?$/i;
const COMPONENT = /^[a-z\d]+(?:(?:[._]|__|-+)[a-z\d]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z\d]+(?:[+._-][a-z\d]+)*:[\da-f]{32,}$/i;

/** Whether a text can name an image at all (distribution/reference, regexp.go); a registry is not asked. */
export function isImageName(text: string): boolean {
  const at = text.indexOf("@");
  const beforeDigest = at === -1 ? text : text.slice(0, at);
  if (at !== -1 && !DIGEST.test(text.slice(at + 1))) return false;
  const slash = beforeDigest.indexOf("/");
  const first = beforeDigest.slice(0, Math.max(slash, 0));
  // As docker.io/library stands in for a first part that is no host, that part is a component like the others.
  const isHost =
    /[.:]|^localhost$/.test(first) || first !== first.toLowerCase();
  if (isHost && !DOMAIN.test(first)) return false;
  const path = isHost ? beforeDigest.slice(slash + 1) : beforeDigest;
  const colon = path.indexOf(":");
  if (colon !== -1 && !TAG.test(path.slice(colon + 1))) return false;
  return path
    .slice(0, colon === -1 ? undefined : colon)
    .split("/")
    .every((component) => COMPONENT.test(component));
}
