import { isPushed, leaksOf } from "../../build/leaks.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  oneOf,
  open,
  unknownFact,
} from "../fact.ts";

/**
 * `leaks: none`: nobody who can pull the image recovers a secret from its layers, its configuration, its history or its
 * provenance. What stays in the builder's cache does not count: it is told, and leaves the goal met.
 */
export default defineFact({
  name: "leaks",
  value: oneOf("none"),
  judge: (_, { build }) => {
    if (build.image?.stage.from === undefined) return NO_IMAGE;
    const { leaks, unknown } = leaksOf(build);
    const [first] = leaks;
    if (first !== undefined && isPushed(first))
      return open(first.reason, first.at);
    const [untold] = unknown;
    if (untold !== undefined) return unknownFact(untold.because, untold.at);
    return met(
      first === undefined
        ? "No secret can be recovered from the image, its history or its provenance."
        : `What is pushed holds no secret; ${first.name} stays in the builder's cache.`,
    );
  },
});
