import type { Build, Image, Step } from "../../build/simulate.ts";
import { absolute, nameOf } from "../../build/tree.ts";
import { flagOf } from "../../dockerfile/instruction.ts";
import { parseReference } from "../../dockerfile/image-reference.ts";
import { imageFacts, presenceOf } from "../../images.ts";
import { known, knownText } from "../../value.ts";

/**
 * Whether a step copies a command that is known to stand in another image, wherever it is put, and nothing takes it away
 * again: a whole JDK in a directory of one's own. A directory of which nothing is known brings nothing that is known.
 */
export function copiesCommand(
  { instruction, after, readsStages }: Step,
  command: string,
  build: Build,
  image: Image,
): boolean {
  if (instruction.keyword !== "COPY") return false;
  const has = commandsAt(
    build.stages.find(({ stage }) => stage === readsStages[0]),
    knownText(flagOf(instruction, "from")?.value?.value),
  );
  const to = knownText(instruction.destination?.value);
  if (has === undefined || to === undefined) return false;
  const target = absolute(to, knownText(after.workdir.value) ?? "/");
  return instruction.sources.some(({ value }) => {
    const text = knownText(value);
    if (text === undefined) return false;
    const source = absolute(text, "/");
    if (nameOf(source) === command && has(source))
      return image.tree.exists(target) !== "absent";
    return [command, `bin/${command}`].some(
      (path) =>
        has(absolute(path, source)) &&
        image.tree.exists(absolute(path, target)) !== "absent",
    );
  });
}

/** Tells of paths whether a command is known to stand there, in a stage or an image; undefined where neither is known. */
function commandsAt(
  stage: Build["stages"][number] | undefined,
  name: string | undefined,
): ((path: string) => boolean) | undefined {
  if (stage !== undefined) {
    const { machine } = stage;
    const { facts } = stage.stage.config;
    return (
      facts &&
      ((path) =>
        presenceOf(facts, machine.baseTag, path) === "present" &&
        machine.tree.exists(path) !== "absent")
    );
  }
  if (name === undefined) return undefined;
  const { repository, tag } = parseReference(known(name));
  if (tag.kind !== "known") return undefined;
  const facts = imageFacts(repository, tag.value);
  return facts && ((path) => presenceOf(facts, tag.value, path) === "present");
}
