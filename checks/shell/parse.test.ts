import { describe, expect, it } from "vitest";
import { readDockerfile } from "../dockerfile/model.ts";
import { instructionsOf } from "../dockerfile/queries.ts";
import { parseScript, type ShellCommand, type ShellScript } from "./parse.ts";

const parse = (text: string): ShellScript =>
  parseScript({ text, span: (start, end) => ({ start, end }) });
const first = (text: string): ShellCommand | undefined =>
  parse(text).commands[0];

/** Each command with what joins it to the one before: `&& npm`. */
const joined = (text: string): string[] =>
  parse(text).commands.map(({ connector, name }) =>
    `${connector} ${name?.text ?? "-"}`.trim(),
  );

/** Each command with what it stands in: `if>subshell npm`. */
const nested = (text: string): string[] =>
  parse(text).commands.map(({ nesting, name }) =>
    `${nesting.join(">")} ${name?.text ?? "-"}`.trim(),
  );

describe("a simple command", () => {
  it("has a name, arguments with and without their quotes, and where they stand", () => {
    const text = `echo 'a b' "c" d\\ e --f="g h"`;
    const command = first(text);
    expect(command?.name?.value).toBe("echo");
    expect(command?.arguments.map(({ value }) => value)).toEqual([
      "a b",
      "c",
      "d e",
      "--f=g h",
    ]);
    expect(
      command?.arguments.map(({ start, end }) => text.slice(start, end)),
    ).toEqual(["'a b'", '"c"', "d\\ e", '--f="g h"']);
  });

  it.each([
    "$a",
    '"$a"',
    "${a:-b}",
    "$(b)",
    "`b`",
    "*.js",
    "a?",
    "[ab]",
    "{a,b}",
    "$((1+1))",
  ])("does not know the value of %s", (word) => {
    expect(first(`echo ${word}`)?.arguments[0]).toMatchObject({
      text: word,
      value: undefined,
    });
  });

  it.each(["'$a'", "'*'", "\\$a", '"*"'])("knows the value of %s", (word) => {
    expect(first(`echo ${word}`)?.arguments[0]?.value).toBeDefined();
  });

  it("may have assignments before it, or be nothing but them", () => {
    const [command, alone] = parse('A=1 B="$c" npm ci; D=2').commands;
    expect(
      command?.assignments.map(({ name, value }) => [name, value.value]),
    ).toEqual([
      ["A", "1"],
      ["B", undefined],
    ]);
    expect(alone?.name).toBeUndefined();
    expect(alone?.assignments[0]?.name).toBe("D");
  });

  it("may have assignments among its arguments", () => {
    expect(
      first("export A=1 B=$c")?.arguments.map(({ value }) => value),
    ).toEqual(["A=1", undefined]);
  });

  it("has its redirections", () => {
    const command = first("cat < in > out 2>> err 2>&1");
    expect(
      command?.redirects.map(({ operator, descriptor, target }) => [
        operator,
        descriptor,
        target?.value,
      ]),
    ).toEqual([
      ["<", undefined, "in"],
      [">", undefined, "out"],
      [">>", 2, "err"],
      [">&", 2, "1"],
    ]);
  });

  it("has the text of its here-document", () => {
    expect(first("cat <<EOF > f\na\nEOF")?.redirects[0]?.body).toBe("a\n");
  });

  it("ends at a comment", () => {
    expect(first("npm ci # rm -rf /")?.arguments).toHaveLength(1);
  });
});

describe("what joins commands", () => {
  it.each<[string, string[]]>([
    ["a && b || c", ["a", "&& b", "|| c"]],
    ["a; b\nc", ["a", "; b", "; c"]],
    ["a & b", ["a", "& b"]],
    ["a | b |& c", ["a", "| b", "|& c"]],
    ["a && b | c", ["a", "&& b", "| c"]],
    ["a && (b; c)", ["a", "&& b", "; c"]],
    ["a || { b; c; }", ["a", "|| b", "; c"]],
    ["a && if b; then c; fi", ["a", "&& b", "c"]],
  ])("%s", (text, expected) => {
    expect(joined(text)).toEqual(expected);
  });

  it("places a command in its pipeline", () => {
    expect(parse("a | b; c").commands.map(({ pipe }) => pipe)).toEqual([
      { index: 0, length: 2 },
      { index: 1, length: 2 },
      { index: 0, length: 1 },
    ]);
  });

  it("keeps a chain together as one statement", () => {
    const [a, b, c] = parse("a && b; c").commands;
    expect(a?.statement).toBe(b?.statement);
    expect(c?.statement).not.toBe(b?.statement);
  });
});

describe("what commands stand in", () => {
  it.each<[string, string[]]>([
    [
      "if a; then b; elif c; then d; else e; fi",
      ["if a", "if b", "if c", "if d", "if e"],
    ],
    ["for f in *; do a; done", ["loop a"]],
    ["while a; do b; done", ["loop a", "loop b"]],
    ["until a; do b; done", ["loop a", "loop b"]],
    ["case $x in a) b;; *) c;; esac", ["case b", "case c"]],
    ["f() { a; }; f", ["function>group a", "f"]],
    ["(a)", ["subshell a"]],
    ["{ a; }", ["group a"]],
    ["a &", ["background a"]],
    ["! a", ["negated a"]],
    ["a || (b)", ["a", "alternative>subshell b"]],
    ["echo $(a) `b`", ["echo", "substitution a", "substitution b"]],
    ['x="$(a "$(b)")"', ["-", "substitution a", "substitution>substitution b"]],
    ["if a; then (b); fi", ["if a", "if>subshell b"]],
    ["for f in $(a); do b; done", ["substitution a", "loop b"]],
    ["echo ${x:-$(a)}", ["echo", "substitution a"]],
    ["cat <<E\n$(a)\nE", ["cat", "substitution a"]],
  ])("%s", (text, expected) => {
    expect(nested(text)).toEqual(expected);
  });

  it("may be redirected as a whole, which is told before them", () => {
    const [redirections, inner] = parse("{ a; b; } > out").commands;
    expect(redirections?.name).toBeUndefined();
    expect(redirections?.redirects[0]?.target?.value).toBe("out");
    expect(inner?.name?.value).toBe("a");
  });
});

describe("spans", () => {
  /** The shell words of the RUN instructions of a Dockerfile, cut out of its text. */
  function words(text: string): string[] {
    const { finalStage } = readDockerfile({ Dockerfile: text }, "Dockerfile");
    if (finalStage === undefined) return [];
    return [...instructionsOf(finalStage, "RUN")].flatMap(({ command }) =>
      command.form === "exec"
        ? []
        : command.script.commands
            .flatMap(({ name, arguments: rest }) => [name, ...rest])
            .map((word) => text.slice(word?.start, word?.end)),
    );
  }

  it.each<[string, string, string[]]>([
    [
      "through continuations and comments",
      "FROM a\r\nRUN apt-get \\\r\n  # b\r\n  update && \\\r\n  true",
      ["apt-get", "update", "true"],
    ],
    [
      "behind flags",
      "FROM a\nRUN --mount=type=cache,target=/c \\\n npm ci",
      ["npm", "ci"],
    ],
    [
      "in a here-document",
      "FROM a\nRUN <<EOF\nnpm ci\n  npm test\nEOF",
      ["npm", "ci", "npm", "test"],
    ],
    [
      "before and in a here-document for a command",
      "FROM a\nRUN sh <<EOF && npm ci\n$(id -u)\nEOF",
      ["sh", "id", "-u", "npm", "ci"],
    ],
  ])("map to the Dockerfile %s", (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

describe("anything else", () => {
  it("names its interpreter", () => {
    expect(parse("#!/usr/bin/env python3\nx").shebang).toContain("python3");
    expect(parse("npm ci").shebang).toBeUndefined();
  });

  it.each([
    ["an open quote", 'echo "a'],
    ["an operator at the end", "a &&"],
    ["an open if", "if a; then b"],
    ["an open substitution", "echo $(a"],
  ])("is read as far as it goes, with an error: %s", (_, text) => {
    expect(parse(text).errors).not.toEqual([]);
  });

  it.each([
    ["nothing", ""],
    ["operators alone", "&& || ; | &"],
    ["brackets", ")]}{[("],
    ["control characters", "\u0000\u0001\uFFFF a"],
    ["ten thousand brackets", "(".repeat(10_000)],
    ["ten thousand substitutions", "$(".repeat(10_000)],
    ["ten thousand parameters", `echo ${"${a:-".repeat(10_000)}`],
  ])("never throws on %s", (_, text) => {
    expect(() => parse(text)).not.toThrow();
  });
});
