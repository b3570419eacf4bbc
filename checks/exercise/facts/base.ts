import { releaseLine } from "../../images.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  unknownFact,
  oneOf,
} from "../fact.ts";
import { baseImages } from "./base-images.ts";

/** `base: pinned`: every base image of the build names a version. */
export default defineFact({
  name: "base",
  value: oneOf("pinned"),
  judge: (_, subject) => {
    const images = baseImages(subject);
    if (subject.build.image?.stage.from === undefined) return NO_IMAGE;
    if (images.length === 0) return met("The image starts from nothing.");
    for (const { stage, reference } of images) {
      const at = stage.from?.image;
      const name = at?.text ?? "the image";
      if (reference === undefined || reference.tag.kind === "unknown")
        return unknownFact(
          stage.base.kind === "unknown"
            ? stage.base.because
            : `${name} hides its tag in a variable`,
          at,
        );
      const { tag, digest } = reference;
      if (digest.kind === "known") continue;
      // distroless has the versions in the name: nodejs24-debian13.
      const inName = /-debian\d+$/.test(reference.name ?? "");
      if (tag.kind === "absent")
        return open(
          inName
            ? `${name} has no tag: its name has the version, and the tag, such as nonroot, says who runs it.`
            : `${name} has no tag, so it is whatever latest is.`,
          at,
        );
      if (
        !namesVersion(tag.value) &&
        releaseLine(reference.repository, tag.value) === undefined &&
        !inName
      )
        return open(
          `${name} names no version: ${tag.value} moves on by itself.`,
          at,
        );
    }
    const names = images.map(({ stage }) => stage.from?.image?.text ?? "");
    return met(`Every build starts from ${[...new Set(names)].join(" and ")}.`);
  },
});

/** Whether a tag has a number beside that of the system: `alpine3.24` says nothing of the program. */
function namesVersion(tag: string): boolean {
  return /\d/.test(tag.replace(/(?:alpine|debian|ubuntu|ltsc)[\d.]+/g, ""));
}
