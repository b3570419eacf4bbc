import { flagOf, type Instruction } from "../../dockerfile/instruction.ts";
import { readDockerfile } from "../../dockerfile/model.ts";
import { knownText } from "../../value.ts";
import { dockerfileOf, type BuildCase } from "./build-case.ts";
import { stubImage, type StubImage } from "./stub-images.ts";

/** The stubs of the images that a build reads. */
export function stubsOf(build: BuildCase): readonly StubImage[] {
  return imagesOf(build).map((name) => stubImage(name, build.produces));
}

/** The names of the images that a build reads, those of its own stages and digests left out. */
function imagesOf(build: BuildCase): readonly string[] {
  const dockerfile = readDockerfile(
    build.files,
    dockerfileOf(build),
    build.arguments,
  );
  const stages = new Set(dockerfile.stages.map(({ name }) => name));
  const names = dockerfile.instructions.flatMap(namesIn).map(withoutDigest);
  return [...new Set(names)]
    .filter(
      (name) =>
        name !== "scratch" && !stages.has(name) && !/^(?:\d+|)$/.test(name),
    )
    .sort();
}

function namesIn(instruction: Instruction): readonly string[] {
  switch (instruction.keyword) {
    case "FROM":
      return [knownText(instruction.image?.value) ?? ""];
    case "COPY":
      return [knownText(flagOf(instruction, "from")?.value?.value) ?? ""];
    case "RUN":
      return instruction.flags
        .filter(({ name }) => name === "mount")
        .map(
          ({ value }) => /\bfrom=([^,]+)/.exec(value?.text ?? "")?.[1] ?? "",
        );
    default:
      return [];
  }
}

/** A text without the digests that pin images: a stub has another. */
export function withoutDigest(text: string): string {
  return text.replace(/@sha256:[0-9a-f]+/g, "");
}
