import * as z from "zod/mini";
import type { Subject } from "../../rule.ts";
import { defineFact, met, NO_IMAGE, open, unknownFact } from "../fact.ts";
import type { Stage } from "../../dockerfile/model.ts";

/** `base: pinned`: every base image of the build names a version. */
export const base = defineFact({
  name: "base",
  schema: z.enum(["pinned"]),
  judge: (_, subject) => {
    const images = baseImages(subject);
    if (images.length === 0) return NO_IMAGE;
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
      if (tag.kind === "absent")
        return open(`${name} has no tag, so it is whatever latest is.`, at);
      // distroless has the versions in the name: nodejs24-debian13.
      if (!/\d/.test(tag.value) && !/-debian\d+$/.test(reference.name ?? ""))
        return open(
          `${name} names no version: ${tag.value} moves on by itself.`,
          at,
        );
    }
    const names = images.map(({ stage }) => stage.from?.image?.text ?? "");
    return met(`Every build starts from ${[...new Set(names)].join(" and ")}.`);
  },
});

/** `supported: true`: no base image of the build is past its end of life. */
export const supported = defineFact({
  name: "supported",
  schema: z.literal(true),
  judge: (_, subject) => {
    const images = baseImages(subject);
    if (images.length === 0) return NO_IMAGE;
    for (const { stage } of images) {
      const at = stage.from?.image;
      const name = at?.text ?? "the image";
      const support =
        stage.base.kind === "image" ? stage.base.facts?.support : undefined;
      if (support === undefined || support.kind === "unknown")
        return unknownFact(`when support for ${name} ends is not known`, at);
      if (support.kind === "ended")
        return open(`${name} gets no security fixes any more.`, at);
      if (support.kind === "until" && support.day < subject.today)
        return open(
          `${name} has had no security fixes since ${support.day}.`,
          at,
        );
    }
    return met("The base image still gets security fixes.");
  },
});

interface BaseImage {
  readonly stage: Stage;
  readonly reference:
    Extract<Stage["base"], { readonly kind: "image" }>["reference"] | undefined;
}

/** The images that the built stages start from; scratch and earlier stages are none. */
function baseImages({ build }: Subject): readonly BaseImage[] {
  const images: BaseImage[] = [];
  for (const { stage } of build.stages) {
    if (stage.from === undefined) continue;
    if (stage.base.kind === "image")
      images.push({ stage, reference: stage.base.reference });
    else if (stage.base.kind === "unknown")
      images.push({ stage, reference: undefined });
  }
  return images;
}
