import { describe, expect, test } from "vitest";
import type { Exercise } from "./exercise.ts";
import type { Grade } from "./grade.ts";
import { isConfirmed, verify, type Verifier } from "./verify.ts";

const exercise: Exercise = {
  id: "pin",
  version: "now",
  title: "Pin the base",
  summary: "",
  minutes: 5,
  edit: ["Dockerfile"],
  starter: { Dockerfile: "FROM node\n" },
  goals: [],
  keeps: [],
};
let graded = 0;
const verifier: Verifier = {
  exercise: (id) => (id === "pin" ? exercise : undefined),
  rules: "judge",
  tracks: [
    { id: "first", exercises: ["pin", "other"] },
    { id: "second", exercises: ["other"] },
  ],
  // What is judged, and how, is the business of other tests.
  grade: (_, files): Grade => {
    graded++;
    return {
      exercise: "pin",
      passed: files["Dockerfile"]?.includes("good") === true,
      points: 0,
      of: 0,
      goals: [],
      keeps: [],
      findings: [],
    };
  },
};

interface Said {
  readonly kind?: unknown;
  readonly at?: unknown;
  readonly files?: unknown;
  readonly version?: unknown;
  readonly rules?: unknown;
  readonly hints?: unknown;
}

const said = (text: string, other: Said = {}): Said => ({
  kind: "passed",
  at: "2026-11-20T09:00:00.000Z",
  files: { Dockerfile: text },
  version: "now",
  rules: "judge",
  hints: 0,
  ...other,
});

function verified(attempts: unknown, other: object = {}) {
  const text = JSON.stringify({
    format: "drydock-progress",
    version: 1,
    attempts,
    ...other,
  });
  const result = verify(text, verifier);
  if (result.kind === "unusable") throw new Error(result.because);
  return result;
}

const answers = (...saved: readonly unknown[]) => ({ pin: { saved } });

describe("the verdict on answers", () => {
  test.each<[string, readonly Said[], string]>([
    ["that pass", [said("good")], "passes"],
    [
      "that pass, whatever version is claimed",
      [said("good", { version: "old", rules: "old" })],
      "passes",
    ],
    ["that fail under the very same versions", [said("bad")], "refuted"],
    [
      "to an earlier version of the exercise",
      [said("bad", { version: "old" })],
      "earlier",
    ],
    [
      "of an earlier version of the judge",
      [said("bad", { rules: "old" })],
      "earlier",
    ],
    [
      "of a time when the judge's version was not kept",
      [said("bad", { rules: undefined })],
      "earlier",
    ],
    ["of which one passes", [said("bad"), said("good")], "passes"],
    [
      "of which one is of an earlier version",
      [said("bad"), said("bad", { version: "old" })],
      "earlier",
    ],
  ])("%s", (_, saved, verdict) => {
    const { results } = verified(answers(...saved));
    expect(results.map((result) => result.verdict)).toEqual([verdict]);
  });

  test("tells what is claimed of the answer that counts", () => {
    const at = "2026-11-19T08:00:00.000Z";
    const { results } = verified(
      answers(said("bad"), said("good", { at, hints: 3 })),
    );
    expect(results).toMatchObject([{ at, hints: 3, tracks: ["first"] }]);
  });

  test("is that there is none, where nobody knows the exercise", () => {
    const { results } = verified({ gone: { saved: [said("good")] } });
    expect(results).toMatchObject([
      { exercise: "gone", verdict: "no-exercise" },
    ]);
  });
});

test("a track counts the exercises that pass", () => {
  const good = { saved: [said("good")] };
  expect(verified({ pin: good }).tracks).toEqual([
    { track: "first", confirmed: 1, of: 2 },
  ]);
  expect(verified({ other: good }).tracks).toEqual([
    { track: "first", confirmed: 0, of: 2 },
    { track: "second", confirmed: 0, of: 1 },
  ]);
});

test.each<[string, unknown, boolean]>([
  ["an answer that passes", answers(said("good")), true],
  ["no answer", {}, false],
  ["a draft alone", answers(said("good", { kind: "draft" })), false],
  [
    "one that passes and an unknown one",
    { ...answers(said("good")), gone: { saved: [said("good")] } },
    false,
  ],
])("a file with %s: confirmed is %3$s", (_, attempts, is) => {
  expect(isConfirmed(verified(attempts))).toBe(is);
});

describe("a hostile file", () => {
  test("with 4,000 answers has the newest graded, and says so", () => {
    graded = 0;
    const saved = Array.from({ length: 4_000 }, (_, at) =>
      said(`bad ${at}`, { at: new Date(1e12 + at).toISOString() }),
    );
    const { results, leftOut } = verified(answers(...saved));
    expect(graded).toBe(20);
    expect(results).toMatchObject([
      { at: new Date(1e12 + 3999).toISOString() },
    ]);
    expect(leftOut).toEqual(["3980 older or further answers were not graded."]);
  });

  test("with 2,000 exercises has some of them named, and says so", () => {
    const { results, leftOut } = verified(
      Object.fromEntries(
        Array.from({ length: 2_000 }, (_, at) => [
          `gone-${at}`,
          { saved: [said("good")] },
        ]),
      ),
    );
    expect(results).toHaveLength(500);
    expect(leftOut).toEqual(["1500 older or further answers were not graded."]);
  });

  test.each<[string, Said]>([
    ["files that are huge", said("good".repeat(300_000))],
    ["files that are no texts", said("", { files: { Dockerfile: 1 } })],
    ["no date", said("good", { at: "soon" })],
    ["no version", said("good", { version: 1 })],
  ])("with %s has them left out", (_, answer) => {
    const { results, leftOut } = verified(answers(answer));
    expect(results).toEqual([]);
    expect(leftOut).toEqual([
      "1 of its answers cannot be read and are left out.",
    ]);
  });

  test.each([null, 3, [], "x", { pin: 3 }, { pin: { saved: {} } }])(
    "whose attempts are %j claims nothing",
    (attempts) => {
      expect(verified(attempts).results).toEqual([]);
    },
  );

  test("has a date and a name without what moves a terminal", () => {
    const { name, results } = verified(
      answers(said("good", { at: "20 Nov 2026 09:00 UTC (\u001b[31m)" })),
      { name: `\u001b[2J\u202Eeve${"e".repeat(200)}` },
    );
    expect(results[0]?.at).toBe("2026-11-20T09:00:00.000Z");
    expect(name).toMatch(/^\[2J eve+$/);
    expect(name).toHaveLength(80);
  });
});
