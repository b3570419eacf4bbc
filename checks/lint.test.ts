import { describe, expect, it } from "vitest";
import type { Instruction } from "./dockerfile/instruction.ts";
import type { Files } from "./files.ts";
import { lint, type LintOptions } from "./lint.ts";
import { defineRule, type Problem, type Rule, type Subject } from "./rule.ts";

const rule = (
  check: (subject: Subject) => Iterable<Problem>,
  more: Partial<Rule> = {},
): Rule =>
  defineRule({
    id: "some-rule",
    title: "Do this.",
    category: "style",
    severity: "info",
    check,
    ...more,
  });

const said = { message: "This happens.", remedy: "Do that." };

const aboutKeywords =
  (...keywords: readonly Instruction["keyword"][]) =>
  ({ dockerfile }: Subject): Problem[] =>
    dockerfile.instructions
      .filter(({ keyword }) => keywords.includes(keyword))
      .map(({ start, end }) => ({ at: { start, end }, ...said }));

const told = (files: Files, options?: LintOptions): unknown[] => {
  const seen: unknown[] = [];
  lint(files, {
    ...options,
    rules: [
      rule(({ today, context, dockerfile }) => {
        seen.push(today, context.complete, dockerfile.instructions.length);
        return [];
      }),
    ],
  });
  return seen;
};

describe("a finding", () => {
  it("has the rule's id and severity, and what the rule says", () => {
    const [finding] = lint(
      { Dockerfile: "FROM a" },
      { rules: [rule(aboutKeywords("FROM"))] },
    );
    expect(finding).toEqual({
      rule: "some-rule",
      severity: "info",
      file: "Dockerfile",
      range: {
        start: { line: 1, column: 1 },
        end: { line: 1, column: 7 },
      },
      ...said,
    });
  });

  it("may differ from the rule in severity and in other tools' ids", () => {
    const strict = rule(
      () => [
        {
          at: { start: 0, end: 4 },
          ...said,
          severity: "error",
          sameAs: ["hadolint/DL3006"],
        },
      ],
      { sameAs: ["hadolint/DL3006", "hadolint/DL3007"] },
    );
    expect(lint({ Dockerfile: "FROM a" }, { rules: [strict] })).toMatchObject([
      { severity: "error", sameAs: ["hadolint/DL3006"] },
    ]);
  });

  it.each<[string, string, number]>([
    ["LF", "FROM a\nUSER b\n", 2],
    ["CRLF", "FROM a\r\nUSER b\r\n", 2],
    ["a byte order mark", "\uFEFFFROM a\nUSER b\n", 2],
    ["continued lines above", "FROM \\\n  a\nUSER b\n", 3],
  ])("counts lines from 1 with %s", (_, text, line) => {
    expect(
      lint({ Dockerfile: text }, { rules: [rule(aboutKeywords("USER"))] }),
    ).toMatchObject([
      { range: { start: { line, column: 1 }, end: { line, column: 7 } } },
    ]);
  });

  it("has the edits of its fix as lines and columns of the Dockerfile", () => {
    const fixing = rule(({ dockerfile }) => {
      const start = dockerfile.text.indexOf("two");
      const at = { start, end: start + 3 };
      return [
        { at, ...said, fix: { title: "Fix", edits: [{ ...at, text: "2" }] } },
      ];
    });
    expect(
      lint(
        { "a/Dockerfile": "FROM one\nUSER two" },
        { dockerfile: "a/Dockerfile", rules: [fixing] },
      ),
    ).toMatchObject([
      {
        file: "a/Dockerfile",
        fix: {
          title: "Fix",
          edits: [
            {
              file: "a/Dockerfile",
              range: {
                start: { line: 2, column: 6 },
                end: { line: 2, column: 9 },
              },
              text: "2",
            },
          ],
        },
      },
    ]);
  });
});

it("findings come in the order of the text, and of the rules' ids at one place", () => {
  const rules = [
    rule(aboutKeywords("USER", "FROM"), { id: "b" }),
    rule(aboutKeywords("USER", "CMD"), { id: "a" }),
  ];
  expect(
    lint({ Dockerfile: "FROM x\nUSER y\nCMD z" }, { rules }).map((finding) => [
      finding.range.start.line,
      finding.rule,
    ]),
  ).toEqual([
    [1, "b"],
    [2, "a"],
    [2, "b"],
    [3, "a"],
  ]);
});

describe("what rules are told", () => {
  it("is that files may exist that are not given, unless the context is complete", () => {
    const files = { Dockerfile: "FROM a" };
    expect(told(files)[1]).toBe(false);
    expect(told(files, { context: "unknown" })[1]).toBe(false);
    expect(told(files, { context: "complete" })[1]).toBe(true);
  });

  it("is the day, which does not come from the clock", () => {
    const files = { Dockerfile: "FROM a" };
    expect(told(files, { today: "2031-02-03" })[0]).toBe("2031-02-03");
    expect(told(files)[0]).toBe(told({ Dockerfile: "" })[0]);
    expect(told(files)[0]).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it("is an empty Dockerfile where there is none", () => {
    expect(told({ "other.txt": "FROM a" })[2]).toBe(0);
    expect(told({ Dockerfile: "FROM a" }, { dockerfile: "toString" })[2]).toBe(
      0,
    );
  });

  it("is one and the same build, worked out once", () => {
    const builds = new Set<unknown>();
    const looking = rule(({ build }) => {
      builds.add(build);
      return [];
    });
    lint({ Dockerfile: "FROM a" }, { rules: [looking, looking] });
    expect(builds.size).toBe(1);
  });
});

it("only recommended rules apply unless rules are named", () => {
  const without = new Set(
    lint({ Dockerfile: "FROM node\nADD a b" }).map((finding) => finding.rule),
  );
  expect(without.size).toBeGreaterThan(0);
  const named = lint(
    { Dockerfile: "FROM node\nADD a b" },
    { rules: [rule(aboutKeywords("ADD"), { recommended: false })] },
  );
  expect(named.map((finding) => finding.rule)).toEqual(["some-rule"]);
});
