import { stageNamed } from "../../build/stage-sources.ts";
import { defineRule } from "../../rule.ts";
import { known, knownText, type Value } from "../../value.ts";
import { imageOf } from "../base-image.ts";
import { parseReference } from "../image-reference.ts";
import { flagOf } from "../instruction.ts";
import type { Base, Stage } from "../model.ts";
import { andTriggers, chainOf } from "../queries.ts";

export default defineRule({
  id: "copy-what-is-needed",
  title: "Copy what is needed from another stage, not all of it",
  category: "supply-chain",
  severity: "warning",
  about: ["COPY"],
  mentions: /--from/,
  sameAs: ["hadolint/DL3067"],
  *check({ stages, dockerfile }) {
    for (const stage of stages)
      for (const copy of andTriggers(stage)) {
        if (copy.keyword !== "COPY") continue;
        const from = flagOf(copy, "from")?.value?.text;
        const all = copy.sources.find(({ value }) => isEverything(value));
        if (from === undefined || all === undefined) continue;
        if (copy.destination?.value === undefined) continue;
        if (!isEverything(copy.destination.value)) continue;
        if (flagOf(copy, "exclude") !== undefined) continue;
        const source = stageNamed(dockerfile, from, stage);
        if (
          source === undefined
            ? mayHoldFewFiles(imageOf(parseReference(known(from))))
            : holdsOnlyItsOwn(source)
        )
          continue;
        // Onto nothing it is a way to make one layer of many.
        yield stage.base.kind === "scratch"
          ? {
              at: all,
              message: `COPY --from=${from} makes one layer of everything in ${from}, so the image shares nothing with others, and ENV, USER and CMD of ${from} do not come along.`,
              remedy:
                "Copy the files that the application needs, or ship the stage as it is.",
              severity: "info",
            }
          : {
              at: all,
              message: `COPY --from=${from} lays everything in ${from} over this stage: what building left there ships, and files of the two systems mix.`,
              remedy:
                "Copy the files that the application needs by their paths.",
            };
      }
  },
});

/** Whether a stage is put together from nothing, or from an image of few files, file by file. */
function holdsOnlyItsOwn(source: Stage): boolean {
  const chain = [...chainOf(source)];
  const base = chain.at(-1)?.base;
  return (
    base !== undefined &&
    (base.kind === "scratch" ||
      (mayHoldFewFiles(base) &&
        chain.every(({ instructions }) =>
          instructions.every(({ keyword }) => keyword !== "RUN"),
        ))) &&
    chain.every((stage) =>
      stage.instructions.every(
        (copy) =>
          copy.keyword !== "COPY" ||
          !copy.sources.some(({ value }) => isEverything(value)),
      ),
    )
  );
}

/** Whether an image may be made to be copied whole, as tonistiigi/xx is: one of somebody's own, of which nothing is known. */
function mayHoldFewFiles(base: Base): boolean {
  return (
    base.kind === "image" &&
    base.facts === undefined &&
    base.reference.name?.includes("/") === true
  );
}

function isEverything(value: Value): boolean {
  return /^\/(?:\.?\/?|\*)$/.test(knownText(value) ?? "");
}
