import { describe, expect, it } from "vitest";
import {
  hasPassed,
  NO_ATTEMPT,
  parseAttempt,
  withSaved,
  type SavedAnswer,
} from "./attempts.ts";

const answer = (kind: SavedAnswer["kind"], text: string): SavedAnswer => ({
  kind,
  at: "2026-11-21T09:00:00.000Z",
  files: { Dockerfile: text },
  version: "1",
  hints: 0,
});

describe("an attempt", () => {
  it("comes back as it was stored", () => {
    const attempt = {
      files: { Dockerfile: "FROM a\n" },
      version: "1",
      hints: { user: 2 },
      met: ["user"],
      saved: [{ ...answer("passed", "FROM b\n"), rules: "2" }],
      at: "2026-11-21T10:00:00.000Z",
    };
    expect(parseAttempt(JSON.stringify(attempt))).toEqual(attempt);
  });

  it.each([
    ["text that is no JSON", "{"],
    ["another kind of value", "[1]"],
    ["nothing", "null"],
  ])("is empty where there is %s", (_, text) => {
    expect(parseAttempt(text)).toEqual(NO_ATTEMPT);
  });

  it("loses only what is odd in it", () => {
    const stored = {
      files: { Dockerfile: 1 },
      hints: { user: 9, port: 1 },
      met: [1, "user"],
      saved: [
        { ...answer("passed", "FROM a\n"), at: "yesterday" },
        { ...answer("passed", "FROM b\n"), kind: "lost" },
        answer("draft", "FROM c\n"),
      ],
    };
    expect(parseAttempt(JSON.stringify(stored))).toEqual({
      ...NO_ATTEMPT,
      hints: { port: 1 },
      met: ["user"],
      saved: [answer("draft", "FROM c\n")],
      // It was changed when it was saved, at the least.
      at: answer("draft", "").at,
    });
  });

  it("has passed once a passing answer was saved", () => {
    const draft = withSaved(NO_ATTEMPT, answer("draft", "FROM a\n"));
    expect(hasPassed(draft)).toBe(false);
    expect(hasPassed(withSaved(draft, answer("passed", "FROM a\n")))).toBe(
      true,
    );
  });

  it("keeps the newest answers of each kind, and the same text once", () => {
    let attempt = withSaved(NO_ATTEMPT, answer("passed", "FROM first\n"));
    for (let at = 0; at < 30; at++)
      attempt = withSaved(attempt, answer("draft", `FROM a:${at % 10}\n`));
    expect(attempt.saved.map(({ files }) => files["Dockerfile"])).toEqual([
      "FROM a:9\n",
      "FROM a:8\n",
      "FROM a:7\n",
      "FROM a:6\n",
      "FROM a:5\n",
      "FROM first\n",
    ]);
  });
});
