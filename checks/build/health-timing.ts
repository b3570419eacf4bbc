import type { Healthcheck } from "../dockerfile/instruction.ts";
import { healthSettings } from "./history.ts";

/** One thing that happens while every check fails, from the start of the container. */
export type HealthEvent = {
  readonly seconds: number;
} & (
  | { readonly kind: "started" }
  /** A check begins. `counts`: its failure counts towards the retries. */
  | { readonly kind: "check"; readonly counts: boolean }
  /** From here on failures count. */
  | { readonly kind: "start-period-over" }
  | { readonly kind: "unhealthy" }
);

/** When a health check runs and what it can tell when, all in seconds. */
export interface HealthTiming {
  readonly interval: number;
  readonly timeout: number;
  readonly startPeriod: number;
  readonly startInterval: number;
  readonly retries: number;
  /** When the first check begins, and the container can be healthy at the earliest: until then it is "starting". */
  readonly firstCheck: number;
  /** When a container is unhealthy whose every check fails at once. */
  readonly unhealthyAfter: number;
  /** When one is whose every check hangs until its timeout. */
  readonly unhealthyAfterHanging: number;
  /** What happens where every check fails at once; of many checks alike only the first ones are listed. */
  readonly events: readonly HealthEvent[];
}

/** More checks than these are not listed one by one. */
const MOST_CHECKS = 12;

/**
 * The times of a health check, after moby, daemon/health.go: the next check begins an interval after the one before it
 * has ended; in the start period the start interval counts, until the first success, and no wait goes beyond the period
 * (moby/moby#52317 of 2026; engines before it wait the whole start interval, those before 25.0 the interval). Malformed
 * options count as not given.
 */
export function healthTiming(check: Healthcheck): HealthTiming {
  const set = healthSettings(check);
  // Docker takes 0 as not given (moby, daemon/health.go, timeoutWithDefault).
  const timing = {
    interval: set.interval / 1e9 || 30,
    timeout: set.timeout / 1e9 || 30,
    startPeriod: set.startPeriod / 1e9,
    startInterval: set.startInterval / 1e9 || 5,
    retries:
      Number.isSafeInteger(set.retries) && set.retries > 0 ? set.retries : 3,
  };
  const { interval, timeout } = timing;
  const counted = firstCounted(timing, 0);
  const rest = timing.retries - 1;
  const unhealthyAfter = rounded(counted + rest * interval);
  return {
    ...timing,
    firstCheck: rounded(firstWait(timing)),
    unhealthyAfter,
    unhealthyAfterHanging: rounded(
      firstCounted(timing, timeout) + rest * (interval + timeout) + timeout,
    ),
    events: eventsOf(timing, counted, unhealthyAfter),
  };
}

type Times = Pick<
  HealthTiming,
  "interval" | "timeout" | "startPeriod" | "startInterval" | "retries"
>;

function firstWait({ startPeriod, startInterval, interval }: Times): number {
  return startPeriod > 0 ? Math.min(startInterval, startPeriod) : interval;
}

/** When the first check begins whose failure counts, where each takes some seconds. */
function firstCounted(times: Times, duration: number): number {
  const { startPeriod, startInterval, interval } = times;
  const first = firstWait(times);
  if (first >= startPeriod) return first;
  const cycle = startInterval + duration;
  const last = first + Math.floor((startPeriod - first) / cycle) * cycle;
  if (last === startPeriod) return last;
  const ended = last + duration;
  return ended >= startPeriod ? ended + interval : startPeriod;
}

function eventsOf(
  { interval, startPeriod, startInterval, retries }: Times,
  counted: number,
  unhealthyAfter: number,
): readonly HealthEvent[] {
  const events: HealthEvent[] = [{ kind: "started", seconds: 0 }];
  for (
    let at = startInterval, listed = 0;
    at < startPeriod && listed < MOST_CHECKS;
    at += startInterval, listed++
  )
    events.push({ kind: "check", seconds: rounded(at), counts: false });
  if (startPeriod > 0)
    events.push({ kind: "start-period-over", seconds: startPeriod });
  for (let check = 0; check < Math.min(retries, MOST_CHECKS); check++)
    events.push({
      kind: "check",
      seconds: rounded(counted + check * interval),
      counts: true,
    });
  events.push({ kind: "unhealthy", seconds: unhealthyAfter });
  return events;
}

/** Milliseconds are as exact as a health check is. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
