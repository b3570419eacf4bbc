import { expect, it } from "vitest";
import { wrapped } from "./wrap.ts";

it.each([
  ["what fits stays", "a bc", 4, "a bc"],
  ["longer text is broken at spaces", "a bc def g", 4, "a bc\ndef\ng"],
  ["a word that is too long stays whole", "a bcdefg h", 4, "a\nbcdefg\nh"],
  ["breaks that are there stay", "a\nb c", 4, "a\nb c"],
])("%s", (_, text, columns, expected) => {
  expect(wrapped(text, columns)).toBe(expected);
});
