import { describe, expect, it } from "vitest";
import type { LogicalLine } from "./logical-line.ts";
import { jsonStrings, splitAtSpace, splitQuoted } from "./words.ts";

const lineOf = (text: string): LogicalLine => ({
  text,
  span: (start, end) => ({ start, end }),
});
const texts = (words: readonly { readonly text: string }[] | undefined) =>
  words?.map(({ text }) => text);

describe("words outside quotes", () => {
  const split = (text: string, escape = "\\") =>
    texts(splitQuoted(lineOf(text), escape));

  it.each<[string, string, string[]]>([
    ["end at spaces and tabs", " a \t b ", ["a", "b"]],
    ["hold spaces in double quotes", 'a="b c" d', ['a="b c"', "d"]],
    ["hold spaces in single quotes", "a='b c' d", ["a='b c'", "d"]],
    ["hold escaped spaces", "a=b\\ c d", ["a=b\\ c", "d"]],
    ["hold escaped quotes", 'a="b\\" c" d', ['a="b\\" c"', "d"]],
    ["know no escape in single quotes", "a='b\\' c", ["a='b\\'", "c"]],
    ["hold the other quote", `a="b' c" d`, [`a="b' c"`, "d"]],
    ["go to the end where a quote stays open", 'a="b c', ['a="b c']],
    ["may be empty quotes", 'a="" ""', ['a=""', '""']],
  ])("%s", (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it("know the file's own escape", () => {
    expect(split("a=b` c d\\ e", "`")).toEqual(["a=b` c", "d\\", "e"]);
  });

  it("know where they stand", () => {
    expect(splitQuoted(lineOf(' a  "b c"'), "\\")).toEqual([
      { text: "a", start: 1, end: 2 },
      { text: '"b c"', start: 4, end: 9 },
    ]);
  });
});

describe("words between spaces", () => {
  it("are not held together by quotes", () => {
    expect(texts(splitAtSpace(lineOf('a "b c" d')))).toEqual([
      "a",
      '"b',
      'c"',
      "d",
    ]);
  });

  it("are not parted by a no-break space, which no builder takes for one", () => {
    expect(texts(splitAtSpace(lineOf("a\u00a0b c")))).toEqual([
      "a\u00a0b",
      "c",
    ]);
  });
});

describe("a JSON array of strings", () => {
  const read = (text: string) => texts(jsonStrings(lineOf(text)));

  it.each<[string, string, string[]]>([
    ["gives its strings", '["a", "b c"]', ["a", "b c"]],
    ["may be empty", "[]", []],
    ["may be spread out", '[ "a" ,\t"b" ] ', ["a", "b"]],
    [
      "has its escapes resolved",
      '["a\\"b", "\\u0041", "c\\\\"]',
      ['a"b', "A", "c\\"],
    ],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ["words", "a b"],
    ["single quotes", "['a']"],
    ["a comma at the end", '["a",]'],
    ["an array that stays open", '["a"'],
    ["text after it", '["a"] b'],
    ["numbers", "[1]"],
    ["typographic quotes", "[“a”]"],
    ["an object", '{"a": "b"}'],
  ])("is not %s", (_, text) => {
    expect(read(text)).toBeUndefined();
  });

  it("knows where its strings stand, quotes included", () => {
    expect(jsonStrings(lineOf('["a\\"", "b"]'))).toEqual([
      { text: 'a"', start: 1, end: 6 },
      { text: "b", start: 8, end: 11 },
    ]);
  });
});
