import { launchOf } from "../../build/launch.ts";
import { shippedStages } from "../../build/shipped.ts";
import type { Build, Image } from "../../build/simulate.ts";
import { scriptPath } from "../../build/handler.ts";
import { parentOf, type Bundle } from "../../build/tree.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  unknownFact,
  type FactResult,
  oneOf,
} from "../fact.ts";

/**
 * `dependencies: production`: packages for development are in no layer of the image; `dependencies: development`: they
 * are in the image, where the application finds them.
 */
export default defineFact({
  name: "dependencies",
  value: oneOf("production", "development"),
  judge: (wanted, { build }) => {
    const { image } = build;
    if (image?.stage.from === undefined) return NO_IMAGE;
    return wanted === "production"
      ? productionOnly(build, image)
      : withDevelopment(build, image);
  },
});

function productionOnly(build: Build, image: Image): FactResult {
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
  if (!found) return noneFound(build, image);
  return (
    outOfReach(image) ?? met("The image holds production dependencies only.")
  );
}

function withDevelopment(build: Build, image: Image): FactResult {
  const held = bundlesIn(image).map(([, bundle]) => bundle);
  const [first] = held;
  if (first === undefined) return noneFound(build, image);
  if (held.some(({ development }) => development === true))
    return (
      outOfReach(image) ?? met("The image holds development dependencies.")
    );
  return held.some(({ development }) => development === undefined)
    ? unknownFact(
        `whether ${first.manager} leaves development dependencies out is not known`,
        image.stage.from,
      )
    : open(
        `${first.manager} leaves development dependencies out of the image.`,
        image.stage.from,
      );
}

function noneFound(build: Build, image: Image): FactResult {
  return (
    maybeInstalled(build) ??
    open("The image holds no dependencies.", image.stage.from)
  );
}

/** The packages of projects in an image, by their directory. */
function bundlesIn({ tree }: Image): readonly (readonly [string, Bundle])[] {
  return [...tree.entries()].flatMap(([path, { bundle }]) =>
    bundle?.holds === "dependencies" ? [[path, bundle] as const] : [],
  );
}

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
  const bundles = bundlesIn(image);
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
