import assert from "node:assert/strict";
import { test } from "node:test";
import { nextDepartures, parseNow } from "../timetable.js";

const timetable = {
  zone: "Europe/Lisbon",
  piers: { quay: ["08:00", "20:00"] },
};
const next = (now) =>
  nextDepartures(timetable, "quay", parseNow(now), 2)?.map((departure) =>
    departure.toISO({ suppressMilliseconds: true, suppressSeconds: true }),
  );

test("the last ferry of a day is followed by the first of the next", () => {
  assert.deepEqual(next("2026-11-21T12:00:00Z"), [
    "2026-11-21T20:00+00:00",
    "2026-11-22T08:00+00:00",
  ]);
});

test("clocks go forward in the night", () => {
  assert.deepEqual(next("2026-03-28T21:00:00Z"), [
    "2026-03-29T08:00+01:00",
    "2026-03-29T20:00+01:00",
  ]);
});

test("a pier that does not exist has no departures", () => {
  assert.equal(nextDepartures(timetable, "moon", parseNow(null)), undefined);
});
