import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Exercise } from "./exercise/exercise.ts";
import { readDockerfile } from "./dockerfile/model.ts";
import type { Position } from "./files.ts";
import { grade, lint, rules, simulate } from "./index.ts";
import { linesOf } from "./lines.ts";
import { dockerfile, ignoreFile } from "./testing/generated.ts";

const CONTEXT = {
  "server.js": 'process.on("SIGTERM", stop);',
  "package.json": '{ "scripts": { "start": "node server.js" } }',
  "package-lock.json": "{}",
  ["__proto__"]: "own",
};
const hints = ["a", "b", "c"] as const;
const facts: readonly Readonly<Record<string, unknown>>[] = [
  { base: "pinned", supported: true, user: "numeric", stop: "graceful" },
  { dependencies: "production", health: { port: 3000 } },
  { rebuild: { change: "*", keeps: "npm ci" }, ships: { none: ["*"] } },
];
const exercise: Exercise = {
  version: "1",
  id: "any",
  title: "Any",
  summary: "Any.",
  minutes: 1,
  edit: ["Dockerfile", ".dockerignore"],
  starter: { ...CONTEXT, Dockerfile: "FROM node" },
  goals: facts.map((fact, at) => ({
    id: `goal-${at}`,
    title: "Any",
    points: 1,
    fact,
    hints: [...hints],
  })),
  keeps: [
    { id: "command", title: "Any", command: [["node", "server.js"]] },
    { id: "port", title: "Any", port: 3000 },
    { id: "files", title: "Any", files: ["server.js"] },
  ],
};

const RUNS = { numRuns: 500 };

describe("whatever the text", () => {
  it("linting never throws, gives the same again, and points into the text", () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        const files = { Dockerfile: text };
        const findings = lint(files, { rules });
        expect(lint(files, { rules })).toEqual(findings);
        const lines = linesOf(text);
        for (const { range, fix } of findings)
          for (const { start, end } of [
            range,
            ...(fix?.edits.map((edit) => edit.range) ?? []),
          ]) {
            expect(isIn(lines, start) && isIn(lines, end)).toBe(true);
            expect(isOrdered(start, end)).toBe(true);
          }
      }),
      RUNS,
    );
  });

  it("a comment or blank line between two instructions changes nothing but positions", () => {
    fc.assert(
      fc.property(
        dockerfile,
        fc.nat(),
        fc.constantFrom("# neutral\n", "  # neutral\n", "\n"),
        (text, choice, line) => {
          const places = betweenInstructions(text);
          const at = places[choice % places.length];
          fc.pre(at !== undefined);
          const more = text.slice(0, at) + line + text.slice(at);
          const inserted = linesOf(text).position(at).line;
          expect(told(more, (found) => found)).toEqual(
            told(text, (found) => (found < inserted ? found : found + 1)),
          );
        },
      ),
      RUNS,
    );
  });

  it("a build is simulated without throwing, and its errors point into the text", () => {
    fc.assert(
      fc.property(dockerfile, ignoreFile, (text, ignore) => {
        const files = { ...CONTEXT, Dockerfile: text, ".dockerignore": ignore };
        for (const { at } of simulate(files).errors)
          expect([0 <= at.start, at.end <= text.length]).toEqual([true, true]);
      }),
      RUNS,
    );
  });

  it("an answer is graded without throwing", () => {
    fc.assert(
      fc.property(dockerfile, ignoreFile, (text, ignore) => {
        const result = grade(exercise, {
          Dockerfile: text,
          ".dockerignore": ignore,
        });
        expect(result.goals).toHaveLength(facts.length);
        expect(result.keeps).toHaveLength(exercise.keeps.length + 1);
      }),
      RUNS,
    );
  });
});

/** Where lines of their own may be added, but for places above ARG and FROM, whose comments describe them. */
function betweenInstructions(text: string): readonly number[] {
  const { instructions } = readDockerfile({ Dockerfile: text }, "Dockerfile");
  return instructions.flatMap(({ end }, at) => {
    const next = instructions[at + 1]?.keyword;
    return next === undefined || next === "FROM" || next === "ARG"
      ? []
      : [text.indexOf("\n", end) + 1];
  });
}

/** What is found, with its lines moved; two RUN are joined by a fix where nothing stands between them alone. */
function told(text: string, moved: (line: number) => number): unknown {
  const place = ({ line, column }: Position): string =>
    `${moved(line)}:${column}`;
  const sentence = (said: string): string =>
    said.replace(
      /\b(line) (\d+)/gi,
      (_, word: string, line: string) => `${word} ${moved(Number(line))}`,
    );
  return lint({ Dockerfile: text }, { rules }).map(
    ({ rule, severity, message, remedy, range, sameAs }) => ({
      rule,
      severity,
      message: sentence(message),
      remedy: sentence(remedy),
      at: `${place(range.start)}-${place(range.end)}`,
      sameAs,
    }),
  );
}

function isIn(
  lines: ReturnType<typeof linesOf>,
  { line, column }: Position,
): boolean {
  const offset = lines.lineStart(line) + column - 1;
  const back = lines.position(offset);
  return back.line === line && back.column === column;
}

function isOrdered(start: Position, end: Position): boolean {
  return start.line === end.line
    ? start.column <= end.column
    : start.line < end.line;
}
