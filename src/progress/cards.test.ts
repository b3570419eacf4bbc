import { describe, expect, test } from "vitest";
import { dueOf, parseCards, type Cards } from "./cards.ts";

const at = "2026-11-21T09:00:00.000Z";
const due = "2026-11-22T04:00:00.000Z";
const memory = {
  due,
  stability: 0.2,
  difficulty: 6.4,
  days: 1,
  reps: 1,
  lapses: 0,
};

describe("stored cards", () => {
  test("come back as they were, a cleared one as cleared", () => {
    const stored = { "a/b": { memory, at }, "a/c": { at } };
    expect(parseCards(JSON.stringify(stored))).toEqual(stored);
  });

  test.each([
    ["no JSON", "{", undefined],
    ["a list", "[]", undefined],
    ["without a date", `{"a/b":{"at":"soon"}}`, {}],
    [
      "without a stability",
      JSON.stringify({ "a/b": { at, memory: { ...memory, stability: 0 } } }),
      {},
    ],
    [
      "due at no time",
      JSON.stringify({ "a/b": { at, memory: { ...memory, due: "soon" } } }),
      {},
    ],
  ])("that are %s are not taken", (_, text, read) => {
    expect(parseCards(text)).toEqual(read);
  });
});

describe("what is due", () => {
  const all: Cards = {
    "s/late": { memory: { ...memory, due: "2026-11-20T04:00:00.000Z" }, at },
    "s/now": { memory, at },
    "s/later": { memory: { ...memory, due: "2026-11-23T04:00:00.000Z" }, at },
    "s/cleared": { memory: undefined, at },
    "gone/late": { memory: { ...memory, due: "2026-11-01T04:00:00.000Z" }, at },
  };

  test("comes with what waits longest first, of the cards that there are", () => {
    const ids = ["s/now", "s/later", "s/late", "s/cleared", "s/never"];
    expect(dueOf(all, ids, Date.parse(due))).toEqual(["s/late", "s/now"]);
  });

  test("is not due a moment before", () => {
    expect(dueOf(all, ["s/now"], Date.parse(due) - 1)).toEqual([]);
  });
});
