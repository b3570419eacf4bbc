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
    ["with arguments set anew", "set -- node server.js\nexec $@", CMD],
    [
      "with arguments put before its own",
      'set -- node "$@"\nexec "$@"',
      ["node", ...CMD],
    ],
    ["with arguments that are shifted", 'shift\nexec node "$@"', CMD],
    [
      "after a command that waits with a bound",
      'sleep 5\ntimeout 9 "$@"\nuntil nc -z db 5432; do sleep 1; done\nexec "$@"',
      CMD,
    ],
    [
      "after a loop that may be left",
      'while true; do nc -z db 1 && break; sleep 1; done\nexec "$@"',
      CMD,
    ],
    ["after something in the background", 'sleep infinity &\nexec "$@"', CMD],
    ["after what asks for its arguments", 'echo "$@"\nexec "$@"', CMD],
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

describe("a script that never gets to its exec", () => {
  it.each<[string, string, string[]]>([
    ["runs its arguments before", '"$@"\nexec "$@"', CMD],
    ["runs them without quotes", '$@\nexec "$@"', CMD],
    ["runs them below a wrapper", 'nohup "$@"\nexec "$@"', CMD],
    ["goes on when they fail", '"$@" || true\nexec "$@"', CMD],
    ["runs the application before", 'node server.js\nexec "$@"', CMD],
    ["sleeps for ever", 'sleep infinity\nexec "$@"', ["sleep", "infinity"]],
    [
      "follows a log",
      'tail -f /dev/null\nexec "$@"',
      ["tail", "-f", "/dev/null"],
    ],
    ["starts npm", 'npm start\nexec "$@"', ["npm", "start"]],
  ])("%s", (_, text, argv) => {
    expect(endOf(text, "start.sh", CMD)).toMatchObject({
      kind: "command",
      argv,
      execs: false,
    });
  });
});

describe("a script that waits for what it started", () => {
  const STARTED = "node server.js &\nchild=$!\n";
  const trap = (text: string) => {
    const found = endOf(text, "start.sh", CMD);
    return found.kind === "command" ? found.trap : undefined;
  };

  it.each<[string, string, boolean]>([
    [
      "in its trap",
      `trap 'kill -TERM $child; wait $child' TERM\n${STARTED}wait $child`,
      true,
    ],
    [
      "twice",
      `${STARTED}trap 'kill -TERM "$child"' TERM INT\nwait "$child"\nwait "$child"`,
      true,
    ],
    [
      "in a function",
      `stop() { kill -s TERM "$child"; wait "$child"; }\ntrap stop TERM\n${STARTED}wait`,
      true,
    ],
    ["once alone", `trap 'kill $child' TERM\n${STARTED}wait $child`, false],
    [
      "and leaves in its trap",
      `trap 'kill $child; exit 0' TERM\n${STARTED}wait $child\nwait $child`,
      false,
    ],
  ])("%s", (_, text, waits) => {
    expect(trap(text)).toMatchObject({ sends: "TERM", waits });
  });

  it.each([
    ["something else is sent the signal", "trap 'kill $other' TERM", ""],
    ["nothing is sent", "trap 'echo bye' TERM", ""],
    ["the trap is hidden", 'trap "$ACTION" TERM', ""],
    ["there is no trap", "", ""],
    ["a second one is started", "trap 'kill $child' TERM", "sleep 9 &\n"],
    ["more happens before it waits", "trap 'kill $child' TERM", "node b.js\n"],
  ])("is not told where %s", (_, set, more) => {
    expect(
      endOf(`${set}\n${STARTED}${more}wait $child`, "start.sh", CMD).kind,
    ).toBe("unknown");
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
    ["arguments set anew after a test", '[ "$1" = a ] && set -- b\nexec "$@"'],
    [
      "arguments set anew under a condition",
      'if a; then set -- b "$@"; fi\nexec "$@"',
    ],
    ["more arguments shifted than there are", 'shift 3\nexec "$@"'],
    ["arguments that double", 'set -- "$@" "$@"\n'.repeat(40) + 'exec "$@"'],
    ["its arguments run under a condition", 'if a; then "$@"; fi\nexec "$@"'],
    ["its arguments run after a test", 'a && "$@"\nexec "$@"'],
    ["its arguments run in a subshell", '( "$@" )\nexec "$@"'],
    ["a loop without an end", 'while true; do sleep 1; done\nexec "$@"'],
    ["a pipeline", 'exec "$@" | tee log'],
    ["a variable as the command", "exec $APP"],
    ["a variable as an argument", "node $FILE"],
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
    expect(endOf('a && shift\nexec "$@"', "start.sh", CMD)).toEqual({
      kind: "unknown",
      because: "start.sh changes its arguments",
    });
  });
});
