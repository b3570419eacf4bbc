import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./combine-instructions.ts";

const BASE = "FROM debian:13-slim\n";
const row = (at: string, count: number, keyword: string): string =>
  `${at} ${count} ${keyword} instructions in a row make ${count} layers, and one would do.`;

testRule(rule, {
  good: {
    "one RUN": `${BASE}RUN a && b`,
    "something between them": `${BASE}RUN a\nCOPY x /x\nRUN b`,
    "another setting between them": `${BASE}RUN a\nUSER 1000\nRUN b`,
    "different mounts": `${BASE}RUN --mount=type=cache,target=/a a\nRUN b`,
    "here-documents": `${BASE}RUN <<EOF\na\nEOF\nRUN <<EOF\nb\nEOF`,
    "the exec form": `${BASE}RUN ["a"]\nRUN ["b"]`,
    "different destinations": `${BASE}COPY a /a/\nCOPY b /b/`,
    "different owners": `${BASE}COPY --chown=1 a /x/\nCOPY b /x/`,
    "different stages": `FROM debian:13 AS a\n${BASE}COPY --from=a /x /x/\nCOPY y /x/`,
    "a stage that does not ship": `FROM debian:13 AS a\nRUN a\nRUN b\n${BASE}`,
  },
  bad: {
    "two RUN": {
      on: `${BASE}RUN a\nRUN b`,
      says: [row("3:1", 2, "RUN")],
    },
    "a comment between them": {
      on: `${BASE}RUN a\n# then\nRUN b\nRUN c\nCOPY x /x\nRUN d\nRUN e`,
      says: [row("4:1", 3, "RUN"), row("8:1", 2, "RUN")],
    },
    "sources of one destination": {
      on: `${BASE}COPY a ./\nCOPY b ./\nADD c /x\nADD d /x`,
      says: [row("3:1", 2, "COPY"), row("5:1", 2, "ADD")],
    },
    "in the stage below": {
      on: "FROM debian:13 AS base\nRUN a\nRUN b\nFROM base",
      says: [row("3:1", 2, "RUN")],
    },
  },
});

it.each([
  ["RUN a\nRUN b", true],
  ["RUN a && b\nRUN c", false],
  ["RUN a && b\nRUN c\nRUN d", true],
  ["COPY a /x/\nCOPY b /x/", false],
])("combine-instructions answers DL3059 for %j: %s", (text, answers) => {
  const findings = lint(
    { Dockerfile: `FROM debian:13\n${text}` },
    { rules: [rule] },
  );
  expect(findings).toHaveLength(1);
  expect(findings[0]?.sameAs?.includes("hadolint/DL3059")).toBe(answers);
});
