import { compileGlob } from "../../build/glob.ts";
import { hiddenSource, shippedStages } from "../../build/shipped.ts";
import {
  defineFact,
  fields,
  met,
  NO_IMAGE,
  open,
  texts,
  unknownFact,
} from "../fact.ts";

/** `ships: { none: [.env] }`: no layer of the image holds these files of the context. */
export default defineFact({
  name: "ships",
  value: fields({ none: texts }),
  judge: ({ none }, { build }) => {
    if (build.image?.stage.from === undefined) return NO_IMAGE;
    const globs = none.map((pattern) => compileGlob(pattern, { deep: true }));
    const bad = globs.indexOf(undefined);
    if (bad !== -1) return unknownFact(`"${none[bad] ?? ""}" is no pattern`);
    const steps = shippedStages(build).flatMap((stage) => stage.steps);
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
    for (const step of steps) {
      const because = hiddenSource(step);
      if (because !== undefined) return unknownFact(because, step.instruction);
    }
    const others = none.slice(0, -1).join(", ");
    return met(
      `No layer of the image holds ${others === "" ? "" : `${others} or `}${none.at(-1) ?? ""}.`,
    );
  },
});
