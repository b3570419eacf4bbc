import { parseReference } from "../dockerfile/image-reference.ts";
import { imageFacts, type ShellName } from "../images.ts";
import { knownText, known } from "../value.ts";
import { commandPresence } from "./command-presence.ts";
import type { Image } from "./simulate.ts";
import { absolute, nameOf, parentOf } from "./tree.ts";

/** Which shell a program is, or why that cannot be told. `none`: it is not in the image. */
export type ImageShell =
  | { readonly kind: "known"; readonly shell: Exclude<ShellName, "none"> }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly because: string };

const BY_NAME: ReadonlyMap<string, Exclude<ShellName, "none">> = new Map([
  ["dash", "dash"],
  ["bash", "bash"],
  ["ash", "ash"],
  ["busybox", "ash"],
]);

/**
 * The shell behind a program such as `/bin/sh`: what the Dockerfile put there, else what the base image has. By what it
 * is, not by how it is called, it makes way for its last command or not.
 */
export function shellBehind(program: string, image: Image): ImageShell {
  return followed(program, image, 0);
}

function followed(program: string, image: Image, depth: number): ImageShell {
  const { tree, machine, config } = image;
  if (commandPresence(machine, config, program) === "absent")
    return { kind: "none" };
  const places = program.includes("/")
    ? [absolute(program, knownText(config.workdir.value) ?? "/")]
    : ["/usr/local/bin", "/usr/bin", "/bin"].map((at) => `${at}/${program}`);
  const copied = places
    .map((place) => tree.get(place)?.origin)
    .find((origin) => origin?.kind === "image");
  if (copied !== undefined) return shellOf(copied.image);
  if (places.some((place) => tree.isObscured(place)))
    return unknownShell(`something unknown may have replaced ${program}`);
  for (const place of places) {
    const entry = tree.get(place);
    if (entry?.type === "symlink" && entry.target !== undefined && depth < 8)
      return followed(
        absolute(entry.target, parentOf(place)),
        image,
        depth + 1,
      );
    if (entry !== undefined && entry.origin.kind !== "base")
      return unknownShell(`what the Dockerfile puts at ${place} is not known`);
  }
  const byName = BY_NAME.get(nameOf(program));
  if (byName !== undefined) return { kind: "known", shell: byName };
  const { facts } = config;
  if (facts === undefined)
    return unknownShell("nothing is known about the image's shell");
  return facts.shell === "none"
    ? { kind: "none" }
    : { kind: "known", shell: facts.shell };
}

/** The shell of an image that a file is copied from. */
function shellOf(image: string): ImageShell {
  const { repository, tag } = parseReference(known(image));
  const facts = imageFacts(
    repository,
    tag.kind === "known" ? tag.value : undefined,
  );
  return facts === undefined || facts.shell === "none"
    ? unknownShell(`which shell ${image} has is not known`)
    : { kind: "known", shell: facts.shell };
}

function unknownShell(because: string): ImageShell {
  return { kind: "unknown", because };
}
