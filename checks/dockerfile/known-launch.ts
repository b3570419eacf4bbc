import { launchOf, type Launch } from "../build/launch.ts";
import type { Image } from "../build/simulate.ts";

const known = new WeakMap<Image, Launch>();

/** How a container of an image is started, worked out once for all rules. */
export function knownLaunch(image: Image): Launch {
  let launch = known.get(image);
  if (launch === undefined) known.set(image, (launch = launchOf(image)));
  return launch;
}
