import { describe, expect, it } from "vitest";
import { configOf } from "../testing/builds.ts";
import { healthTiming, type HealthTiming } from "./health-timing.ts";

function timing(options: string): HealthTiming {
  const { health } = configOf("FROM alpine", `HEALTHCHECK ${options} CMD a`);
  if (health.kind !== "set") throw new Error("There is no health check.");
  return healthTiming(health.by);
}

describe("a health check", () => {
  it.each<[string, string, number, number, number]>([
    ["begins after the interval, and fails three times", "", 30, 90, 180],
    ["takes the interval that is given", "--interval=10s", 10, 30, 120],
    ["takes the retries that are given", "--retries=1", 30, 30, 60],
    ["takes the timeout that is given", "--timeout=5s", 30, 90, 105],
    [
      "begins after the start interval in a start period",
      "--start-period=20s",
      5,
      // 5, 10 and 15 do not count; 20, 50 and 80 do.
      80,
      // The check of 5 s ends at 35 s, after the period: 65, 125 and 185 count.
      215,
    ],
    [
      "begins at the end of a start period that is shorter than that",
      "--start-period=2s",
      2,
      62,
      152,
    ],
    [
      "takes the start interval that is given",
      "--start-period=10s --start-interval=4s --interval=1m --timeout=1s",
      4,
      130,
      // The check of 9 s ends with the period: 70, 131 and 192 count.
      193,
    ],
    [
      "reads durations of Go",
      "--interval=1m30s --timeout=500ms",
      90,
      270,
      271.5,
    ],
    [
      "takes 0 and what is no duration as not given",
      "--interval=0s --timeout=9 --retries=0",
      30,
      90,
      180,
    ],
  ])("%s", (_, options, firstCheck, unhealthyAfter, unhealthyAfterHanging) => {
    expect(timing(options)).toMatchObject({
      firstCheck,
      unhealthyAfter,
      unhealthyAfterHanging,
    });
  });

  it("has a time line for a container that never gets well", () => {
    const { events } = timing("--start-period=12s --interval=20s --retries=2");
    expect(
      events.map((event) =>
        [event.seconds, event.kind, "counts" in event && event.counts].join(
          " ",
        ),
      ),
    ).toEqual([
      "0 started false",
      "5 check false",
      "10 check false",
      "12 start-period-over false",
      "12 check true",
      "32 check true",
      "32 unhealthy false",
    ]);
  });

  it("lists no more checks than one can read", () => {
    const { events, unhealthyAfter } = timing(
      "--start-period=9h --start-interval=1ms --interval=1ms --retries=100000",
    );
    expect(events.length).toBeLessThan(30);
    expect(unhealthyAfter).toBeCloseTo(9 * 3600 + 99.999);
  });
});
