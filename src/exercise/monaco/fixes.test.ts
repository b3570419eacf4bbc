import { describe, expect, it } from "vitest";
import { lint } from "../../../checks/index.ts";
import type { Mark } from "../marks.ts";
import { fittingFixes } from "../fitting-fixes.ts";
import { fixesAt } from "./fixes.ts";

const text = "FROM node:24-slim\nADD a ./\nADD b ./\nWORKDIR /app\n";
const marks: readonly Mark[] = lint({ Dockerfile: text });

function offered(line: number, shown = marks) {
  const at = { line, column: 1 };
  return fixesAt(shown, { start: at, end: at }, "Dockerfile", text).map(
    ({ title, edits, isHere }) => ({ title, edits: edits.length, isHere }),
  );
}

describe("the fixes of a place", () => {
  it("are those of its findings, and one for all of the rule", () => {
    expect(offered(2)).toEqual([
      { title: "Write COPY", edits: 1, isHere: true },
      { title: "Fix all 2 of prefer-copy", edits: 2, isHere: false },
    ]);
  });

  it("are none where there is no finding", () => {
    expect(offered(4)).toEqual([]);
  });

  it("are no more than one where the rule has found one place", () => {
    const one = marks.filter(({ range }) => range.start.line !== 3);
    expect(offered(2, one)).toEqual([
      { title: "Write COPY", edits: 1, isHere: true },
    ]);
  });
});

describe("fixes", () => {
  const withFix = marks.filter(({ fix }) => fix !== undefined);

  it("stay while the text does", () => {
    const fixes = fittingFixes();
    expect(fixes.of(withFix)).toEqual(withFix);
    expect(fixes.of(withFix)).toEqual(withFix);
  });

  it("go with the text they were made for, and do not come back with it", () => {
    const fixes = fittingFixes();
    fixes.of(withFix);
    fixes.edited();
    expect(fixes.of(withFix).map(({ fix }) => fix)).toEqual(
      withFix.map(() => undefined),
    );
  });

  it("of a new grade fit, also where they are the same", () => {
    const fixes = fittingFixes();
    fixes.of(withFix);
    fixes.edited();
    const again = structuredClone(withFix);
    expect(fixes.of(again)).toEqual(again);
  });
});
