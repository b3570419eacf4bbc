import assert from "node:assert/strict";
import { test } from "node:test";
import { nextRuns, readQuestion } from "../src/schedule.ts";

const saturday = new Date("2026-11-21T12:00:00Z");

test("a schedule keeps to the clock of its zone", () => {
  const runs = nextRuns(
    { pattern: "0 6 * * 1", count: 2, zone: "Europe/Berlin" },
    saturday,
  );
  assert.deepEqual(runs, [
    "2026-11-23T05:00:00.000Z",
    "2026-11-30T05:00:00.000Z",
  ]);
});

test("a question without a schedule is refused", () => {
  assert.equal(readQuestion(new URLSearchParams()), "cron is missing");
});
