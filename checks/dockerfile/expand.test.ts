import { describe, expect, it } from "vitest";
import { known, unknown, UNKNOWN_PART, type Value } from "../value.ts";
import { knownEnvironment } from "./environment.ts";
import { expand, expandText } from "./expand.ts";

const variables = knownEnvironment(
  new Map<string, Value>([
    ["x", known("value")],
    ["empty", known("")],
    ["path", known("/usr/lib/node/index.js")],
    ["twice", known("aXbXc")],
    ["hidden", unknown("the build argument hidden has no default")],
    ["partly", unknown("the tag is not known", `node:${UNKNOWN_PART}`)],
  ]),
);

const text = (word: string, escape = "\\"): string | undefined => {
  const value = expand(word, variables, escape);
  return value.kind === "known" ? value.value : undefined;
};

describe("quotes and escapes", () => {
  it.each([
    ["plain", "plain"],
    ['"double quoted"', "double quoted"],
    ["'single quoted'", "single quoted"],
    [`a"b"'c'd`, "abcd"],
    ['""', ""],
    ["a\\ b", "a b"],
    ['\\"a\\"', '"a"'],
    ["\\$x", "$x"],
    ["a\\\\b", "a\\b"],
    ["a\\", "a"],
    ['"a\\"b"', 'a"b'],
    ['"\\$x"', "$x"],
    ['"a\\nb"', "a\\nb"],
    ["'a\\nb'", "a\\nb"],
    ["'$x'", "$x"],
    ['"it\'s $x"', "it's value"],
  ])("%s is %j", (word, expected) => {
    expect(text(word)).toBe(expected);
  });

  it("leave the backslash alone where the backquote escapes", () => {
    expect(text("C:\\dir\\$x", "`")).toBe("C:\\dir\\value");
    expect(text("`$x", "`")).toBe("$x");
  });
});

describe("variables", () => {
  it.each([
    ["$x", "value"],
    ["${x}", "value"],
    ["a${x}b", "avalueb"],
    ["$x-$x", "value-value"],
    ['"$x"', "value"],
    ["$missing", ""],
    ["a$missing/b", "a/b"],
    ["$empty", ""],
    ["a$", "a$"],
    ["$.", "$."],
    ["$1x", "x"],
    ["$10", ""],
    ["$012", ""],
    ["$@", ""],
    ["$x_y", ""],
  ])("%s is %j", (word, expected) => {
    expect(text(word)).toBe(expected);
  });
});

describe("modifiers", () => {
  it.each([
    ["${x:-other}", "value"],
    ["${missing:-other}", "other"],
    ["${empty:-other}", "other"],
    ["${x-other}", "value"],
    ["${missing-other}", "other"],
    ["${empty-other}", ""],
    ["${x:+other}", "other"],
    ["${missing:+other}", ""],
    ["${empty:+other}", ""],
    ["${x+other}", "other"],
    ["${missing+other}", ""],
    ["${empty+other}", "other"],
    ["${x:?message}", "value"],
    ["${empty?message}", ""],
    ["${missing:-}", ""],
    ["${missing:-$x}", "value"],
    ["${missing:-${empty:-deep}}", "deep"],
    ['${missing:-"a b"}', "a b"],
    ["${missing:-a}b}", "ab}"],
    ["${missing:-a\\}b}", "a}b"],
  ])("%s is %j", (word, expected) => {
    expect(text(word)).toBe(expected);
  });

  it.each([
    ["${path#*/}", "usr/lib/node/index.js"],
    ["${path##*/}", "index.js"],
    ["${path%/*}", "/usr/lib/node"],
    ["${path%%/*}", ""],
    ["${path%.js}", "/usr/lib/node/index"],
    ["${path#none}", "/usr/lib/node/index.js"],
    ["${x#v?l}", "ue"],
    ["${x#}", "value"],
    ["${x#\\*}", "value"],
    ["${missing##*/}", ""],
    ["${twice/X/-}", "a-bXc"],
    ["${twice//X/-}", "a-b-c"],
    ["${twice/X*/-}", "a-"],
    ["${twice//X}", undefined],
    ["${path//\\//:}", ":usr:lib:node:index.js"],
    ["${missing/*/-}", "-"],
    ["${missing/a/-}", ""],
  ])("%s is %j", (word, expected) => {
    expect(text(word)).toBe(expected);
  });
});

describe("what the build refuses", () => {
  it.each([
    ["an open double quote", '"a', 'the double quote in "a is not closed'],
    ["an open single quote", "'a", "the single quote in 'a is not closed"],
    ["an open brace", "${x", "${x has a bad substitution"],
    ["no name", "${}", "${} has a bad substitution"],
    [
      "an alternative that stays open",
      "${x:-a",
      '"${x:-a" lacks its closing }',
    ],
    ["a variable that must be set", "${missing?}", "missing must be set"],
    ["a variable that must hold text", "${empty:?}", "empty must be set"],
    [
      "an operator of bash",
      "${x^^}",
      "the modifier in ${x^^} is not supported",
    ],
    [
      "a colon before a replacement",
      "${x:/a/b}",
      "the modifier in ${x:/a/b} is not supported",
    ],
  ])("is unknown: %s", (_, word, because) => {
    expect(expand(word, variables, "\\")).toMatchObject({
      kind: "unknown",
      because,
    });
  });
});

describe("what is not known", () => {
  const pattern = (word: string): string | undefined => {
    const value = expand(word, variables, "\\");
    return value.kind === "unknown"
      ? value.pattern.replaceAll(UNKNOWN_PART, "?")
      : undefined;
  };

  it.each([
    ["$hidden", "?"],
    ["a-${hidden}-b", "a-?-b"],
    ["$partly/c", "node:?/c"],
    ['"$hidden"', "?"],
    ["${hidden:-a}", "??"],
    ["${missing:-$hidden}", "?"],
    ["${x:+a$hidden}", "a?"],
    ["${hidden#a}", "?"],
    ["${partly%:*}", "?"],
    ["a${x%$hidden}", "a?"],
    ["${x/$hidden/b}", "?"],
  ])("stays unknown in %s, around it the rest", (word, expected) => {
    expect(pattern(word)).toBe(expected);
  });

  it.each([
    ["${x:-$hidden}", "value"],
    ["${missing:+$hidden}", ""],
    ["${empty-$hidden}", ""],
    ["${x:?$hidden}", "value"],
  ])("does not matter in the unused part of %s", (word, expected) => {
    expect(text(word)).toBe(expected);
  });

  it("keeps its reason, the first where there are several", () => {
    expect(expand("a${hidden:-$partly}", variables, "\\")).toMatchObject({
      because: "the build argument hidden has no default",
    });
  });
});

describe("very long texts", () => {
  it("are unknown where values that hold each other grow without end", () => {
    let value: Value = known("0123456789");
    for (let line = 0; line < 60; line++)
      value = expand("$a$a", knownEnvironment(new Map([["a", value]])), "\\");
    expect(value.kind).toBe("unknown");
  });

  it("are unknown where substitutions are nested without end", () => {
    const word = "${a:-".repeat(20_000) + "}".repeat(20_000);
    expect(expand(word, variables, "\\").kind).toBe("unknown");
  });
});

describe("the text of a here-document", () => {
  const content = (body: string) => {
    const value = expandText(body, variables);
    return value.kind === "known" ? value.value : undefined;
  };

  it.each([
    ["has its variables filled in", 'exec $x "${x}"\n', 'exec value "value"\n'],
    ["keeps its quotes", `a='b' "c"`, `a='b' "c"`],
    ["fills variables in between single quotes too", "'$x'", "'value'"],
    ["loses what a running shell would fill in", 'exec "$@"', 'exec ""'],
    ["keeps an escaped dollar", "\\$x", "$x"],
    ["loses other backslashes", "a\\nb", "anb"],
    ["may hold an open quote", "don't $x", "don't value"],
  ])("%s", (_, body, expected) => {
    expect(content(body)).toBe(expected);
  });

  it("is unknown where a variable is", () => {
    expect(content("exec $hidden")).toBeUndefined();
  });
});
