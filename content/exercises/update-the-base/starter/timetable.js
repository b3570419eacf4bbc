import { DateTime } from "luxon";

/** The next departures from a pier, soonest first; those of tomorrow follow those of today. */
export function nextDepartures(timetable, pier, now, count = 3) {
  const times = timetable.piers[pier];
  if (times === undefined) return undefined;
  const here = now.setZone(timetable.zone);
  return [0, 1]
    .flatMap((days) => times.map((time) => at(time, here.plus({ days }))))
    .filter((departure) => departure > here)
    .slice(0, count);
}

function at(time, day) {
  const [hour, minute] = time.split(":").map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 });
}

export function parseNow(text) {
  return text === null ? DateTime.now() : DateTime.fromISO(text);
}
