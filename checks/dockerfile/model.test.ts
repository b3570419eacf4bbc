import { describe, expect, it } from "vitest";
import { knownText, type Value } from "../value.ts";
import type { BuildArguments } from "./build-arguments.ts";
import { readDockerfile } from "./model.ts";

const read = (text: string, buildArguments?: BuildArguments) =>
  readDockerfile({ Dockerfile: text }, "Dockerfile", buildArguments);

/** What each stage starts from, in a word. */
function bases(text: string, buildArguments?: BuildArguments): string[] {
  return read(text, buildArguments).stages.map(({ base }) => {
    switch (base.kind) {
      case "image":
        return `${base.reference.name}:${base.reference.tag.kind === "known" ? base.reference.tag.value : base.reference.tag.kind}`;
      case "stage":
        return `stage ${base.stage.index}`;
      case "scratch":
        return "scratch";
      case "unknown":
        return `unknown: ${base.because}`;
    }
  });
}

/** The value of a variable at the end of the last stage. */
function variable(
  text: string,
  name: string,
  buildArguments?: BuildArguments,
): string | undefined {
  const found = read(
    text,
    buildArguments,
  ).finalStage?.config.environment.lookup(name);
  if (found?.kind !== "set") return found?.kind;
  return show(found.value);
}

function show(value: Value): string {
  return value.kind === "known" ? value.value : `unknown: ${value.because}`;
}

describe("stages", () => {
  it.each<[string, string, string[]]>([
    ["start from an image", "FROM node:24", ["node:24"]],
    ["start from nothing", "FROM scratch", ["scratch"]],
    [
      "start from an earlier stage by its name, in any case",
      "FROM node:24 AS Build\nFROM build",
      ["node:24", "stage 0"],
    ],
    [
      "take a name in capitals for an image: BuildKit looks stages up as written",
      "FROM node:24 AS build\nFROM Build:1",
      ["node:24", "Build:1"],
    ],
    [
      "do not start from a later stage",
      "FROM build:1\nFROM node:24 AS build",
      ["build:1", "node:24"],
    ],
    ["do not start from themselves", "FROM build:1 AS build", ["build:1"]],
    [
      "start from the nearest of two with one name",
      "FROM a:1 AS x\nFROM b:1 AS x\nFROM x",
      ["a:1", "b:1", "stage 1"],
    ],
    [
      "may be called scratch's name",
      "FROM a:1 AS scratch\nFROM scratch",
      ["a:1", "stage 0"],
    ],
    ["may have quotes around their image", 'FROM "node:24"', ["node:24"]],
    ["name no image in FROM alone", "FROM", ["unknown: FROM names no image"]],
  ])("%s", (_, text, expected) => {
    expect(bases(text)).toEqual(expected);
  });

  it("hold their instructions without FROM", () => {
    const { stages } = read("FROM a AS one\nRUN b\nFROM c\nRUN d\nCMD e");
    expect(
      stages.map(({ name, instructions }) => [
        name,
        instructions.map(({ keyword }) => keyword),
      ]),
    ).toEqual([
      ["one", ["RUN"]],
      [undefined, ["RUN", "CMD"]],
    ]);
  });

  it("are none in a file without instructions", () => {
    expect(read("# nothing").finalStage).toBeUndefined();
    expect(readDockerfile({}, "Dockerfile").stages).toEqual([]);
  });
});

describe("a fragment without FROM", () => {
  it("is a stage on an unknown base", () => {
    const { stages } = read("RUN a\nUSER b");
    expect(stages).toHaveLength(1);
    expect(stages[0]).toMatchObject({
      from: undefined,
      base: { kind: "unknown", because: "the Dockerfile has no FROM" },
    });
    expect(stages[0]?.config.workdir.value.kind).toBe("unknown");
    expect(knownText(stages[0]?.config.user.value)).toBe("b");
  });

  it("ends at FROM", () => {
    expect(read("RUN a\nFROM b:1").stages).toHaveLength(2);
  });
});

describe("build arguments before FROM", () => {
  it.each<[string, string, string[]]>([
    ["are filled in", "ARG V=24\nFROM node:${V}", ["node:24"]],
    ["see earlier ones", "ARG A=2\nARG B=${A}4\nFROM node:$B", ["node:24"]],
    [
      "see earlier ones of the same line",
      "ARG A=2 B=${A}4\nFROM node:$B",
      ["node:24"],
    ],
    [
      "keep their default where repeated without",
      "ARG V=24\nARG V\nFROM node:$V",
      ["node:24"],
    ],
    ["hide the tag without a default", "ARG V\nFROM node:$V", ["node:unknown"]],
    [
      "hide the image without a default",
      "ARG I\nFROM $I",
      ["unknown: the build argument I has no default"],
    ],
    [
      "are not those of an earlier stage",
      "FROM a:1\nARG V=24\nFROM node:${V:-22}",
      ["a:1", "node:22"],
    ],
    ["name a stage too", "ARG S=b\nFROM a:1 AS b\nFROM $S", ["a:1", "stage 0"]],
  ])("%s", (_, text, expected) => {
    expect(bases(text)).toEqual(expected);
  });

  it("that the platform decides are unknown", () => {
    expect(bases("FROM a:$TARGETARCH")).toEqual(["a:unknown"]);
  });

  it("take the values that are given", () => {
    expect(bases("ARG V=24\nFROM node:$V", { V: "26" })).toEqual(["node:26"]);
    expect(bases("ARG V\nFROM node:$V", { V: "26" })).toEqual(["node:26"]);
    expect(bases("ARG A=1 B=${A}0\nFROM node:$B", { A: "2" })).toEqual([
      "node:20",
    ]);
  });

  it("are no Object's own names", () => {
    expect(bases("ARG constructor\nFROM a:$constructor", {})).toEqual([
      "a:unknown",
    ]);
  });
});

describe("build arguments in a stage", () => {
  const after = (...lines: string[]) => ["FROM scratch", ...lines].join("\n");

  it("are not seen before they are declared there", () => {
    const text = "ARG V=24\nFROM scratch\nENV A=${V:-none}\nARG V\nENV B=$V";
    expect(variable(text, "A")).toBe("none");
    expect(variable(text, "B")).toBe("24");
  });

  it.each<[string, string, string]>([
    [
      "take their own default over the global one",
      "ARG A=1\nFROM scratch\nARG A=2",
      "2",
    ],
    [
      "are unknown without any default",
      after("ARG A"),
      "unknown: the build argument A has no default",
    ],
    ["may be empty", after("ARG A="), ""],
    ["see earlier ones of the same line", after("ARG B=1 A=${B}2"), "12"],
    [
      "leave an earlier ENV alone without default",
      after("ENV A=1", "ARG A"),
      "1",
    ],
    [
      "win over an earlier ENV with a default",
      after("ENV A=1", "ARG A=2"),
      "2",
    ],
    ["lose against a later ENV", after("ARG A=2", "ENV A=1"), "1"],
    [
      "are seen by the stages on top",
      "FROM scratch AS b\nARG A=1\nFROM b",
      "1",
    ],
    [
      "are not seen by other stages",
      "FROM scratch AS b\nARG A=1\nFROM scratch",
      "unset",
    ],
    [
      "are unknown for the platform",
      after("ARG TARGETARCH", "ENV A=$TARGETARCH"),
      "unknown: TARGETARCH depends on the build",
    ],
  ])("%s", (_, text, expected) => {
    expect(variable(text, "A")).toBe(expected);
  });

  it("take the values that are given, also over their default", () => {
    expect(variable(after("ARG A=1"), "A", { A: "9" })).toBe("9");
    expect(variable(after("ENV A=1", "ARG A"), "A", { A: "9" })).toBe("9");
    expect(variable(after("ARG B=1 A=${B}2"), "A", { B: "9" })).toBe("92");
  });
});
