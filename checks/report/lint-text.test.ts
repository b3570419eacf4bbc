import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { painted, takesColour } from "../cli/terminal.ts";
import type { Finding } from "../files.ts";
import { lintAsText } from "./lint-text.ts";
import { Tally, type LintedFile } from "./linted.ts";

function linted(text: string, change: Partial<LintedFile> = {}): LintedFile {
  const findings = [finding({})];
  return {
    path: "a/Dockerfile",
    text,
    findings,
    skipped: 0,
    fixed: [],
    ...change,
  };
}

function finding(change: Partial<Finding>): Finding {
  return {
    rule: "no-sudo",
    severity: "warning",
    file: "Dockerfile",
    range: { start: { line: 2, column: 5 }, end: { line: 2, column: 9 } },
    message: "sudo does nothing.",
    remedy: "Leave it out.",
    ...change,
  };
}

const plain = lintAsText((_, text) => text);

describe("a finding for a terminal", () => {
  it("has its place, source, carets, message, remedy and page", () => {
    expect(plain.file(linted("FROM a\r\nRUN sudo ls\r\n"))).toBe(
      [
        "a/Dockerfile:2:5 warning no-sudo",
        "  2 | RUN sudo ls",
        "    |     ^^^^",
        "  sudo does nothing.",
        "  Leave it out.",
        "  /rules/no-sudo/",
        "",
        "",
      ].join("\n"),
    );
  });

  it("stands below the source also where line numbers are long", () => {
    const range = {
      start: { line: 100, column: 1 },
      end: { line: 100, column: 4 },
    };
    const text = `${"\n".repeat(99)}RUN a`;
    const shown = plain.file(linted(text, { findings: [finding({ range })] }));
    expect(shown).toContain("\n  100 | RUN a\n      | ^^^\n");
  });

  it("over several lines is marked to the end of the first", () => {
    const range = {
      start: { line: 1, column: 5 },
      end: { line: 2, column: 3 },
    };
    const shown = plain.file(
      linted("RUN a \\\n  b", { findings: [finding({ range })] }),
    );
    expect(shown).toContain("\n  1 | RUN a \\\n    |     ^^^\n");
  });

  it("names its fix, and the whole address of its page where that is told", () => {
    const fix = { title: "Leave sudo out", edits: [] };
    const format = lintAsText((_, text) => text, "https://a.example/b/");
    const shown = format.file(
      linted("\nRUN", { findings: [finding({ fix })] }),
    );
    expect(shown).toContain("\n  Fix: Leave sudo out.\n");
    expect(shown).toContain("\n  https://a.example/b/rules/no-sudo/\n");
  });

  it("steers no terminal by what the file or its name holds", () => {
    const message = "\u001B]0;title\u0007 does nothing.";
    const shown = plain.file(
      linted("\nRUN \u001B[31m", {
        path: "a\u001B[2J",
        findings: [finding({ message })],
      }),
    );
    expect(shown.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });
});

describe("the closing line", () => {
  it.each<[string, LintedFile[], boolean]>([
    ["0 files: nothing found", [], false],
    [
      "1 file: nothing found; 2 skipped by comments",
      [linted("", { findings: [], skipped: 2 })],
      false,
    ],
    [
      "2 files: 1 error, 2 warnings, 0 infos",
      [
        linted(""),
        linted("", { findings: [finding({}), finding({ severity: "error" })] }),
      ],
      false,
    ],
    [
      "1 file: 0 errors, 1 warning, 0 infos; 1 can be fixed with --fix",
      [linted("", { findings: [finding({ fix: { title: "", edits: [] } })] })],
      false,
    ],
    [
      "1 file: 0 errors, 1 warning, 0 infos; 1 fixed; 1 not fixed, as that would bring other findings",
      [
        linted("", {
          findings: [finding({ fix: { title: "", edits: [] } })],
          fixed: [finding({})],
        }),
      ],
      true,
    ],
  ])("%s", (line, files, fixing) => {
    const tally = new Tally(fixing);
    for (const file of files) tally.add(file);
    expect(plain.end(tally)).toBe(`${line}\n`);
  });
});

describe("colour", () => {
  it.each<[boolean, string, { isTTY?: boolean }, Record<string, string>]>([
    [true, "a terminal", { isTTY: true }, { TERM: "xterm" }],
    [true, "a terminal with NO_COLOR empty", { isTTY: true }, { NO_COLOR: "" }],
    [false, "a terminal with NO_COLOR", { isTTY: true }, { NO_COLOR: "1" }],
    [false, "a dumb terminal", { isTTY: true }, { TERM: "dumb" }],
    [false, "a pipe or a file", {}, { TERM: "xterm" }],
  ])("is %s on %s", (expected, _, stream, environment) => {
    expect(takesColour(stream, environment)).toBe(expected);
  });

  it("changes nothing but colours", () => {
    const file = linted("FROM a\nRUN sudo ls\n");
    const coloured = lintAsText(painted).file(file);
    expect(coloured).toContain("\u001B[33mwarning\u001B[0m");
    expect(stripVTControlCharacters(coloured)).toBe(plain.file(file));
  });
});
