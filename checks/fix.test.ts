import { describe, expect, it } from "vitest";
import type { Edit, Finding } from "./files.ts";
import { applyFixes } from "./fix.ts";

function finding(...edits: readonly Edit[]): Finding {
  const range = edits[0]?.range ?? at(1, 1, 1, 1);
  return {
    rule: "any",
    severity: "info",
    file: "Dockerfile",
    range,
    message: "",
    remedy: "",
    fix: { title: "", edits },
  };
}

function at(...[a, b, c, d]: readonly [number, number, number, number]) {
  return { start: { line: a, column: b }, end: { line: c, column: d } };
}

function edit(range: Edit["range"], text: string, file = "Dockerfile"): Edit {
  return { file, range, text };
}

const files = { Dockerfile: "FROM a\nRUN b\n", other: "x" };

describe("fixes", () => {
  it("replace their range and leave the rest", () => {
    const one = finding(edit(at(1, 6, 1, 7), "c"));
    expect(applyFixes(files, [one])).toEqual({
      files: { Dockerfile: "FROM c\nRUN b\n", other: "x" },
      applied: [one],
    });
  });

  it("in several places are applied whole", () => {
    const both = finding(
      edit(at(1, 6, 1, 7), "long"),
      edit(at(2, 5, 2, 6), "z"),
      edit(at(1, 1, 1, 1), "y", "other"),
    );
    expect(applyFixes(files, [both]).files).toEqual({
      Dockerfile: "FROM long\nRUN z\n",
      other: "yx",
    });
  });

  it("that overlap an earlier one wait", () => {
    const first = finding(edit(at(1, 1, 1, 7), "FROM b"));
    const second = finding(
      edit(at(1, 6, 1, 7), "c"),
      edit(at(2, 5, 2, 6), "z"),
    );
    const { files: after, applied } = applyFixes(files, [first, second]);
    expect(after["Dockerfile"]).toBe("FROM b\nRUN b\n");
    expect(applied).toEqual([first]);
  });

  it("that have new lines end them as the line they are put into", () => {
    const crlf = { Dockerfile: "FROM a\r\nRUN b\r\nRUN c" };
    const two = [
      finding(edit(at(2, 1, 2, 1), "ARG x\n")),
      finding(edit(at(3, 6, 3, 6), "\nRUN d")),
    ];
    expect(applyFixes(crlf, two).files["Dockerfile"]).toBe(
      "FROM a\r\nARG x\r\nRUN b\r\nRUN c\r\nRUN d",
    );
  });

  it("for a file that is not there are left out", () => {
    const gone = finding(edit(at(1, 1, 1, 2), "c", "gone"));
    expect(applyFixes(files, [gone])).toEqual({ files, applied: [] });
  });
});
