import { describe, expect, it } from "vitest";
import { known, knownText } from "../value.ts";
import {
  knownEnvironment,
  scopeOver,
  unknownEnvironment,
  type Environment,
} from "./environment.ts";

const at = (start: number) => ({ start, end: start + 1 });
const base = knownEnvironment(new Map([["PATH", known("/bin")]]));

function valueOf(environment: Environment, name: string): string | undefined {
  const variable = environment.lookup(name);
  return variable.kind === "set" ? knownText(variable.value) : variable.kind;
}

describe("a scope", () => {
  it("sees what its base has set, and nothing else", () => {
    const now = scopeOver(base).now();
    expect(valueOf(now, "PATH")).toBe("/bin");
    expect(valueOf(now, "HOME")).toBe("unset");
  });

  it("sees nothing that comes later", () => {
    const scope = scopeOver(base);
    scope.setEnv("A", known("1"), at(0));
    const before = scope.now();
    scope.setEnv("A", known("2"), at(9));
    expect(valueOf(before, "A")).toBe("1");
    expect(valueOf(scope.now(), "A")).toBe("2");
  });

  it("knows where a variable was set", () => {
    const scope = scopeOver(base);
    scope.setEnv("A", known("1"), at(7));
    expect(scope.now().lookup("A")).toMatchObject({ by: at(7) });
  });

  it("takes ENV over an earlier ARG, and ARG over an earlier or inherited ENV", () => {
    const scope = scopeOver(base);
    scope.setArg("A", known("argument"), at(0));
    scope.setEnv("A", known("environment"), at(1));
    expect(valueOf(scope.now(), "A")).toBe("environment");
    scope.setArg("A", known("argument again"), at(2));
    expect(valueOf(scope.now(), "A")).toBe("argument again");
    scope.setArg("PATH", known("/sbin"), at(3));
    expect(valueOf(scope.now(), "PATH")).toBe("/sbin");
  });

  it("exports ENV alone, its own and the inherited", () => {
    const scope = scopeOver(base);
    scope.setArg("SECRET", known("s"), at(0));
    scope.setEnv("A", known("1"), at(1));
    scope.setArg("A", known("2"), at(2));
    scope.setArg("PATH", known("/sbin"), at(3));
    expect([...scope.now().exported()]).toEqual([
      ["PATH", known("/bin")],
      ["A", known("1")],
    ]);
  });

  it("passes its arguments on to a stage that starts from it", () => {
    const first = scopeOver(base);
    first.setArg("VERSION", known("1"), at(0));
    const second = scopeOver(first.now());
    expect(valueOf(second.now(), "VERSION")).toBe("1");
    second.setArg("VERSION", known("2"), at(9));
    expect(valueOf(second.now(), "VERSION")).toBe("2");
  });
});

describe("a stage that starts from one with an ENV and a later ARG of one name", () => {
  it("sees the ENV, until it sets the ARG itself", () => {
    const first = scopeOver(base);
    first.setEnv("A", known("environment"), at(0));
    first.setArg("A", known("argument"), at(1));
    first.setArg("PATH", known("/sbin"), at(2));
    const second = scopeOver(first.now());
    expect(valueOf(first.now(), "A")).toBe("argument");
    expect(valueOf(second.now(), "A")).toBe("environment");
    expect(valueOf(second.now(), "PATH")).toBe("/bin");
    second.setArg("A", known("argument again"), at(3));
    expect(valueOf(second.now(), "A")).toBe("argument again");
  });
});

it("many ENV are exported in the order in which they were first set", () => {
  const scope = scopeOver(knownEnvironment(new Map()));
  const names = Array.from({ length: 60 }, (_, index) => `NAME_${index}`);
  for (const name of names) scope.setEnv(name, known(name), at(0));
  scope.setEnv("NAME_0", known("again"), at(1));
  expect([...scope.now().exported().keys()]).toEqual(names);
});

describe("the variables of an unknown image", () => {
  it("are unknown with their reason, apart from those told", () => {
    const environment = unknownEnvironment(
      "nothing is known about x",
      new Map([["A", known("1")]]),
    );
    expect(valueOf(environment, "A")).toBe("1");
    expect(environment.lookup("B")).toEqual({
      kind: "unknown",
      because: "nothing is known about x",
    });
  });
});
