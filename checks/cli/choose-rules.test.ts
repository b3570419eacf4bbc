import { describe, expect, it } from "vitest";
import { lint, report, rules } from "../index.ts";
import { chosenRules } from "./choose-rules.ts";

/** What chosen rules find, as `rule line`. */
function found(text: string, ...named: readonly string[]): readonly string[] {
  const chosen = chosenRules({ named, all: false });
  return lint({ Dockerfile: text }, { rules: chosen }).map(
    ({ rule, range }) => `${rule} ${range.start.line}`,
  );
}

const UNPINNED = `FROM debian:13-slim
RUN apt-get update && apt-get install -y curl
FROM alpine:3.23
RUN apk add --no-cache curl
RUN sudo ls
`;

describe("the rules of a run", () => {
  it("are the recommended ones, unless it is told otherwise", () => {
    const chosen = chosenRules({ named: [], all: false });
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.every(({ recommended }) => recommended)).toBe(true);
    expect(chosenRules({ named: [], all: true })).toEqual(rules);
  });

  it("are those that are named, recommended or not", () => {
    expect(found(UNPINNED, "no-sudo", "pin-os-packages")).toEqual([
      "pin-os-packages 2",
      "pin-os-packages 4",
      "no-sudo 5",
    ]);
  });

  it.each([
    ["DL3008", ["pin-os-packages 2"]],
    ["dl3018", ["pin-os-packages 4"]],
    ["hadolint/DL3004", ["no-sudo 5"]],
    ["sudo_usage", ["no-sudo 5"]],
  ])("by the id of another tool find what that one asks: %s", (id, says) => {
    expect(found(UNPINNED, id)).toEqual(says);
  });

  it("add up, each once and in their own order", () => {
    expect(
      found(UNPINNED, "no-sudo", "DL3018", "DL3004", "DL3008", "DL3008"),
    ).toEqual(["pin-os-packages 2", "pin-os-packages 4", "no-sudo 5"]);
    expect(found(UNPINNED, "DL3018", "pin-os-packages")).toHaveLength(2);
  });

  it("by another tool's id still heed that tool's comments", () => {
    const files = {
      Dockerfile: "FROM a:1\n# hadolint ignore=DL3004\nRUN sudo ls\n",
    };
    const chosen = chosenRules({ named: ["sudo_usage"], all: false });
    expect(report(files, { rules: chosen })).toEqual({
      findings: [],
      skipped: 1,
    });
  });
});
