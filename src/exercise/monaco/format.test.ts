import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finalConfig } from "../../../checks/build/image-config.ts";
import { parseFile } from "../../../checks/dockerfile/parse.ts";
import { simulate } from "../../../checks/index.ts";
import { dockerfile } from "../../../checks/testing/generated.ts";
import { formatting } from "./format.ts";

function formatted(text: string): string {
  let result = text;
  for (const { start, end, text: put } of formatting(text).toReversed())
    result = result.slice(0, start) + put + result.slice(end);
  return result;
}

describe("formatting", () => {
  it.each([
    [
      "puts a keyword in upper case at the margin",
      "from a\n  run b\n",
      "FROM a\nRUN b\n",
    ],
    [
      "indents continued lines that are not",
      "FROM a\nRUN b \\\n&& c\nCOPY a \\\nb /c/\n",
      "FROM a\nRUN b \\\n    && c\nCOPY a \\\n    b /c/\n",
    ],
    [
      "keeps the indentation that is there",
      "FROM a\nRUN b \\\n  && c \\\n\td\n",
      "FROM a\nRUN b \\\n  && c \\\n\td\n",
    ],
    [
      "empties lines of white space",
      "FROM a\n \t\nRUN b \\\n   \n    && c\n  ",
      "FROM a\n\nRUN b \\\n\n    && c\n",
    ],
    [
      "leaves here-documents alone",
      "FROM a\nRUN <<EOF\n  b\n   \nc\nEOF\nrun d",
      "FROM a\nRUN <<EOF\n  b\n   \nc\nEOF\nRUN d",
    ],
    [
      "leaves a word whole that goes on in the next line",
      "FROM a\nRUN echo b\\\nc\n",
      "FROM a\nRUN echo b\\\nc\n",
    ],
    [
      "leaves quoted text alone",
      'FROM a\nRUN echo "b \\\nc"\nRUN echo "$(echo "b \\\nc")"\nENV A="b \\\nc"\n',
      'FROM a\nRUN echo "b \\\nc"\nRUN echo "$(echo "b \\\nc")"\nENV A="b \\\nc"\n',
    ],
    [
      "leaves text that goes into the image as it is",
      "FROM a\nENV A b \\\nc\nCMD d \\\ne\n",
      "FROM a\nENV A b \\\nc\nCMD d \\\ne\n",
    ],
    [
      "leaves comments alone, and directives",
      " # escape=`\n  # a\nFROM a\nRUN b `\n# c\n&& d\n",
      " # escape=`\n  # a\nFROM a\nRUN b `\n# c\n    && d\n",
    ],
  ])("%s", (_, text, expected) => {
    expect(formatted(text)).toBe(expected);
  });

  it("never changes the image, and is done after once", () => {
    fc.assert(
      fc.property(dockerfile, indentations, (generated, spaces) => {
        const text = reindented(generated, spaces);
        const after = formatted(text);
        expect(imageOf(after)).toEqual(imageOf(text));
        expect(heredocsOf(after)).toEqual(heredocsOf(text));
        expect(formatting(after)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

const indentations = fc.array(fc.constantFrom("", " ", "\t", "\n", " \\\n"), {
  maxLength: 20,
});

/** The text with other white space before its lines, and with lines that are continued at a space. */
function reindented(text: string, spaces: readonly string[]): string {
  let at = 0;
  return text.replace(/^|(?<=\S) (?=\S)/gm, (gap) => {
    const space = spaces[at++] ?? "";
    return gap === ""
      ? space.replace(/\S/, "")
      : gap + space.replace(/^\n/, "");
  });
}

const CONTEXT = { "server.js": "", "package.json": "{}", "src/a.js": "" };

/** What the build gives, but for the white space of the history. */
function imageOf(text: string) {
  const build = simulate({ ...CONTEXT, Dockerfile: text });
  const config = finalConfig(build);
  return {
    errors: build.errors.map(({ message }) => message),
    files: [...(build.image?.tree.entries() ?? [])].map(([path]) => path),
    config: config && {
      ...config,
      history: config.history.items.map(({ createdBy }) =>
        createdBy.replace(/\s+/g, " "),
      ),
    },
  };
}

function heredocsOf(text: string): readonly string[] {
  return parseFile(text).instructions.flatMap(({ heredocs }) =>
    heredocs.map(({ content }) => content),
  );
}
