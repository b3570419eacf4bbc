import { describe, expect, test } from "vitest";
import { MARKS } from "../progress/practice.ts";
import { inWords, memoryAfter } from "./schedule.ts";

/** A moment of the calendar here. */
const at = (day: number, hour: number): number =>
  new Date(2026, 10, day, hour).getTime();

describe("a criterion", () => {
  test("comes back sooner the worse it was marked, and never on the same day", () => {
    const days = MARKS.map(
      (mark) => memoryAfter(undefined, undefined, mark, at(21, 12)).days,
    );
    expect(days).toEqual([1, 2, 3, 8]);
  });

  test("that was missed in the evening is due the next morning", () => {
    const { due } = memoryAfter(undefined, undefined, "missed", at(21, 22));
    expect(Date.parse(due)).toBe(at(22, 4));
  });

  test("that was missed after midnight is due the same morning", () => {
    const { due } = memoryAfter(undefined, undefined, "missed", at(22, 1));
    expect(Date.parse(due)).toBe(at(22, 4));
  });

  test("that is known again waits longer each time", () => {
    const first = memoryAfter(undefined, undefined, "met", at(1, 9));
    const second = memoryAfter(
      first,
      new Date(at(1, 9)).toISOString(),
      "met",
      at(4, 7),
    );
    expect(second.days).toBeGreaterThan(3 * first.days);
    expect(second.reps).toBe(2);
  });

  test("waits as long whether the day between was full or short", () => {
    const first = memoryAfter(undefined, undefined, "met", at(1, 23));
    const after = (lastHour: number, hour: number): number =>
      memoryAfter(
        first,
        new Date(at(1, lastHour)).toISOString(),
        "met",
        at(4, hour),
      ).days;
    expect(after(23, 5)).toBe(after(6, 23));
  });

  test("that was known and is missed has lapsed", () => {
    const first = memoryAfter(undefined, undefined, "once", at(1, 9));
    const lost = memoryAfter(
      first,
      new Date(at(1, 9)).toISOString(),
      "missed",
      at(9, 9),
    );
    expect(lost).toMatchObject({ days: 1, lapses: 1 });
  });

  test("survives a clock that was set back", () => {
    const first = memoryAfter(undefined, undefined, "met", at(9, 9));
    const last = new Date(at(9, 9)).toISOString();
    expect(memoryAfter(first, last, "met", at(1, 9)).days).toBeGreaterThan(0);
  });
});

test.each([
  [1, "1 day"],
  [59, "59 days"],
  [61, "2 months"],
  [800, "2 years"],
])("%i days are said as %s", (days, said) => {
  expect(inWords(days)).toBe(said);
});
