import type { Presence } from "../images.ts";
import { healthOf, type Health } from "./health.ts";
import { launchOf, type Process } from "./launch.ts";
import { commandPresence } from "./command-presence.ts";
import { runtimeUser, type RuntimeUser } from "./runtime-user.ts";
import type { Image } from "./simulate.ts";
import { stopOf, type Stop, type StopOptions } from "./stop.ts";
import { writesOf, type Write } from "./writes.ts";

/** How a container of an image starts. */
export type Start =
  | {
      readonly kind: "known";
      /** From PID 1 down, each started by the one before it; the last one is the application. */
      readonly processes: readonly Process[];
      /** The programs that are started on the way, and whether the image has them. */
      readonly programs: readonly {
        readonly name: string;
        readonly presence: Presence;
      }[];
    }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly because: string };

/** What becomes of a container of an image, from its start to its end. */
export interface Lifecycle {
  readonly start: Start;
  /** Undefined where USER is not known. */
  readonly user: RuntimeUser | undefined;
  readonly health: Health;
  readonly writes: readonly Write[];
  readonly stop: Stop;
}

/** Follows a container from its start to its end; what the text does not tell is unknown and says why. */
export function lifecycleOf(
  image: Image,
  options: StopOptions = {},
): Lifecycle {
  return {
    start: startOf(image, options),
    user: runtimeUser(image),
    health: healthOf(image),
    writes: writesOf(image),
    stop: stopOf(image, options),
  };
}

function startOf(image: Image, options: StopOptions): Start {
  const launch = launchOf(image, options);
  if (launch.kind !== "known") return launch;
  const { processes } = launch;
  const names = new Set(
    processes
      // docker-init comes from the engine, not from the image.
      .slice(options.init === true ? 1 : 0)
      .flatMap(({ argv, before }) =>
        [...before, argv].map(([program = ""]) => program),
      ),
  );
  return {
    kind: "known",
    processes,
    programs: [...names].map((name) => ({
      name,
      presence: commandPresence(image.machine, image.config, name),
    })),
  };
}
