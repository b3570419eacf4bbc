import { describe, expect, it } from "vitest";
import { parseFile } from "./parse.ts";

/** The instructions of a text, each as its keyword and joined arguments. */
function cut(text: string): string[] {
  return parseFile(text).instructions.map(({ keyword, arguments: line }) =>
    line.text === "" ? keyword : `${keyword} ${line.text.trimEnd()}`,
  );
}

describe("a line", () => {
  it.each<[string, string, string[]]>([
    ["has its keyword in any case", "from a\nRun b", ["FROM a", "RUN b"]],
    ["may be indented", "  FROM a\n\tRUN b", ["FROM a", "RUN b"]],
    ["may follow blank lines", "\n \t\nFROM a\n\n", ["FROM a"]],
    ["may be a keyword alone", "FROM a\nRUN", ["FROM a", "RUN"]],
    ["ends at CRLF", "FROM a\r\nRUN b\r\n", ["FROM a", "RUN b"]],
    ["does not end at a lone CR", "RUN a\rRUN b", ["RUN a\rRUN b"]],
    ["may follow a byte order mark", "\uFEFFFROM a", ["FROM a"]],
    [
      "has a byte order mark elsewhere in its keyword",
      "FROM a\n\uFEFFRUN b",
      ["FROM a", "\uFEFFRUN b"],
    ],
    ["has no comment at its end", "RUN a # b", ["RUN a # b"]],
    ["may follow a no-break space", "\u00a0RUN b", ["RUN b"]],
  ])("%s", (_, text, expected) => {
    expect(cut(text)).toEqual(expected);
  });
});

describe("a continued line", () => {
  it.each<[string, string, string[]]>([
    [
      "is joined without its escape",
      "RUN a \\\n  b\nRUN c",
      ["RUN a   b", "RUN c"],
    ],
    ["may have spaces after the escape", "RUN a\\ \t\nb", ["RUN ab"]],
    ["may end in CRLF", "RUN a \\\r\n b\r\nRUN c", ["RUN a  b", "RUN c"]],
    [
      "goes on over comment lines and blank lines",
      "RUN a \\\n# one\n\n  # two\n  b\nRUN c",
      ["RUN a   b", "RUN c"],
    ],
    [
      "goes on after a comment line that ends in the escape",
      "RUN a \\\n# b \\\nc\nRUN d",
      ["RUN a c", "RUN d"],
    ],
    [
      "does not end in a doubled escape",
      "RUN a \\\\\nRUN b",
      ["RUN a \\\\", "RUN b"],
    ],
    [
      "does not end in a doubled escape with spaces after it",
      "RUN a \\\\  \nRUN b",
      ["RUN a \\\\", "RUN b"],
    ],
    ["may split the keyword", "R\\\nUN a", ["RUN a"]],
    ["may start with the escape alone", "\\\nRUN a", ["RUN a"]],
    ["may be the last of the file", "FROM a\nRUN b \\\n", ["FROM a", "RUN b"]],
    ["takes the next instruction in", "RUN a \\\nRUN b", ["RUN a RUN b"]],
    ["is nothing where nothing follows", "FROM a\n\\\n\n# b\n", ["FROM a"]],
  ])("%s", (_, text, expected) => {
    expect(cut(text)).toEqual(expected);
  });

  it("knows its blank lines by their offset", () => {
    const [run] = parseFile("RUN a \\\n\n  b").instructions;
    expect(run?.blankLines).toEqual([8]);
  });
});

describe("directives", () => {
  it.each<[string, string, [string, string][]]>([
    [
      "stand at the top, in any order and case",
      "# check=skip=all\n#SYNTAX = docker/dockerfile:1 \n# escape=`\nFROM a",
      [
        ["check", "skip=all"],
        ["syntax", "docker/dockerfile:1"],
        ["escape", "`"],
      ],
    ],
    ["may be indented", "  # escape=`\nFROM a", [["escape", "`"]]],
    [
      "may follow a byte order mark",
      "\uFEFF# syntax=a\r\nFROM b",
      [["syntax", "a"]],
    ],
    ["are none after a comment", "# hadolint ignore=DL3006\n# syntax=a", []],
    ["are none after a blank line", "\n# syntax=a", []],
    ["are none after an instruction", "FROM a\n# escape=`", []],
    ["are none without a value", "# escape=\nFROM a", []],
    [
      "count once",
      "# syntax=a\n# syntax=b\n# escape=`\nFROM c",
      [["syntax", "a"]],
    ],
  ])("%s", (_, text, expected) => {
    const { directives } = parseFile(text);
    expect(directives.map(({ name, value }) => [name, value])).toEqual(
      expected,
    );
  });

  it("choose the escape character", () => {
    expect(cut("# escape=`\nRUN a `\n b\nRUN c \\\nRUN d")).toEqual([
      "RUN a  b",
      "RUN c \\",
      "RUN d",
    ]);
    expect(parseFile("# escape=x\nFROM a").escape).toBe("\\");
  });
});

describe("comments", () => {
  const comments = (text: string): string[] =>
    parseFile(text).comments.map((comment) => comment.text);

  it("are found between instructions, inside them and where directives no longer count", () => {
    expect(
      comments(
        "# hadolint ignore=DL3006\n# syntax=a\nFROM a\n  # one\r\nRUN b \\\n  #two\n c\n# three",
      ),
    ).toEqual(["hadolint ignore=DL3006", "syntax=a", "one", "two", "three"]);
  });

  it("are no directives, and directives are no comments", () => {
    expect(comments("# syntax=a\n# b")).toEqual(["b"]);
  });

  it("span from their number sign to the end of the line", () => {
    const text = "FROM a\n  # one\r\nRUN b \\\n\t# two \\\n c";
    expect(
      parseFile(text).comments.map(({ start, end }) => text.slice(start, end)),
    ).toEqual(["# one", "# two \\"]);
  });

  it("are not looked for in here-documents", () => {
    expect(comments("RUN <<EOF\n# inside\nEOF\n# outside")).toEqual([
      "outside",
    ]);
  });
});

describe("spans", () => {
  it("map a joined line back to the characters of the file", () => {
    const text = "FROM a\r\nR\\\r\nUN one \\\r\n# c\r\n\r\n  two \\\r\n three";
    const run = parseFile(text).instructions[1];
    const line = run?.arguments;
    const at = (word: string): string => {
      const start = line?.text.indexOf(word) ?? 0;
      const span = line?.span(start, start + word.length);
      return text.slice(span?.start, span?.end);
    };
    expect(["one", "two", "three"].map(at)).toEqual(["one", "two", "three"]);
    expect(text.slice(run?.start, run?.end)).toBe(text.slice(8));
    expect(text.slice(run?.keywordSpan.start, run?.keywordSpan.end)).toBe(
      "R\\\r\nUN",
    );
  });

  it("of a stretch that is split hold the split", () => {
    const text = "RUN on\\\ne two";
    const [run] = parseFile(text).instructions;
    const span = run?.arguments.span(0, 3);
    expect(text.slice(span?.start, span?.end)).toBe("on\\\ne");
  });

  it("of an instruction end before its line break", () => {
    const text = "FROM a\r\nRUN b\r\n";
    expect(
      parseFile(text).instructions.map(({ start, end }) =>
        text.slice(start, end),
      ),
    ).toEqual(["FROM a", "RUN b"]);
  });
});
