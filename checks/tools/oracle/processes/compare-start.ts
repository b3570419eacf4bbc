import { simulate } from "../../../build/simulate.ts";
import { launchOf } from "../../../build/launch.ts";
import { processOf } from "../../../build/process.ts";
import { stopOf } from "../../../build/stop.ts";
import { knownText } from "../../../value.ts";
import type { Difference } from "../compare/difference.ts";
import type { RealStop } from "./replay.ts";
import type { StartCase } from "./start-cases.ts";

/** What we say about a start command: its arguments, its processes and its end. */
export interface PredictedStop {
  readonly argv: readonly string[];
  readonly signal: string;
  /** Undefined where we say that it cannot be told. */
  readonly processes: readonly string[] | undefined;
  readonly end: string | undefined;
  readonly exitCode: number | undefined;
}

/** The prediction for a case. */
export function predictStop({ files, dockerfile }: StartCase): PredictedStop {
  const { image } = simulate({ ...files, Dockerfile: dockerfile });
  if (image === undefined) throw new Error("The case gives no image.");
  const process = processOf(image.config);
  const launch = launchOf(image);
  const stop = stopOf(image);
  const argv = process.kind === "known" ? process.argv : [];
  return {
    // The official entrypoint of Node ends in `exec "$@"`.
    argv: argv[0] === "docker-entrypoint.sh" ? argv.slice(1) : argv,
    signal: knownText(image.config.stopSignal.value) ?? "SIGTERM",
    processes:
      launch.kind === "known"
        ? launch.processes.map(({ role }) => role)
        : undefined,
    end: stop.kind === "unknown" ? undefined : stop.kind,
    exitCode: stop.exitCode,
  };
}

/** What happened otherwise than we say; what we say cannot be told is not compared. */
export function compareStop(
  predicted: PredictedStop,
  real: RealStop,
): readonly Difference[] {
  const differences: Difference[] = [];
  const compare = (
    what: string,
    expected: string | undefined,
    found: string,
  ): void => {
    if (expected !== undefined && expected !== found)
      differences.push({
        part: "stop",
        step: predicted.argv.join(" "),
        what,
        predicted: expected,
        real: found,
      });
  };
  compare(
    "the processes from PID 1 down",
    predicted.processes?.join(" > "),
    real.processes.join(" > "),
  );
  const { end, signal } = predicted;
  const isGone = end === "terminated" || end === "cut-off";
  if (real.end !== "ended" || !isGone)
    compare(`the end after ${signal}`, end, real.end);
  compare(
    `the exit code after ${signal}`,
    predicted.exitCode?.toString(),
    String(real.exitCode),
  );
  return differences;
}
