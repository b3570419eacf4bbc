import { expect, it } from "vitest";
import { suggestion } from "./suggest.ts";

const many = Array.from({ length: 13 }, (_, at) => `rule-number-${at}`);

it.each<[string, string, string[], string]>([
  [
    "names the closest",
    "no-lastest-tag",
    ["no-latest-tag", "prefer-copy"],
    ' Did you mean "no-latest-tag"?',
  ],
  [
    "forgives two letters in a short name",
    "usre",
    ["user", "stop"],
    ' Did you mean "user"?',
  ],
  [
    "lists what there is where nothing is close",
    "xyz",
    ["user", "stop"],
    " There are: user, stop.",
  ],
  ["lists nothing where there is too much", "xyz", many, ""],
  ["says nothing where there is nothing", "xyz", [], ""],
])("a suggestion %s", (_, name, existing, expected) => {
  expect(suggestion(name, existing)).toBe(expected);
});
