import { describe, expect, test } from "vitest";
import type { Ticks } from "../progress/checklist.ts";
import { asCsv, asJson, asMarkdown, asRules } from "./exports.ts";
import type { ListItem } from "./item.ts";

const item = (id: string, stage: string, severity = "high"): ListItem => ({
  id,
  stage,
  severity,
  title: `Title of ${id}`,
  why: `Why ${id}.`,
  check: "",
  good: "USER 1000\n\nCMD x",
  language: "dockerfile",
  rules: [],
  decided: false,
  ids: ["cis/4.1"],
});
const items = [
  item("b", "image", "low"),
  item("a", "dockerfile"),
  item("c", "dockerfile"),
];
const at = "2026-11-21T09:00:00.000Z";
const ticks: Ticks = {
  a: { state: "holds", by: "reader", note: "", at },
  c: { state: "fails", by: "rules", note: "=cmd|'calc'\nsays \"no\"", at },
};

test("the Markdown has the stages in order, boxes and notes", () => {
  expect(asMarkdown(items, ticks)).toBe(
    [
      "# Production checklist",
      "",
      "## Dockerfile",
      "",
      "- [x] Title of a (high)",
      "- [ ] Title of c (high, does not hold)",
      "  > =cmd|'calc'",
      '  > says "no"',
      "",
      "## Image",
      "",
      "- [ ] Title of b (low)",
      "",
    ].join("\n"),
  );
});

describe("the CSV", () => {
  const rows = asCsv(items, ticks).split("\r\n");

  test("has a row for each item", () => {
    expect(rows).toHaveLength(items.length + 2);
    expect(rows[2]).toBe(`a,dockerfile,high,Title of a,holds,,${at},cis/4.1`);
  });

  test("holds no formula, and quotes what it must", () => {
    expect(rows[3]).toContain(`"'=cmd|'calc'\nsays ""no"""`);
  });
});

test("the JSON says its format and every state", () => {
  const read: unknown = JSON.parse(asJson(items, ticks));
  expect(read).toMatchObject({
    format: "drydock-checklist",
    version: 1,
    items: [
      { id: "b", state: "open" },
      { id: "a", state: "holds" },
      { id: "c", state: "fails" },
    ],
  });
});

test("the rules file shows the right form of what is grave", () => {
  const text = asRules(items, ticks);
  expect(text).toContain("- **Title of a.** Why a.");
  expect(text.match(/```dockerfile\n {2}USER 1000\n\n {2}CMD x/g)).toHaveLength(
    2,
  );
});
