import { expect, test } from "vitest";
import type { Finding } from "../../checks/files.ts";
import type { ListItem } from "./item.ts";
import { verdictsOf } from "./verdicts.ts";

const item = (
  id: string,
  rules: readonly string[],
  decided: boolean,
): ListItem => ({
  id,
  rules,
  decided,
  title: id,
  stage: "dockerfile",
  severity: "high",
  why: "",
  check: "",
  good: "",
  language: "dockerfile",
  ids: [],
});

const place = { line: 3, column: 1 };
const finding = (rule: string): Finding => ({
  rule,
  severity: "warning",
  file: "Dockerfile",
  range: { start: place, end: place },
  message: `Said by ${rule}.`,
  remedy: "",
});

test("a finding crosses an item, silence ticks what rules decide, and the rest stays open", () => {
  const verdicts = verdictsOf(
    [
      item("user", ["run-as-non-root", "use-numeric-user"], true),
      item("pinned", ["no-latest-tag"], true),
      item("health", ["require-healthcheck"], false),
      item("logs", [], false),
      item("nothing", [], true),
    ],
    [finding("use-numeric-user"), finding("use-numeric-user")],
  );
  expect([...verdicts]).toEqual([
    [
      "user",
      {
        state: "fails",
        said: "Dockerfile, line 3: Said by use-numeric-user. And 1 more.",
      },
    ],
    ["pinned", { state: "holds", said: "no-latest-tag finds nothing." }],
  ]);
});

test("nothing holds in a text that cannot be read", () => {
  const verdicts = verdictsOf(
    [item("pinned", ["no-latest-tag"], true)],
    [{ ...finding("valid-syntax"), severity: "error" }],
  );
  expect(verdicts.size).toBe(0);
});
