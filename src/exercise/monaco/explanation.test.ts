import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dockerfile } from "../../../checks/testing/generated.ts";
import { explanationAt } from "./explanation.ts";
import { FLAGS, INSTRUCTIONS } from "./reference.ts";

/** What is explained at the bar: the stretch of the text, and the beginning of the words. */
function at(text: string) {
  const whole = text.replace("|", "");
  const found = explanationAt(whole, text.indexOf("|"));
  return found && [whole.slice(found.start, found.end), found.text];
}

describe("a place in a Dockerfile", () => {
  it.each([
    ["an instruction", "FROM a\nus|er b", "user", "Sets the user"],
    ["a flag", "FROM a\nCOPY --li|nk b c", "--link", "layer of its own"],
    [
      "a flag's name alone",
      "FROM a\nCOPY --fr|om=b c d",
      "--from",
      "The stage",
    ],
    ["a trigger's flag", "FROM a\nONBUILD COPY --li|nk b c", "--link", "layer"],
    [
      "a directive",
      "# syn|tax=docker/dockerfile:1\nFROM a",
      "syntax",
      "frontend",
    ],
    [
      "a variable",
      "FROM a\nARG PORT=3000\nEXPOSE $PO|RT",
      "PORT",
      "This file sets it to `3000`.",
    ],
    [
      "a value with backticks",
      "FROM a\nARG A=`b`\nEXPOSE $A|",
      "A",
      "This file sets it to `` `b` ``.",
    ],
  ])("is explained: %s", (_, text, stretch, words) => {
    expect(at(text)).toEqual([stretch, expect.stringContaining(words)]);
  });

  it.each([
    ["a comment", "FROM a\n# US|ER"],
    ["a here-document", "FROM a\nRUN <<EOF\nUS|ER\nEOF"],
    ["a word of a command", "FROM a\nRUN n|pm ci"],
    ["the value of a flag", "FROM a\nCOPY --from=b|c d e"],
    ["a variable that nothing sets", "FROM a\nRUN echo $A|"],
    ["white space below", "FROM a\n\n|\n"],
  ])("is left alone: %s", (_, text) => {
    expect(at(text)).toBeUndefined();
  });

  it("never makes it fail", () => {
    fc.assert(
      fc.property(dockerfile, fc.nat(), (text, place) => {
        const found = explanationAt(text, place % (text.length + 1));
        if (found === undefined) return;
        expect(found.start >= 0 && found.end <= text.length).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

it("explanations link to lessons that there are, by their titles", () => {
  const explained = [
    ...INSTRUCTIONS.values(),
    ...[...FLAGS.values()].flatMap((flags) => [...flags.values()]),
  ];
  for (const { lesson } of explained) {
    if (lesson === undefined) continue;
    const path = `../../../content/lessons/${lesson.id}/index.mdx`;
    const text = readFileSync(new URL(path, import.meta.url), "utf8");
    expect(text).toContain(`\ntitle: ${lesson.title}\n`);
  }
});
