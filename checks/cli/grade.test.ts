import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contentFolder, readFolder } from "../testing/content.ts";
import { folderWith, runIn, type Ran } from "../testing/terminal.ts";
import { gradeCommand } from "./grade.ts";

const exercises = join(contentFolder, "exercises");
const [exercise = ""] = readdirSync(exercises).sort();
const solution = readFolder(join(exercises, exercise, "solution"));

function gradeIn(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ran> {
  return runIn(folderWith(files), gradeCommand, [exercise, ".", ...args]);
}

describe("grade", () => {
  it("passes the solution, also in a folder with other files", async () => {
    const files = { ...solution, "package.json": "{", "a/b.bin": "\0" };
    const { code, output } = await gradeIn(files);
    expect(code).toBe(0);
    expect(output).toContain(": passed, ");
  });

  it.each([
    ["missing", {}],
    ["empty", { Dockerfile: "" }],
    ["no Dockerfile", { Dockerfile: "\0\u{FFFD}}{" }],
    ["a folder", { "Dockerfile/a": "" }],
  ])("does not pass a Dockerfile that is %s", async (_, files) => {
    const { code, output } = await gradeIn(files);
    expect(code).toBe(1);
    expect(output).toContain(": not passed, 0 of ");
  });

  it("gives JSON with a version", async () => {
    const { output } = await gradeIn(solution, "--json");
    expect(JSON.parse(output)).toMatchObject({
      version: 1,
      exercise,
      passed: true,
      goals: expect.arrayContaining([
        expect.objectContaining({ state: "met", reason: expect.any(String) }),
      ]),
    });
  });

  it("stays within 80 columns", async () => {
    const { output } = await gradeIn({});
    expect(output.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it.each<[string, string[], string]>([
    [
      "an unknown exercise",
      [`${exercise}x`, "."],
      `There is no exercise "${exercise}x". Did you mean "${exercise}"?`,
    ],
    [
      "an exercise outside",
      ["../lessons", "."],
      'There is no exercise "../lessons".',
    ],
    ["a folder that is none", [exercise, "gone"], "gone is not a folder."],
    ["no folder", [exercise], "grade wants an exercise and a folder."],
    [
      "two folders",
      [exercise, ".", "."],
      "grade wants an exercise and a folder.",
    ],
    [
      "an unknown option",
      [exercise, ".", "--jsn"],
      'There is no option --jsn. Did you mean "--json"?',
    ],
  ])("cannot use %s", async (_, args, message) => {
    const folder = folderWith({});
    await expect(runIn(folder, gradeCommand, args)).rejects.toThrow(message);
  });
});
