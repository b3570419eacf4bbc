import { launchOf } from "../../build/launch.ts";
import { shippedStages } from "../../build/shipped.ts";
import type { Build, Image } from "../../build/simulate.ts";
import { scriptPath } from "../../build/handler.ts";
import { parentOf } from "../../build/tree.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  unknownFact,
  type FactResult,
  oneOf,
} from "../fact.ts";

/** `dependencies: production`: packages for development are in no layer of the image. */
export default defineFact({
  name: "dependencies",
  value: oneOf("production"),
  judge: (_, { build }) => {
    if (build.image?.stage.from === undefined) return NO_IMAGE;
    let found = false;
    for (const { steps } of shippedStages(build))
      for (const step of steps) {
        // What one RUN installs and prunes again leaves no trace.
        for (const [, { bundle }] of step.added) {
          if (bundle?.holds !== "dependencies") continue;
          found = true;
          if (bundle.development === true)
            return open(
              `${bundle.manager} puts development dependencies into the image.`,
              step.instruction,
            );
          if (bundle.development === undefined)
            return unknownFact(
              `whether ${bundle.manager} leaves development dependencies out depends on NODE_ENV, which is not known`,
              step.instruction,
            );
        }
      }
    if (!found)
      return (
        maybeInstalled(build) ??
        open("The image holds no dependencies.", build.image.stage.from)
      );
    return (
      outOfReach(build.image) ??
      met("The image holds production dependencies only.")
    );
  },
});

/** What is so where something of unknown content may bring the packages. */
function maybeInstalled(build: Build): FactResult | undefined {
  for (const { steps } of shippedStages(build))
    for (const { instruction, added, run } of steps) {
      const [command] = run?.unknown ?? [];
      if (command !== undefined)
        return unknownFact(
          `what ${command} installs is not known`,
          instruction,
        );
      const opaque = added.find(([, { type }]) => type === "opaque");
      if (opaque !== undefined)
        return unknownFact(`what ${opaque[0]} holds is not known`, instruction);
    }
  return undefined;
}

/** What is so where the installed packages are not beside the application or above it, where Node looks. */
function outOfReach(image: Image): FactResult | undefined {
  const launch = launchOf(image);
  const script =
    launch.kind === "known"
      ? scriptPath(launch.application, image, launch.directory)
      : undefined;
  if (script === undefined) return undefined;
  const bundles = [...image.tree.entries()].filter(
    ([, { bundle }]) => bundle?.holds === "dependencies",
  );
  const reached = bundles.some(([path]) => {
    const beside = parentOf(path);
    return beside === "/" || script.startsWith(`${beside}/`);
  });
  return reached
    ? undefined
    : open(
        `${script} does not find its dependencies: they are in ${bundles.map(([path]) => path).join(", ") || "another stage"}.`,
      );
}
