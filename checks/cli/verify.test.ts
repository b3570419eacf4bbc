import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, runIn } from "../testing/terminal.ts";
import { readExercise, readRulesVersion, readTracks } from "./read-content.ts";
import { verifyCommand } from "./verify.ts";

const exercise = readExercise("spot-the-bugs");
const [track] = readTracks().filter(({ exercises }) =>
  exercises.includes(exercise.id),
);

function fileWith(files: object, name = "Ada"): string {
  const answer = {
    kind: "passed",
    at: "2026-11-20T09:00:00.000Z",
    files,
    version: exercise.version,
    rules: readRulesVersion(),
    hints: 1,
  };
  return JSON.stringify({
    format: "drydock-progress",
    version: 1,
    name,
    attempts: { [exercise.id]: { saved: [answer] } },
  });
}

const folder = (): string =>
  folderWith({
    "good.json": fileWith(exercise.solution.files),
    "bad.json": fileWith(exercise.starter, "=1+1, Eve"),
    "none.json": '{"format":"drydock-progress","version":1}',
    "later.json": '{"format":"drydock-progress","version":2}',
  });

describe("verify", () => {
  it("confirms a solution, and counts it for its tracks", async () => {
    const { code, output } = await runIn(folder(), verifyCommand, [
      "good.json",
    ]);
    expect(code).toBe(0);
    expect(output).toMatch(
      /^good\.json: Ada\n {2}spot-the-bugs {2}passes now\n/,
    );
    expect(output).toContain(`Track ${track?.id}: 1 of `);
    expect(output).toContain("It proves the answers, not their author");
  });

  it("tells what a tampered answer lacks", async () => {
    const { code, output } = await runIn(folder(), verifyCommand, ["bad.json"]);
    expect(code).toBe(1);
    expect(output).toContain("not confirmed: same version, fails");
    expect(output).toContain("lacks: ");
    expect(output.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it.each<[string, readonly string[], number]>([
    ["nothing submitted", ["none.json"], 1],
    ["one of two that fails", ["good.json", "bad.json"], 1],
    ["a file of a later version beside others", ["later.json", "good.json"], 2],
    ["a file that does not exist", ["gone.json"], 2],
    ["a folder", ["."], 2],
  ])("exits for %s", async (_, files, expected) => {
    const { code, output } = await runIn(folder(), verifyCommand, files);
    expect(code).toBe(expected);
    for (const file of files) expect(output).toContain(`${file}: `);
  });

  it("refuses a file of 50 MB by its size", async () => {
    const at = folder();
    writeFileSync(join(at, "large.json"), "");
    truncateSync(join(at, "large.json"), 50_000_000);
    const { code, output } = await runIn(at, verifyCommand, ["large.json"]);
    expect(code).toBe(2);
    expect(output).toContain("it has 50 MB");
  });

  it("gives a spreadsheet that runs no formula", async () => {
    const { output } = await runIn(folder(), verifyCommand, [
      "bad.json",
      "--csv",
    ]);
    expect(output).toContain(`bad.json,"'=1+1, Eve",`);
    expect(output.trimEnd().split("\r\n")).toHaveLength(2);
  });

  it("gives JSON with its version and the judge's", async () => {
    const { output } = await runIn(folder(), verifyCommand, [
      "good.json",
      "--json",
    ]);
    expect(JSON.parse(output)).toMatchObject({
      version: 1,
      rules: readRulesVersion(),
      files: [
        {
          file: "good.json",
          verification: { results: [{ verdict: "passes" }] },
        },
      ],
    });
  });

  it.each([
    [[], "verify wants at least one progress file."],
    [["a", "--json", "--csv"], "verify prints JSON or CSV, not both."],
  ])("cannot use %j", async (args, message) => {
    await expect(runIn(folder(), verifyCommand, args)).rejects.toThrow(message);
  });
});
