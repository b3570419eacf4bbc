import { describe, expect, it } from "vitest";
import { proseWords, readingMinutes } from "./prose.ts";

describe("the words of a lesson", () => {
  it.each([
    ["frontmatter", "---\ntitle: Not these words\n---\n\nTwo words.\n", 2],
    ["code", "One.\n\n```sh\necho not this\n```\n\nTwo.\n", 2],
    ["components", 'The rule <Rule id="not-these words" /> holds.\n', 3],
    ["dashes and numbers alone", "Port 3000 – open.\n", 3],
  ])("leave out %s", (_, text, words) => {
    expect(proseWords(text)).toBe(words);
  });

  it("take a minute for 200 of them, and one at least", () => {
    expect(readingMinutes("word ".repeat(610))).toBe(3);
    expect(readingMinutes("word")).toBe(1);
  });
});
