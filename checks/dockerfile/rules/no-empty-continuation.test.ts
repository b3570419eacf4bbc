import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-empty-continuation.ts";

const goesOn = (at: string, keyword: string, line: number): string =>
  `${at} A blank line does not end ${keyword}, which goes on in line ${line}.`;

testRule(rule, {
  good: {
    "continued lines": "FROM a\nRUN b \\\n  c",
    "comments between": "FROM a\nRUN b \\\n# why\n  c",
    "blank lines between instructions": "FROM a\n\n\nRUN b",
    "a here-document": "FROM a\nRUN <<E\n\nb\n\nE\nRUN c",
    "a continuation at the end of the file": "FROM a\nRUN b \\\n\n",
  },
  bad: {
    "a blank line": {
      on: "FROM a\nRUN b \\\n\n  c",
      says: [goesOn("3:1", "RUN", 4)],
    },
    "several, with white space and a comment": {
      on: "FROM a\nrun b \\\n \t\n# why\n\n  c \\\n\n  d",
      says: [goesOn("3:1", "run", 8)],
    },
    "before an instruction that is none": {
      on: "FROM a\nRUN b \\\n\nCMD c",
      says: [goesOn("3:1", "RUN", 4)],
    },
    "Windows line ends": {
      on: "FROM a\r\nENV B=1 \\\r\n\r\n  C=2\r\n",
      says: [goesOn("3:1", "ENV", 4)],
    },
  },
});

it("the fix of no-empty-continuation removes every blank line", () => {
  const text = "FROM a\nRUN b \\\n \n# why\n\n  c";
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  expect(
    finding?.fix?.edits.map(({ range }) => [range.start.line, range.end.line]),
  ).toEqual([
    [3, 4],
    [5, 6],
  ]);
});
