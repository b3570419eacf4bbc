import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./consistent-casing.ts";

const most = (at: string, which: string, written: string): string =>
  `${at} Most keywords of this file are written in ${which} case, and ${written} is not.`;

testRule(rule, {
  good: {
    capitals: "# escape=`\nARG A\nFROM a AS b\nRUN c",
    "lower case throughout": "from a as b\nrun c\ncmd d",
    "names and values in any case": 'FROM A:B\nENV Path=Run\nCMD ["From"]',
    "what is no instruction": "FROM a\nfoo bar",
    "a stage without AS": "FROM a b",
  },
  bad: {
    "one in lower case": {
      on: "FROM a\nrun b\nCMD c",
      says: [most("2:1", "upper", "run")],
    },
    "one in capitals": {
      on: "from a\nrun b\nCMD c",
      says: [most("3:1", "lower", "CMD")],
    },
    "neither of the two": {
      on: "FROM a\nRun b",
      says: [most("2:1", "upper", "Run")],
    },
    "as many of each": {
      on: "FROM a\nrun b",
      says: [most("2:1", "upper", "run")],
    },
    "AS in another case than FROM": {
      on: "FROM as as b",
      says: ["1:9 as is not in the case of FROM."],
    },
    "AS in capitals behind from": {
      on: "from a AS b\nrun c",
      says: ["1:8 AS is not in the case of from."],
    },
    "a stage with capitals": {
      on: "FROM a AS Build",
      says: [
        "1:11 The builder calls the stage build: COPY --from finds it in any case, FROM Build does not.",
      ],
    },
    "directives with capitals": {
      on: "# Syntax=docker/dockerfile:1\n#ESCAPE=`\nFROM a",
      says: [
        "1:3 Directives are written in lower case, and Syntax is not.",
        "2:2 Directives are written in lower case, and ESCAPE is not.",
      ],
    },
  },
});

it.each<[string, string, (readonly string[])[]]>([
  [
    "a file in capitals",
    "FROM a\nrun b",
    [
      [
        "buildkit/ConsistentInstructionCasing",
        "dockerfilelint/uppercase_commands",
        "dockerfile-utils/CASING_INSTRUCTION",
      ],
    ],
  ],
  [
    "a file in lower case",
    "from a\nrun b\nCMD c",
    [["buildkit/ConsistentInstructionCasing"]],
  ],
  ["AS", "FROM a as b", [["buildkit/FromAsCasing"]]],
  ["a stage", "FROM a AS B", [["buildkit/StageNameCasing"]]],
  [
    "directives",
    "# Check=skip=all\n# Escape=`\nFROM a",
    [[], ["dockerfile-utils/CASING_DIRECTIVE"]],
  ],
])("consistent-casing answers other tools: %s", (_, text, expected) => {
  expect(
    lint({ Dockerfile: text }, { rules: [rule] }).map(({ sameAs }) => sameAs),
  ).toEqual(expected);
});

it("the fixes of consistent-casing write the other case", () => {
  const findings = lint(
    { Dockerfile: "FROM a as Build\nrun b\nCMD c" },
    { rules: [rule] },
  );
  expect(findings.map(({ fix }) => fix?.edits[0]?.text)).toEqual([
    "AS",
    "build",
    "RUN",
  ]);
});
