import { describe, expect, it } from "vitest";
import { parseScript, type ShellCommand } from "./parse.ts";
import {
  hasOption,
  isUnconditional,
  optionValue,
  plainArguments,
  unwrapped,
} from "./queries.ts";

const script = (text: string) =>
  parseScript({ text, span: (start, end) => ({ start, end }) });

function first(text: string): ShellCommand {
  const [command] = script(text).commands;
  if (command === undefined) throw new Error("no command");
  return command;
}

describe("a command without its wrappers", () => {
  it.each([
    ["npm ci", "npm ci", []],
    ["/usr/bin/npm ci", "npm ci", []],
    ["sudo npm ci", "npm ci", ["sudo"]],
    ["sudo -E -u node npm ci", "npm ci", ["sudo"]],
    ["sudo --user node npm ci", "npm ci", ["sudo"]],
    ["sudo -Hu node npm ci", "npm ci", ["sudo"]],
    ["sudo A=b npm ci", "npm ci", ["sudo"]],
    ["sudo -- npm ci", "npm ci", ["sudo"]],
    ["env A=b C=d npm ci", "npm ci", ["env"]],
    ["env -i -u X A=b npm ci", "npm ci", ["env"]],
    ["exec npm ci", "npm ci", ["exec"]],
    ["exec -a x npm ci", "npm ci", ["exec"]],
    ["command npm ci", "npm ci", ["command"]],
    ["command -v npm", "command -v npm", []],
    ["timeout 5 npm ci", "npm ci", ["timeout"]],
    ["timeout -k 5 10 npm ci", "npm ci", ["timeout"]],
    ["timeout --signal KILL 10 npm ci", "npm ci", ["timeout"]],
    ["timeout --signal=KILL 10 npm ci", "npm ci", ["timeout"]],
    ["nice -n 5 npm ci", "npm ci", ["nice"]],
    ["gosu node npm ci", "npm ci", ["gosu"]],
    ["su-exec node:node npm ci", "npm ci", ["su-exec"]],
    ["sudo env A=b nice npm ci", "npm ci", ["sudo", "env", "nice"]],
    ["sudo", "sudo", []],
    ["sudo -u node", "sudo -u node", []],
    ["exec", "exec", []],
    ["constructor -x", "constructor -x", []],
    ["__proto__ a", "__proto__ a", []],
  ])("%s is %s", (text, plain, wrappers) => {
    const found = unwrapped(first(text));
    expect(
      [found.name, ...found.arguments.map((word) => word.value)].join(" "),
    ).toBe(plain);
    expect(found.wrappers).toEqual(wrappers);
  });

  it("has no name where a variable stands for it", () => {
    expect(unwrapped(first("$npm ci")).name).toBeUndefined();
    expect(unwrapped(first("sudo $npm ci")).name).toBeUndefined();
  });

  it("is found for each of a script", () => {
    const names = script("sudo a && env B=c d").plain.map(
      ({ plain }) => plain.name,
    );
    expect(names).toEqual(["a", "d"]);
  });
});

describe("options", () => {
  const { arguments: words } = first(
    "apt-get -yq install --no-install-recommends --option=a=b -t x curl",
  );

  it.each([
    [["-y"], true],
    [["-q"], true],
    [["-x"], false],
    [["--no-install-recommends"], true],
    [["--option"], true],
    [["--no-install"], false],
    [["--missing", "-y"], true],
  ])("%j are there: %s", (names, expected) => {
    expect(hasOption(words, ...names)).toBe(expected);
  });

  it("have their value after an equals sign or in the next word", () => {
    expect(optionValue(words, "--option")).toBe("a=b");
    expect(optionValue(words, "-t")).toBe("x");
    expect(optionValue(words, "-m", "--missing")).toBeUndefined();
  });

  it("are not among the plain arguments", () => {
    expect(plainArguments(words).map(({ value }) => value)).toEqual([
      "install",
      "x",
      "curl",
    ]);
  });
});

describe("whether a command always runs", () => {
  it.each([
    ["a", true],
    ["x && a", true],
    ["x; a", true],
    ["(a)", true],
    ["x || a", false],
    ["x || (a)", false],
    ["x || { y; a; }", false],
    ["if x; then a; fi", false],
    ["while x; do a; done", false],
    ["for x in y; do a; done", false],
    ["case x in x) a;; esac", false],
    ["f() { a; }", false],
    ["! a", false],
  ])("%s: %s", (text, expected) => {
    const last = script(text).commands.at(-1);
    expect(last !== undefined && isUnconditional(last)).toBe(expected);
  });
});
