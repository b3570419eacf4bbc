import { describe, expect, test } from "vitest";
import { MOST_NOTE, parseTicks } from "./checklist.ts";

const at = "2026-11-21T09:00:00.000Z";

describe("stored marks", () => {
  test("come back as they were", () => {
    const stored = {
      dockerignore: { state: "holds", by: "rules", note: "", at },
      "health-check": { state: "open", by: "reader", note: "ask Ops", at },
    };
    expect(parseTicks(JSON.stringify(stored))).toEqual(stored);
  });

  test.each([
    ["no JSON", "{", undefined],
    ["a list", "[]", undefined],
    ["a state nobody has", `{"a":{"state":"maybe","at":"${at}"}}`, {}],
    ["no date", `{"a":{"state":"holds","at":"yesterday"}}`, {}],
  ])("that are %s are not taken", (_, text, read) => {
    expect(parseTicks(text)).toEqual(read);
  });

  test("reach no prototype", () => {
    const read = parseTicks(`{"__proto__":{"state":"holds","at":"${at}"}}`);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  test("have notes of a bounded length", () => {
    const note = "a".repeat(MOST_NOTE + 1);
    const read = parseTicks(JSON.stringify({ a: { state: "open", at, note } }));
    expect(read?.["a"]?.note).toHaveLength(MOST_NOTE);
  });
});
