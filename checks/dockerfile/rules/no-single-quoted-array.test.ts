import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-single-quoted-array.ts";

const shell = (at: string, text: string, keyword = "RUN"): string =>
  `${at} ${text} is no JSON array, so ${keyword} hands it to a shell, which finds no command of that name.`;

testRule(rule, {
  good: {
    "double quotes":
      'FROM a\nRUN ["npm", "ci"]\nVOLUME ["/a"]\nCOPY ["a", "b"]',
    "tests of the shell":
      "FROM a\nRUN [ 'a' ]\nRUN [ 'a' = 'b' ]\nRUN [ -f 'a' ] && b",
    "text in single quotes": "FROM a\nRUN 'npm' ci\nCOPY 'a' b",
    "what use-exec-form reports": "FROM a\nCMD ['node']\nENTRYPOINT ['node']",
    "no health check": "FROM a\nHEALTHCHECK NONE",
  },
  bad: {
    RUN: {
      on: "FROM a\nRUN ['npm', 'ci']",
      says: [shell("2:5", "['npm', 'ci']")],
    },
    "one word": { on: "FROM a\nRUN ['ls']", says: [shell("2:5", "['ls']")] },
    "a health check": {
      on: "FROM a\nHEALTHCHECK --interval=1s CMD [ 'node' , 'check.js' ]",
      says: [shell("2:31", "[ 'node' , 'check.js' ]", "HEALTHCHECK")],
    },
    "COPY and ADD": {
      on: "FROM a\nCOPY --chown=1 ['a', 'b']\nADD ['a', 'b']",
      says: [
        "2:16 ['a', 'b'] is no JSON array, so COPY takes it for names of files, brackets and quotes included.",
        "3:5 ['a', 'b'] is no JSON array, so ADD takes it for names of files, brackets and quotes included.",
      ],
    },
    VOLUME: {
      on: "FROM a\nVOLUME ['/data']",
      says: [
        "2:8 ['/data'] is no JSON array, so VOLUME makes a volume of that name, brackets and quotes included.",
      ],
    },
    "on two lines": {
      on: "FROM a\nRUN ['npm', \\\n  'ci']",
      says: [shell("2:5", "['npm',   'ci']")],
    },
  },
});

it("the fix of no-single-quoted-array replaces each quote", () => {
  const [finding] = lint(
    { Dockerfile: "FROM a\nRUN ['a', \\\n'b']" },
    { rules: [rule] },
  );
  expect(
    finding?.fix?.edits.map(
      ({ range, text }) => `${range.start.line}:${range.start.column} ${text}`,
    ),
  ).toEqual(['2:6 "', '2:8 "', '3:1 "', '3:3 "']);
});
