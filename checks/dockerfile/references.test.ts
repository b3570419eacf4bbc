import { describe, expect, it } from "vitest";
import { readDockerfile } from "./model.ts";
import {
  expandedWords,
  referencesIn,
  referencesInText,
  spanIn,
} from "./references.ts";

const names = (text: string, escape = "\\"): string[] =>
  referencesIn(text, escape).map(({ name }) => name);

describe("the references of a word", () => {
  it.each<[string, string, string[]]>([
    ["plain ones", "$A/$B_1.$c", ["A", "B_1", "c"]],
    ["ones in braces", "${A}${B}x", ["A", "B"]],
    ["ones in double quotes", `"$A 'and' $B"`, ["A", "B"]],
    ["none in single quotes", `'$A'$B`, ["B"]],
    ["none behind an escape", "\\$A\\${B}$C", ["C"]],
    ["no numbers and signs", "$1$@$?$", []],
    ["an open brace", "${A", ["A"]],
    ["nothing in braces", "${}$A", ["A"]],
  ])("are %s", (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it("heed the escape of the file", () => {
    expect(names("C:\\$A`$B", "`")).toEqual(["A"]);
  });

  it("tell what is done with an unset one", () => {
    expect(
      referencesIn("${A:-$B}${C-x}${D:+y}${E?z}${F%.*}$G", "\\").map(
        ({ name, modifier, nested }) => [name, modifier, nested],
      ),
    ).toEqual([
      ["A", ":-", false],
      ["B", "", true],
      ["C", "-", false],
      ["D", ":+", false],
      ["E", "?", false],
      ["F", "%", false],
      ["G", "", false],
    ]);
  });

  it("ignore quotes in the text of a here-document", () => {
    expect(
      referencesInText("it's '$A' \\$B \"$C\"").map(({ name }) => name),
    ).toEqual(["A", "C"]);
  });
});

describe("the words that the builder expands", () => {
  const words = (line: string): string[] => {
    const { stages } = readDockerfile(
      { Dockerfile: `FROM a\n${line}` },
      "Dockerfile",
    );
    return stages.flatMap(({ instructions }) =>
      instructions.flatMap((each) =>
        [...expandedWords(each)].map(({ text }) => text),
      ),
    );
  };

  it.each<[string, string[]]>([
    ["COPY --from=$A --chown=$B c $D", ["$B", "c", "$D"]],
    ["RUN --mount=target=$A echo $B", ["target=$A"]],
    ["ENV A=$B", ["A", "$B"]],
    ["ARG A=$B", ["$B"]],
    ["USER $A", ["$A"]],
    ["EXPOSE $A $B", ["$A", "$B"]],
    ["CMD echo $A", []],
    ["HEALTHCHECK CMD echo $A", []],
  ])("are those of %s", (line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  it("show where a reference stands, or the word where a line break parts it", () => {
    const text = "FROM a\nUSER a$B\nUSER a\\\nb$B";
    const { stages } = readDockerfile({ Dockerfile: text }, "Dockerfile");
    const spans = stages.flatMap(({ instructions }) =>
      instructions.flatMap((each) =>
        [...expandedWords(each)].flatMap((word) =>
          referencesIn(word.text, "\\").map((reference) => {
            const { start, end } = spanIn(word, reference);
            return text.slice(start, end);
          }),
        ),
      ),
    );
    expect(spans).toEqual(["$B", "a\\\nb$B"]);
  });
});
