import {
  baseSupport,
  endedSupport,
  type Ended,
} from "../../dockerfile/base-support.ts";
import { parseReference } from "../../dockerfile/image-reference.ts";
import { flagOf, type Word } from "../../dockerfile/instruction.ts";
import { imageOf } from "../../dockerfile/base-image.ts";
import type { Subject } from "../../rule.ts";
import { defineFact, met, NO_IMAGE, open, unknownFact } from "../fact.ts";
import { baseImages } from "./base-images.ts";

/**
 * `supported: true`: no base image of the build is past its end of life, nor a distribution that its tag names, nor an
 * image that files are copied from.
 */
export default defineFact({
  name: "supported",
  value: { wants: "true", read: (value) => value === true || undefined },
  judge: (_, subject) => {
    const images = baseImages(subject);
    if (subject.build.image?.stage.from === undefined) return NO_IMAGE;
    if (images.length === 0) return met("The image starts from nothing.");
    for (const { stage } of images) {
      const at = stage.from?.image;
      const name = at?.text ?? "the image";
      const ended = endedSupport(stage.base, subject.today);
      if (ended !== undefined) return open(unsupported(name, ended), at);
      if (baseSupport(stage.base).kind === "unknown")
        return unknownFact(`when support for ${name} ends is not known`, at);
    }
    for (const at of copiedImages(subject)) {
      const image = imageOf(parseReference(at.value));
      // Of an image that only tools come from, much is not known, and not asked.
      const ended = endedSupport(image, subject.today);
      if (ended !== undefined) return open(unsupported(at.text, ended), at);
    }
    return met("The base image still gets security fixes.");
  },
});

/** The images, other than stages, that built stages copy from. */
function* copiedImages({ build, dockerfile }: Subject): Generator<Word> {
  for (const { stage } of build.stages)
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== "COPY") continue;
      const name = flagOf(instruction, "from")?.value;
      if (name === undefined || /^\d+$|\$/.test(name.text)) continue;
      if (!dockerfile.stagesNamed.has(name.text.toLowerCase())) yield name;
    }
}

function unsupported(name: string, { system, day }: Ended): string {
  const what = system === undefined ? name : `${system} in ${name}`;
  return day === undefined
    ? `${what} gets no security fixes any more.`
    : `${what} has had no security fixes since ${day}.`;
}
