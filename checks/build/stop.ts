import { knownText } from "../value.ts";
import { reactionOf, type Reaction } from "./handler.ts";
import { launchOf, type Process, type StartOptions } from "./launch.ts";
import { commandPresence } from "./command-presence.ts";
import { processOf } from "./process.ts";
import { deliver, type Fate } from "./signal-path.ts";
import type { StopEvent } from "./stop-event.ts";
import { signalNamed, type SignalName } from "./signals.ts";
import type { Image } from "./simulate.ts";

/** How a container is started and stopped. */
export interface StopOptions extends StartOptions {
  /**
   * Seconds between the stop signal and SIGKILL: 10 for `docker stop` on Linux unless told, Compose has
   * `stop_grace_period`, Kubernetes 30 unless told.
   */
  readonly graceSeconds?: number;
}

/** What a stop does to the application. */
export type StopKind =
  /** Its handler runs and it leaves by itself. */
  | "graceful"
  /** The signal ends it at once, without a handler of its own. */
  | "terminated"
  /** The container ends before its handler is done. */
  | "cut-off"
  /** Nothing happens until SIGKILL. */
  | "killed"
  /** The container never starts: a program is not in the image, or may not be executed. */
  | "not-started"
  | "unknown";

/** What `docker stop`, or whatever sends the stop signal, does to a container. */
export interface Stop {
  readonly kind: StopKind;
  /** Why, as the end of a sentence: "sh is PID 1, ignores SIGTERM and never passes it on to node". */
  readonly because: string;
  /** The stop signal, where it is known. */
  readonly signal: SignalName | undefined;
  readonly graceSeconds: number;
  /** From PID 1 down; empty where they are not known. */
  readonly processes: readonly Process[];
  /** What happens, in order; it ends where what follows is not known. */
  readonly events: readonly StopEvent[];
  /** The exit code that `docker inspect` shows: 0, 143 for SIGTERM, 137 for SIGKILL; undefined where not known. */
  readonly exitCode: number | undefined;
}

/** The default of `docker stop` on Linux (docs.docker.com/reference/cli/docker/container/stop). */
const DOCKER_GRACE_SECONDS = 10;

/** Works out what the stop signal does, from the measured behaviour of shells, inits and npm (README, "Sources"). */
export function stopOf(image: Image, options: StopOptions = {}): Stop {
  const signal = signalNamed(knownText(image.config.stopSignal.value) ?? "");
  const nothing = {
    signal,
    graceSeconds: options.graceSeconds ?? DOCKER_GRACE_SECONDS,
    processes: [],
    events: [],
    exitCode: undefined,
  };
  const launch = launchOf(image, options);
  const missing =
    missingProgram(image) ?? ("missing" in launch ? launch.missing : undefined);
  if (missing !== undefined)
    return {
      ...nothing,
      kind: "not-started",
      because: `${missing} is not in the image`,
    };
  const refused = "refused" in launch ? launch.refused : undefined;
  if (refused !== undefined)
    return { ...nothing, kind: "not-started", because: refused };
  if (launch.kind === "none")
    return {
      ...nothing,
      kind: "unknown",
      because: "the image starts nothing by itself",
    };
  if (launch.kind === "unknown")
    return { ...nothing, kind: "unknown", because: launch.because };
  const { processes } = launch;
  if (signal === undefined)
    return {
      ...nothing,
      processes,
      kind: "unknown",
      because: "the stop signal is not known",
    };
  return {
    ...nothing,
    processes,
    ...follow(launch, signal, nothing.graceSeconds, image),
  };
}

/** The program that is started first, where the image is known to lack it. */
function missingProgram({ config, machine }: Image): string | undefined {
  const process = processOf(config);
  if (process.kind !== "known") return undefined;
  const [program] = process.argv;
  return program !== undefined &&
    commandPresence(machine, config, program) === "absent"
    ? program
    : undefined;
}

type Outcome = Pick<Stop, "kind" | "because" | "events" | "exitCode">;

function follow(
  {
    processes,
    application,
    directory,
  }: ReturnType<typeof launchOf> & { kind: "known" },
  signal: SignalName,
  graceSeconds: number,
  image: Image,
): Outcome {
  const events: StopEvent[] = [{ kind: "sent", seconds: 0, signal, to: 0 }];
  const program = application[0] ?? "";
  if (signal === "SIGKILL") {
    events.push(
      { kind: "killed", seconds: 0 },
      { kind: "ended", seconds: 0, code: 137 },
    );
    return {
      kind: "killed",
      because: `SIGKILL ends ${program}, which nothing can handle`,
      events,
      exitCode: 137,
    };
  }
  const reaction = (reached: SignalName): Reaction =>
    reactionOf(application, directory, reached, image);
  const fate = deliver(processes, signal, reaction, events);
  // Without a handler nothing is cut off.
  const waits = reaction(signal).kind !== "default";
  return outcomeOf(fate, waits, graceSeconds, events);
}

function outcomeOf(
  fate: Fate,
  waits: boolean,
  graceSeconds: number,
  events: StopEvent[],
): Outcome {
  switch (fate.kind) {
    case "unknown":
      return {
        kind: "unknown",
        because: fate.because,
        events,
        exitCode: undefined,
      };
    case "stays":
      events.push(
        { kind: "killed", seconds: graceSeconds },
        { kind: "ended", seconds: graceSeconds, code: 137 },
      );
      return { kind: "killed", because: fate.because, events, exitCode: 137 };
    case "ends": {
      const seconds = fate.application === "handled" ? undefined : 0;
      if (fate.application === "left")
        events.push({ kind: "killed", seconds: 0 });
      events.push({ kind: "ended", seconds, code: fate.code });
      return {
        kind:
          fate.application === "handled"
            ? "graceful"
            : fate.application === "left" && waits
              ? "cut-off"
              : "terminated",
        because: fate.because,
        events,
        exitCode: fate.code,
      };
    }
  }
}
