import { describe, expect, it } from "vitest";
import { linesOf } from "./lines.ts";

describe("positions", () => {
  const lines = linesOf("FROM a\r\n\nRUN b");

  it.each([
    ["the first character", 0, 1, 1],
    ["the end of a line, before its break", 6, 1, 7],
    ["a line feed belongs to the line it ends", 7, 1, 8],
    ["an empty line", 8, 2, 1],
    ["the first character after a break", 9, 3, 1],
    ["the end of the text", 14, 3, 6],
  ])("%s", (_, offset, line, column) => {
    expect(lines.position(offset)).toEqual({ line, column });
  });

  it("outside the text move to its nearest end", () => {
    expect(lines.position(-5)).toEqual({ line: 1, column: 1 });
    expect(lines.position(99)).toEqual({ line: 3, column: 6 });
  });

  it("of a span are the position of its start and the one after its last character", () => {
    expect(lines.range({ start: 9, end: 12 })).toEqual({
      start: { line: 3, column: 1 },
      end: { line: 3, column: 4 },
    });
  });
});

describe("lines", () => {
  it("have their text without the break, CRLF or LF", () => {
    const lines = linesOf("FROM a\r\nRUN b\n");
    expect([1, 2, 3].map((line) => lines.text(line))).toEqual([
      "FROM a",
      "RUN b",
      "",
    ]);
    expect(lines.count).toBe(3);
  });

  it("that do not exist have no text and start at the nearest line", () => {
    const lines = linesOf("FROM a\nRUN b");
    expect(lines.text(0)).toBe("");
    expect(lines.text(3)).toBe("");
    expect(lines.lineStart(0)).toBe(0);
    expect(lines.lineStart(9)).toBe(7);
  });

  it("are one, empty, in an empty text", () => {
    const lines = linesOf("");
    expect(lines.count).toBe(1);
    expect(lines.position(0)).toEqual({ line: 1, column: 1 });
  });
});
