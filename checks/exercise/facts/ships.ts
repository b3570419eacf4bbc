import * as z from "zod/mini";
import { compileGlob } from "../../build/glob.ts";
import { shippedStages } from "../../build/shipped.ts";
import { defineFact, met, NO_IMAGE, open } from "../fact.ts";

/** `ships: { none: [.env] }`: no layer of the image holds these files of the context. */
export const ships = defineFact({
  name: "ships",
  schema: z.object({ none: z.array(z.string()) }),
  judge: ({ none }, { build }) => {
    if (build.image?.stage.from === undefined) return NO_IMAGE;
    const globs = none.map((pattern) => compileGlob(pattern, { deep: true }));
    for (const { steps } of shippedStages(build))
      for (const step of steps)
        for (const [path, { origin }] of step.added) {
          if (origin.kind !== "context") continue;
          if (!globs.some((glob) => glob?.matches(origin.path) === true))
            continue;
          return open(
            `${origin.path} is in a layer of the image, at ${path}.`,
            step.instruction,
          );
        }
    return met(`No layer of the image holds ${none[0] ?? "them"}.`);
  },
});
