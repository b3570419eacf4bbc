import fc from "fast-check";

const AT = "2026-11-20T09:00:00.000Z";
const saved = {
  kind: "passed",
  at: AT,
  files: { Dockerfile: "FROM node\n", ".dockerignore": ".git\n" },
  version: "0123456789abcdef",
  rules: "1",
  hints: 1,
};

/** A progress file with something in every area. */
export const FILE = JSON.stringify(
  {
    format: "drydock-progress",
    version: 1,
    name: "Ada",
    exported: AT,
    rules: "1",
    lessons: { "containers-share-the-kernel": AT, old: AT },
    attempts: {
      "spot-the-bugs": {
        files: saved.files,
        version: saved.version,
        hints: { base: 2 },
        met: ["base"],
        saved: [saved, { ...saved, kind: "draft" }],
        at: AT,
      },
    },
    cards: {
      "pid-1/signal": {
        memory: {
          due: AT,
          stability: 2.5,
          difficulty: 5,
          days: 3,
          reps: 2,
          lapses: 1,
        },
        at: AT,
      },
    },
    practice: {
      "scenario/pid-1": {
        kind: "practised",
        points: 3,
        of: 4,
        times: 1,
        at: AT,
      },
      [`session/${AT}`]: {
        kind: "session",
        mode: "mock",
        steps: [
          {
            kind: "scenario",
            id: "pid-1",
            phase: "rubric",
            answer: "It is.",
            marks: { signal: "met" },
            most: 1,
            asked: [0],
            seconds: 60,
          },
          { kind: "card", id: "pid-1/signal", phase: "why", mark: "partly" },
          { kind: "exercise", id: "spot-the-bugs", phase: "done" },
        ],
        hidesTimer: true,
        ended: false,
        at: AT,
      },
    },
    checklist: {
      "pin-the-base": { state: "holds", by: "reader", note: "=1+1", at: AT },
    },
  },
  undefined,
  1,
);

const keys = fc.constantFrom(
  ...new Set(FILE.match(/(?<=")[^"\n]+(?=":)/g)),
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "Dockerfile",
  "0",
  "",
);
const leaves = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e308,
    0.5,
    "",
    AT,
    "20 Nov 2026",
    "+275760-09-13T00:00:00.000Z",
    "-271821-04-20T00:00:00.000Z",
    "9999999-01-01",
    "passed",
    "holds",
    "session",
    "=1+1",
    "<img src=x onerror=alert(1)>",
    "\u202Eabc\u0000",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.double(),
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaves,
    fc.array(tie("value"), { maxLength: 4 }),
    tie("object"),
  ),
  object: fc
    .array(fc.tuple(keys, tie("value")), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries)),
}));

/** JSON in the words of a progress file, with all their values changed for others. */
export const jsonTexts: fc.Arbitrary<string> = fc.oneof(
  values.value.map((value) => JSON.stringify(value)),
  fc
    .array(fc.tuple(keys, values.value), { maxLength: 8 })
    .map((entries) =>
      JSON.stringify({ ...JSON.parse(FILE), ...Object.fromEntries(entries) }),
    ),
  fc
    .array(fc.tuple(fc.nat(), values.value), { maxLength: 4 })
    .map((changes) => JSON.stringify(changed(JSON.parse(FILE), changes))),
);

/** A value with some of its parts, counted through, changed for others. */
function changed(
  value: unknown,
  changes: readonly (readonly [number, unknown])[],
): unknown {
  let count = 0;
  const parts = FILE.split(":").length;
  const at = new Map(changes.map(([place, other]) => [place % parts, other]));
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    at.has(count++) ? at.get(count - 1) : part,
  );
}
