import { expect, test } from "vitest";
import { shownName } from "./shown-name.ts";

test.each([
  ["a plain one", "src/Dockerfile.dev", "src/Dockerfile.dev"],
  ["one with accents", "é.json", "\u2068é.json\u2069"],
  ["one that turns what follows", "\u202Egnp.exe", "\u2068\uFFFDgnp.exe\u2069"],
  ["one that ends its own isolate", "a\u2069b", "\u2068a\uFFFDb\u2069"],
  ["one with a line break", "a\nb", "\u2068a\u240Ab\u2069"],
  ["one that is half a character", "\uD800", "\u2068\uFFFD\u2069"],
  ["one that is HTML", "<img src=x>", "<img src=x>"],
  ["a long one", "a".repeat(5000), `\u2068${"a".repeat(200)}…\u2069`],
])("%s is shown", (_, name, expected) => {
  expect(shownName(name)).toBe(expected);
});
