import { describe, expect, test } from "vitest";
import {
  parsePractice,
  practisedOf,
  underWay,
  withSession,
  type Practice,
  type Session,
} from "./practice.ts";

const at = "2026-11-21T09:00:00.000Z";
const session: Session = {
  kind: "session",
  mode: "mock",
  hidesTimer: true,
  ended: false,
  at,
  steps: [
    {
      kind: "scenario",
      id: "s",
      phase: "follow-up",
      answer: "I look first.",
      marks: { a: "missed", b: "once" },
      most: 2,
      asked: [1, 0],
      seconds: 90,
    },
    { kind: "exercise", id: "e", phase: "answer" },
    { kind: "card", id: "s/a", phase: "why", mark: undefined },
  ],
};
const day = (number: number): string =>
  `2026-10-${String(number).padStart(2, "0")}T09:00:00.000Z`;

describe("stored practice", () => {
  test("comes back as it was", () => {
    const stored: Practice = {
      [`session/${at}`]: session,
      "scenario/s": { kind: "practised", points: 4.5, of: 9, times: 2, at },
    };
    expect(parsePractice(JSON.stringify(stored))).toEqual(stored);
  });

  test.each([
    ["no JSON", "{", undefined],
    ["a list", "[]", undefined],
    ["of another kind", `{"x":{"kind":"game","at":"${at}"}}`, {}],
    ["without a date", `{"x":{"kind":"practised","at":"soon"}}`, {}],
  ])("that is %s is not taken", (_, text, read) => {
    expect(parsePractice(text)).toEqual(read);
  });

  test("loses only the steps and marks that are odd", () => {
    const [step] = session.steps;
    const stored = {
      x: {
        ...session,
        steps: [{ ...step, marks: { a: "missed", b: "well" } }, { id: "y" }],
      },
    };
    expect(parsePractice(JSON.stringify(stored))).toEqual({
      x: { ...session, steps: [{ ...step, marks: { a: "missed" } }] },
    });
  });
});

test("a scenario is practised once it was marked, and not once that is cleared", () => {
  const entry = { kind: "practised", points: 1, of: 2, at } as const;
  const all: Practice = {
    "scenario/once": { ...entry, times: 1 },
    "scenario/cleared": { ...entry, times: 0 },
  };
  expect(practisedOf(all, "once")?.points).toBe(1);
  expect(practisedOf(all, "cleared")).toBeUndefined();
  expect(practisedOf(all, "never")).toBeUndefined();
});

describe("sessions", () => {
  test("go on with the newest that has not ended", () => {
    const all = {
      old: { ...session, at: day(1) },
      new: { ...session, at: day(2) },
      ended: { ...session, at: day(3), ended: true },
    };
    expect(underWay(all)?.[0]).toBe("new");
    expect(underWay({ ended: all.ended })).toBeUndefined();
  });

  test("lose the oldest that have ended, and nothing else", () => {
    let all: Practice = {
      open: { ...session, at: day(1) },
      "scenario/s": { kind: "practised", points: 1, of: 2, times: 1, at },
    };
    for (let number = 2; number <= 24; number++)
      all = withSession(all, `s${number}`, {
        ...session,
        at: day(number),
        ended: true,
      });
    expect(Object.keys(all)).toHaveLength(22);
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining(["open", "scenario/s", "s5", "s24"]),
    );
    expect(all).not.toHaveProperty("s4");
  });
});
