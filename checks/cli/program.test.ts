import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { folderWith } from "../testing/terminal.ts";

const program = resolve(import.meta.dirname, "../cli.ts");

/** A real run of the program, as npm starts it: in the project, told where it was called. */
function start(caller: string, ...args: readonly string[]) {
  return spawn(process.execPath, [program, ...args], {
    cwd: resolve(import.meta.dirname, "../.."),
    env: { ...process.env, INIT_CWD: caller, NODE_NO_WARNINGS: "1" },
  });
}

async function ended(child: ReturnType<typeof start>): Promise<{
  readonly code: unknown;
  readonly output: string;
  readonly said: string;
}> {
  const [[code], output, said] = await Promise.all([
    once(child, "close"),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, output, said };
}

describe("the program", () => {
  it("means paths from where it was called, and ends with 1 at an error", async () => {
    const folder = folderWith({ "a/Dockerfile": "RUN a\n" });
    const { code, output, said } = await ended(start(folder, "lint", "a"));
    expect([code, said]).toEqual([1, ""]);
    expect(output).toMatch(/^a\/Dockerfile:1:1 error /);
    expect(output).not.toContain("\u001B");
  });

  it("reads standard input", async () => {
    const child = start(folderWith({}), "lint", "-", "--rule", "no-sudo");
    child.stdin.end("FROM a\nRUN sudo ls\n");
    const { code, output } = await ended(child);
    expect(code).toBe(0);
    expect(output).toMatch(/^stdin:2:5 warning no-sudo\n/);
  });

  it("ends quietly when nobody reads on", async () => {
    const folder = folderWith(
      Object.fromEntries(
        Array.from({ length: 300 }, (_, at) => [
          `Dockerfile.${at}`,
          "FROM a:latest\nRUN sudo ls\n".repeat(5),
        ]),
      ),
    );
    const child = start(folder, "lint", "--format", "json");
    child.stdout.once("data", () => child.stdout.destroy());
    const [said, [code]] = await Promise.all([
      text(child.stderr),
      once(child, "exit"),
    ]);
    expect([said, code]).toEqual(["", 0]);
  });

  it.each<[string[], number, RegExp, RegExp]>([
    [["--help"], 0, /^Usage: [^]*lint[^]*grade[^]*simulate/, /^$/],
    [["lint", "--help"], 0, /^Usage: .*lint \[PATH...\]/, /^$/],
    [[], 2, /^$/, /^Usage: /],
    [["lnt"], 2, /^$/, /^There is no command "lnt"\. Did you mean "lint"\?/],
    [["grade", "a"], 2, /^$/, /^grade wants an exercise and a folder\.\n$/],
    [["simulate", "gone"], 2, /^$/, /^gone is not a folder\.\n$/],
  ])("answers %j", async (args, code, output, said) => {
    const ran = await ended(start(join(program, ".."), ...args));
    expect(ran.code).toBe(code);
    expect(ran.output).toMatch(output);
    expect(ran.said).toMatch(said);
  });
});
