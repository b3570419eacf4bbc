import { describe, expect, it } from "vitest";
import { lint, report } from "./lint.ts";

const rules = (text: string): readonly string[] =>
  lint({ Dockerfile: text }).map(({ rule }) => rule);

const BODY = "FROM node\nUSER 1000\nCMD npm start\n";

describe("skip comments", () => {
  it.each<[string, string, string, boolean]>([
    [
      "BuildKit's directive",
      `# check=skip=JSONArgsRecommended\n${BODY}`,
      "use-exec-form",
      true,
    ],
    [
      "several ids and another option",
      `# check=skip=StageNameCasing, JSONArgsRecommended;error=true\n${BODY}`,
      "use-exec-form",
      true,
    ],
    ["all checks", `# check=skip=all\n${BODY}`, "use-exec-form", true],
    [
      "all checks of BuildKit are not those of others",
      `# check=skip=all\n${BODY}`,
      "no-untagged-base",
      false,
    ],
    [
      "a directive that is not at the top",
      `${BODY}# check=skip=JSONArgsRecommended\n`,
      "use-exec-form",
      false,
    ],
    [
      "hadolint's comment above the instruction",
      `# hadolint ignore=DL3006\n${BODY}`,
      "no-untagged-base",
      true,
    ],
    [
      "several ids, with a reason",
      `# hadolint ignore=DL3025, DL3006 # ours\n${BODY}`,
      "no-untagged-base",
      true,
    ],
    [
      "a line between comment and instruction",
      `# hadolint ignore=DL3006\n\n${BODY}`,
      "no-untagged-base",
      false,
    ],
    [
      "another instruction",
      `FROM node\n# hadolint ignore=DL3006\nUSER 1000\nCMD npm start\n`,
      "no-untagged-base",
      false,
    ],
    [
      "a later line of the instruction",
      "FROM node:24\nUSER 1000\n# hadolint ignore=DL3025\nCMD \\\n  npm start\n",
      "use-exec-form",
      true,
    ],
    [
      "the whole file",
      `${BODY}# hadolint global ignore=DL3006\n`,
      "no-untagged-base",
      true,
    ],
    [
      "words around it",
      `# please hadolint ignore=DL3006\n${BODY}`,
      "no-untagged-base",
      false,
    ],
  ])("%s", (_, text, rule, isSkipped) => {
    expect(rules(text).includes(rule)).toBe(!isSkipped);
  });

  it("are counted by the report", () => {
    const text = `# hadolint ignore=DL3006\n${BODY}`;
    const { findings, skipped } = report({ Dockerfile: text });
    expect(skipped).toBe(1);
    expect(findings).toEqual(lint({ Dockerfile: text }));
    expect(report({ Dockerfile: BODY }).skipped).toBe(0);
  });
});
