import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markedLine } from "./source-line.ts";

/** The line over its carets, as a terminal shows them. */
function shown(line: string, start: number, end: number): string {
  const { source, carets } = markedLine(line, start, end);
  return `${source}\n${carets}`;
}

describe("carets stand below", () => {
  it("a word", () => {
    expect(shown("RUN sudo ls", 5, 9)).toBe("RUN sudo ls\n    ^^^^");
  });

  it("what follows a tab, and the tab itself", () => {
    expect(shown("\tRUN\ta", 2, 6)).toBe("    RUN    a\n    ^^^^^^^");
  });

  it.each([
    ["Chinese", "LABEL a=中文 b", 12, 13, 14],
    ["an emoji of several parts", "LABEL a=👩‍👩‍👧 b", 18, 19, 12],
    [
      "an accent that is a character of its own",
      "LABEL a=e\u0301 b",
      12,
      13,
      11,
    ],
    ["full-width letters", "LABEL a=Ｗ b", 11, 12, 12],
  ])("what follows %s", (_, line, start, end, column) => {
    expect(line.slice(start - 1, end - 1)).toBe("b");
    expect(markedLine(line, start, end).carets.length).toBe(column);
  });

  it("wide characters, two for each", () => {
    expect(markedLine("a=中文", 3, 5).carets).toBe("  ^^^^");
  });

  it("the place of an empty stretch, also after the end", () => {
    expect(shown("FROM", 5, 5)).toBe("FROM\n    ^");
    expect(shown("", 1, 1)).toBe("\n^");
    expect(shown("FROM", 50, 60)).toBe("FROM\n    ^");
  });
});

describe("a long line", () => {
  const line = `RUN ${"a".repeat(500)} sudo ${"b".repeat(500)}`;

  it("is cut around the stretch", () => {
    const { source, carets } = markedLine(line, 506, 510);
    expect(source.length).toBeLessThanOrEqual(162);
    expect([source.at(0), source.at(-1)]).toEqual(["…", "…"]);
    expect(source.slice(carets.indexOf("^"), carets.length)).toBe("sudo");
  });

  it("is not cut within a character", () => {
    const faces = "😀".repeat(100);
    const { source } = markedLine(`${faces}xy${faces}`, 202, 203);
    expect(source).toMatch(/^…😀[^\uFFFD]*😀…$/u);
  });

  it("is not cut before a stretch near its start", () => {
    expect(markedLine(line, 1, 4).source.startsWith("RUN aaa")).toBe(true);
  });

  it("shows the start of a stretch that is longer still", () => {
    const { source, carets } = markedLine(line, 1, 900);
    expect(source.startsWith("RUN aaa")).toBe(true);
    expect(carets).toBe("^".repeat(160));
  });
});

describe("whatever the line", () => {
  it("nothing of it steers the terminal", () => {
    const { source } = markedLine("RUN \u001B[2J\r\u202Egnp\u200B\u0085", 5, 6);
    expect(source).toBe("RUN ␛[2J␍�gnp��");
  });

  it("no character is torn, and the output is bounded", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 400 }),
        fc.nat(450),
        fc.nat(450),
        (line, start, length) => {
          const { source, carets } = markedLine(line, start, start + length);
          expect(source.isWellFormed()).toBe(true);
          expect(source).not.toMatch(/[\p{Cc}\p{Cs}]/u);
          expect(source.length).toBeLessThanOrEqual(4 * 160 + 2);
          expect(carets).toMatch(/^ *\^+$/);
        },
      ),
    );
  });
});
