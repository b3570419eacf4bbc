import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./use-key-value-form.ts";

const NODE = "FROM node:24-slim\n";
const old = (at: string, line: string): string =>
  `${at} ${line} is the old form, which sets one name and which BuildKit warns about.`;
const rest = (at: string, keyword: string, name: string, value: string) =>
  `${at} ${keyword} without an equals sign sets ${name} to the whole rest of the line, "${value}".`;

testRule(rule, {
  good: {
    "an equals sign": `${NODE}ENV A=1 B="2 3"\nLABEL c=d`,
    "an empty value": `${NODE}ENV A=`,
    "no value": `${NODE}ENV A`,
    ARG: `${NODE}ARG A`,
  },
  bad: {
    "one word": { on: `${NODE}ENV A 1`, says: [old("2:1", "ENV A 1")] },
    "a label": { on: `${NODE}label a b`, says: [old("2:1", "LABEL a b")] },
    "what looks like two names": {
      on: `${NODE}ENV A 1 B=2`,
      says: [rest("2:1", "ENV", "A", "1 B=2")],
    },
    "quotes around the value, which are no part of it": {
      on: `${NODE}ENV JAVA_OPTS "-XX:+A -XX:+B"\nENV OPTS '-a -b'`,
      says: [
        rest("2:1", "ENV", "JAVA_OPTS", "-XX:+A -XX:+B"),
        rest("3:1", "ENV", "OPTS", "-a -b"),
      ],
    },
    "quotes within the value": {
      on: `${NODE}ENV A b "c d"`,
      says: [
        '2:1 ENV without an equals sign sets A to the whole rest of the line, b "c d".',
      ],
    },
    "an equals sign between spaces": {
      on: `${NODE}ENV A = 1`,
      says: [rest("2:1", "ENV", "A", "= 1")],
    },
  },
});

it.each([
  ["a word", "ENV A 1", "=1"],
  ["more white space", "ENV A \t 1", "=1"],
  ["a variable", "ENV PATH /opt/bin:$PATH", "=/opt/bin:$PATH"],
  ["words", "ENV A b c", '="b c"'],
  ["words in quotes", 'ENV A "b c"', '="b c"'],
  ["words in single quotes", "ENV A 'b $c'", "='b $c'"],
  ["quotes within", 'ENV A b "c d"', undefined],
  ["an escape", "ENV A b\\ c", undefined],
  ["two lines", "ENV A b \\\n c", undefined],
])("the fix of use-key-value-form for %s", (_, line, text) => {
  const [finding] = lint({ Dockerfile: NODE + line }, { rules: [rule] });
  expect(finding?.fix?.edits[0]?.text).toBe(text);
});
