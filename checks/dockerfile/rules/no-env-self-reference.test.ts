import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-env-self-reference.ts";

const NODE = "FROM node:24-slim\n";
const OWN = "FROM registry.example.com/team/base:3\n";
const takes = (at: string, name: string, what: string): string =>
  `${at} ${name} takes ${what}, and not what this ENV sets: all of its values are worked out before any of its names is set.`;

testRule(rule, {
  good: {
    "two ENV": `${NODE}ENV A=1\nENV B=$A`,
    "a list that grows": `${NODE}ENV A=1 PATH=/opt/bin:$PATH`,
    "the same value as before": `${NODE}ENV A=1\nENV A=1 B=$A`,
    "an argument of the same name": `${NODE}ARG V\nENV V=$V URL=/$V`,
    "an argument with a default": `${NODE}ARG V=1\nENV V=$V URL=/$V`,
    "a default of its own": `${NODE}ENV A=1 B=\${A:-2}`,
    "text in quotes": `${NODE}ENV A=1 B='$A'`,
    "an old PATH for another list": `${OWN}ENV PATH=/opt/bin:$PATH OLD=$PATH`,
    "labels are no variables": `${NODE}LABEL A=1 B=$A`,
    "the old form sets one name": `${NODE}ENV A b $A`,
    "a name that starts alike": `${NODE}ENV A=1 B=$AB`,
  },
  bad: {
    "a name of the same ENV": {
      on: `${NODE}ENV A=1 B=$A`,
      says: [takes("2:11", "B", "nothing for $A")],
    },
    "on lines of its own": {
      on: `${NODE}ENV JAVA_HOME=/opt/java \\\n    PATH="\${JAVA_HOME}/bin:$PATH"`,
      says: [takes("3:11", "PATH", "nothing for $JAVA_HOME")],
    },
    "a name that follows": {
      on: `${NODE}ENV B=$A A=1`,
      says: [takes("2:7", "B", "nothing for $A")],
    },
    "an old value": {
      on: `${NODE}ENV A=1\nENV A=2 B=$A`,
      says: [takes("3:11", "B", 'the old value of $A, "1"')],
    },
    "on an image of one's own": {
      on: `${OWN}ENV A=1 B=$A`,
      says: [takes("2:11", "B", "what the base image has for $A, if anything")],
    },
    "kept by ONBUILD": {
      on: `${NODE}ONBUILD ENV A=1 B=$A`,
      says: [takes("2:19", "B", "nothing for $A")],
    },
    "a list that two values of one ENV add to": {
      on: `${OWN}ENV PATH=/a:$PATH PATH="/b:\${PATH}"`,
      says: [
        "2:28 This ENV sets PATH twice, and $PATH is the old value both times: what /a:$PATH adds is lost.",
      ],
    },
    "without FROM": {
      on: "ENV A=1 B=$A",
      says: [takes("1:11", "B", "what the base image has for $A, if anything")],
    },
  },
});

const replacement = (text: string) => {
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  return finding?.fix?.edits.map(({ range, text: put }) => [
    `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`,
    put,
  ]);
};

it.each([
  ["on one line", `${NODE}ENV A=1 B=$A`, [["2:8-2:9", "\nENV "]]],
  ["on two lines", `${NODE}ENV A=1 \\\n    B=$A`, [["2:8-3:5", "\nENV "]]],
  ["with a comment between", `${NODE}ENV A=1 \\\n# b\nB=$A`, undefined],
  ["where the name follows", `${NODE}ENV B=$A A=1`, undefined],
])("the fix of no-env-self-reference, %s", (_, text, expected) => {
  expect(replacement(text)).toEqual(expected);
});
