import { describe, expect, it } from "vitest";
import { endOf, type Move } from "./start-script.ts";

const CMD = ["node", "server.js"];

describe("a script that ends in exec", () => {
  it.each<[string, string, string[]]>([
    ["gives its place to that command", "exec node server.js", CMD],
    ["after other commands", "npm run migrate\nexec node server.js", CMD],
    [
      "after a command that must succeed",
      "cd /app && exec node server.js",
      CMD,
    ],
    ["with its own arguments", 'set -eu\nexec "$@"', CMD],
    ["with options that take a word", 'set -eo pipefail\nexec "$@"', CMD],
    ["with braces", "exec ${@}", CMD],
    ["below gosu", 'exec gosu node "$@"', CMD],
    ["below env", 'exec env A=b "$@"', CMD],
    [
      "with a condition that only stops",
      'if [ -z "$A" ]; then exit 1; fi\nexec "$@"',
      CMD,
    ],
    ["and says more that never runs", "exec node server.js\nexec sleep 1", CMD],
    [
      "with the official idiom for options",
      'if [ "${1#-}" != "$1" ]; then set -- node "$@"; fi\nexec "$@"',
      CMD,
    ],
    [
      "with a substitution in its arguments before",
      'A=$(cat /a)\nexport A\nexec "$@"',
      CMD,
    ],
  ])("%s", (_, text, argv) => {
    expect(endOf(text, "start.sh", CMD)).toMatchObject({
      kind: "command",
      argv,
      execs: true,
    });
  });

  it("runs the first exec that is reached", () => {
    expect(
      endOf("exec sleep infinity\nexec node server.js", "start.sh", CMD),
    ).toMatchObject({ argv: ["sleep", "infinity"] });
  });
});

describe("a script that ends in a plain command", () => {
  const end = (text: string) => {
    const found = endOf(text, "start.sh", []);
    return found.kind === "command" ? found : undefined;
  };

  it("stays above it", () => {
    expect(end("echo a\nnode server.js")).toMatchObject({
      argv: CMD,
      execs: false,
    });
  });

  it.each<[string, string[]]>([
    ["node server.js", ["bash", "ash"]],
    ["a && node server.js", ["bash", "ash"]],
    ["A=b node server.js;", ["bash", "ash"]],
    ["node server.js > /log", ["ash"]],
    ["node server.js\n", ["bash"]],
    ["time node server.js", []],
  ])("as the text of %j makes way for it under %j", (text, shells) => {
    expect([...(end(text)?.makesWay ?? [])]).toEqual(shells);
  });

  it.each<[string, Move]>([
    ["cd /app && node server.js", { kind: "to", path: "/app" }],
    ["node server.js", { kind: "none" }],
    ["cd $A && node server.js", { kind: "unknown" }],
    ["cd - && node server.js", { kind: "unknown" }],
    ["cd a; cd b; node server.js", { kind: "unknown" }],
    ["test -d a && cd a; node server.js", { kind: "unknown" }],
    ["test -d a && cd a && node server.js", { kind: "to", path: "a" }],
    ["if a; then cd b; fi; node server.js", { kind: "unknown" }],
  ])("%s moves: %o", (text, move) => {
    expect(end(text)?.move).toEqual(move);
  });
});

describe("a script that cannot be followed", () => {
  it.each([
    [
      "an exec under a condition",
      'if [ "$1" = a ]; then exec b; fi\nexec "$@"',
    ],
    ["an exec after a test", '[ "$1" = a ] && exec b\nexec "$@"'],
    ["an exec as an alternative", "node server.js || exec sleep 1"],
    ["two ways to exec", "a && exec b || exec c"],
    ["a last command under a condition", 'if a; then exec "$@"; fi'],
    ["an exit before its end", 'exit 0\nexec "$@"'],
    ["arguments set anew", 'set -- sleep infinity\nexec "$@"'],
    [
      "arguments set anew under a condition",
      'if a; then set -- b "$@"; fi\nexec "$@"',
    ],
    ["arguments that are shifted", 'shift\nexec "$@"'],
    ["a pipeline", 'exec "$@" | tee log'],
    ["a variable as the command", "exec $APP"],
    ["a variable as an argument", "node $FILE"],
    [
      "a trap and a wait",
      "trap 'kill $p' TERM\nnode server.js &\np=$!\nwait $p",
    ],
    ["a command in the background", "node server.js &"],
    ["a command behind sudo, which stays", "exec sudo -u node node server.js"],
    ["a function", "main() { node server.js; }\nmain"],
    ["a syntax error", "if a; then"],
    ["nothing", ""],
    ["exec with no arguments", 'exec "$@"'],
  ])("has %s", (_, text) => {
    const positional = text === 'exec "$@"' ? [] : CMD;
    expect(endOf(text, "start.sh", positional).kind).toBe("unknown");
  });

  it("follows the official idiom only where no option needs it", () => {
    const text =
      'if [ "${1#-}" != "$1" ]; then set -- node "$@"; fi\nexec "$@"';
    expect(endOf(text, "start.sh", ["--inspect"]).kind).toBe("unknown");
  });

  it("says which and why", () => {
    expect(endOf('shift\nexec "$@"', "start.sh", CMD)).toEqual({
      kind: "unknown",
      because: "start.sh changes its arguments",
    });
  });
});
