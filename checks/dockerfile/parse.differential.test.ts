import { DockerfileParser } from "dockerfile-ast";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFile } from "./parse.ts";

const line = fc.constantFrom(
  "FROM node:24-slim AS build",
  "  from scratch",
  "\tCOPY --from=build /a /b",
  "RUN a \\\n  && b",
  "RUN a \\\n# between\n  b",
  "RUN a \\ \n  b",
  'CMD ["node", "a b"]',
  "ENV A=1 \\\n    B='2 # 3'",
  "ONBUILD RUN a",
  "# comment",
  "   # indented",
  "",
  "  ",
  "UNKNOWN what",
  "RUN echo '#' a # b",
);
const file = fc
  .tuple(
    fc.constantFrom("", "# escape=\\\n", "# syntax=docker/dockerfile:1\n"),
    fc.array(line),
    fc.constantFrom("", "\n"),
    fc.boolean(),
  )
  .map(([directive, lines, end, windows]) => {
    const text = directive + lines.join("\n") + end;
    return windows ? text.replaceAll("\n", "\r\n") : text;
  });

function byDockerfileAst(text: string): readonly string[] {
  return DockerfileParser.parse(text)
    .getInstructions()
    .map(
      (instruction) =>
        `${instruction.getRange().start.line + 1} ${instruction.getKeyword()}`,
    );
}

function byUs(text: string): readonly string[] {
  const { instructions, lines } = parseFile(text);
  return instructions.map(
    ({ start, keyword }) => `${lines.position(start).line} ${keyword}`,
  );
}

describe("a second reading, by dockerfile-ast", () => {
  it("finds the same instructions on the same lines of an ordinary file", () => {
    fc.assert(
      fc.property(file, (text) => {
        expect(byUs(text)).toEqual(byDockerfileAst(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("takes the body of 3<<EOF for instructions, which BuildKit does not", () => {
    const text = "FROM a\nRUN 3<<EOF\nUSER root\nEOF\n";
    expect(byUs(text)).toEqual(["1 FROM", "2 RUN"]);
    expect(byDockerfileAst(text)).toContain("3 USER");
  });
});
