import { describe, expect, it } from "vitest";
import { knownEnvironment } from "../dockerfile/environment.ts";
import { parseScript } from "../shell/parse.ts";
import { unwrapped } from "../shell/queries.ts";
import { known, unknown, type Value } from "../value.ts";
import { assignedIn, filledIn } from "./shell-variables.ts";

const environment = knownEnvironment(
  new Map<string, Value>([
    ["USER_NAME", known("app")],
    ["LIST", known("a b")],
    ["HIDDEN", unknown("it has no default")],
  ]),
);

/** The last command of a script with its variables filled in. */
function last(text: string): (string | undefined)[] {
  const { commands } = parseScript({
    text,
    span: (start, end) => ({ start, end }),
  });
  const command = commands.at(-1);
  if (command === undefined) return [];
  const plain = filledIn(unwrapped(command), environment, assignedIn(commands));
  return [plain.name, ...plain.arguments.map(({ value }) => value)];
}

describe("a word of a command", () => {
  it.each<[string, string | undefined]>([
    ["$USER_NAME", "app"],
    ["${USER_NAME}", "app"],
    ['"$USER_NAME"', "app"],
    ["/home/${USER_NAME}/x", "/home/app/x"],
    ["plain", "plain"],
    ["'$USER_NAME'", "$USER_NAME"],
    ["$HIDDEN", undefined],
    ["$MISSING", undefined],
    ["$LIST", undefined],
    ["${USER_NAME:-x}", undefined],
    ["$USER_NAME*", undefined],
  ])("%s is %j", (word, expected) => {
    expect(last(`echo ${word}`)).toContain(expected);
  });

  it("is not filled in where the script sets the variable itself", () => {
    expect(last("USER_NAME=$(whoami); useradd $USER_NAME")).toEqual([
      "useradd",
      undefined,
    ]);
  });

  it("may be the command's name", () => {
    expect(last("$USER_NAME x")).toEqual(["app", "x"]);
  });
});
