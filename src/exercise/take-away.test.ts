import { describe, expect, it } from "vitest";
import { answerAsMarkdown } from "./take-away.ts";
import type { Grade } from "../../checks/exercise/grade.ts";

const exercise = {
  id: "it",
  version: "1",
  title: "It",
  summary: "It.",
  minutes: 1,
  edit: ["Dockerfile"],
  starter: {},
  goals: [
    {
      id: "user",
      title: "A user",
      points: 10,
      fact: {},
      hints: ["a", "b", "c"] satisfies [string, string, string],
    },
  ],
  keeps: [],
};
const grade: Grade = {
  exercise: "it",
  passed: false,
  points: 0,
  of: 10,
  goals: [
    { id: "user", state: "open", reason: "It runs as root.", findings: [] },
  ],
  keeps: [],
  findings: [],
};

describe("an answer as Markdown", () => {
  it("tells the goals and shows the files", () => {
    expect(
      answerAsMarkdown(exercise, grade, { Dockerfile: "FROM a\n" }, undefined),
    ).toBe(
      [
        "## It",
        "",
        "Not passed: 0 of 10 points, 0 of 1 goals met, 0 of 0 kept.",
        "",
        "- [ ] A user: It runs as root.",
        "",
        "`Dockerfile`",
        "",
        "```dockerfile",
        "FROM a",
        "```",
        "",
      ].join("\n"),
    );
  });

  it("is not left by a fence within a file", () => {
    const text = "# ```\n# [x](javascript:alert(1))\n";
    expect(
      answerAsMarkdown(exercise, grade, { Dockerfile: text }, undefined),
    ).toContain(`\`\`\`\`dockerfile\n${text}\`\`\`\``);
  });
});
