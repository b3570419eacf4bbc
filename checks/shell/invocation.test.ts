import { describe, expect, it } from "vitest";
import { commandsWithin, shellInvocation } from "./invocation.ts";
import { parseScript } from "./parse.ts";
import { unwrapped } from "./queries.ts";

describe("the arguments of a shell", () => {
  it.each<[string[], string | undefined, string[]]>([
    [["-c", "a b"], "a b", []],
    [["-ec", "a", "zero", "one"], "a", ["zero", "one"]],
    [["-o", "pipefail", "-c", "a"], "a", []],
    [["-euo", "pipefail", "-c", "a"], "a", []],
    [["--norc", "-c", "a"], "a", []],
    [["-c"], "", []],
    [["-e", "start.sh", "-c"], undefined, ["start.sh", "-c"]],
    [["--", "-c"], undefined, ["-c"]],
    [[], undefined, []],
  ])("%j give the text %j and %j", (args, text, operands) => {
    expect(shellInvocation(args)).toEqual({ text, operands });
  });
});

describe("the commands that a shell is handed", () => {
  const within = (text: string): readonly (string | undefined)[] => {
    const span = (start: number, end: number) => ({ start, end });
    const [command] = parseScript({ text, span }).commands;
    return command === undefined
      ? []
      : commandsWithin(unwrapped(command)).map(({ name }) => name?.value);
  };

  it.each<[string, string[]]>([
    ["bash -c 'npm ci && npm test'", ["npm", "npm"]],
    ['exec /bin/sh -ec "cd /app; make"', ["cd", "make"]],
    ['sh -c "$COMMAND"', []],
    ["bash start.sh", []],
    ["env -c 'npm ci'", []],
  ])("%s", (text, names) => {
    expect(within(text)).toEqual(names);
  });
});
