import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf, showLayer } from "../testing/builds.ts";
import { finalConfig } from "./image-config.ts";

/** The steps of the last stage: the keyword and the layer of each. */
function steps(lines: readonly string[], files: Files = {}) {
  const { image, stages } = buildOf(lines, files);
  return (
    stages
      .find(({ stage }) => stage === image?.stage)
      ?.steps.map(({ instruction, layer }) => [
        instruction.keyword,
        ...showLayer(layer),
      ]) ?? []
  );
}

// Seen with the BuildKit of Docker 28.5.
describe("the triggers of a stage", () => {
  it("run first in the stage that starts from it, not in it", () => {
    const lines = ["FROM scratch AS base", "ONBUILD COPY a /a"];
    expect(steps(lines, { a: "" })).toEqual([["ONBUILD", "none"]]);
    expect(steps([...lines, "FROM base", "COPY a /b"], { a: "" })).toEqual([
      ["COPY", "+ /a file 644 0:0"],
      ["COPY", "+ /b file 644 0:0"],
    ]);
  });

  it("run once, and not in the stage after", () => {
    expect(
      steps(
        [
          "FROM scratch AS base",
          "ONBUILD COPY a /a",
          "FROM base AS two",
          "FROM two",
        ],
        { a: "" },
      ),
    ).toEqual([]);
  });

  it("work in the directory and as the user of the base", () => {
    expect(
      steps([
        "FROM alpine:3.24 AS base",
        "WORKDIR /w",
        "USER 7:8",
        "ONBUILD RUN touch /tmp/x",
        "FROM base",
      ]),
    ).toEqual([["RUN", "+ /tmp/x file 644 7:8"]]);
  });

  it("set what the instructions after them see", () => {
    const build = buildOf([
      "FROM alpine:3.24 AS base",
      "ONBUILD ENV A=1",
      "FROM base",
      "ENV B=$A",
    ]);
    const config = finalConfig(build);
    expect(config?.environment.items).toContainEqual({ name: "B", value: "1" });
    expect(config?.onbuild).toEqual([]);
  });

  it("need the stages that they copy from", () => {
    const { stages } = buildOf([
      "FROM scratch AS files",
      "FROM scratch AS base",
      "ONBUILD COPY --from=files /a /a",
      "FROM base",
    ]);
    expect(stages.map(({ stage }) => stage.index)).toEqual([0, 1, 2]);
  });
});

describe("the target", () => {
  const lines = ["FROM scratch AS one", "FROM scratch AS Two", "FROM scratch"];
  const built = (target?: string) => {
    const { image, errors, stages } = buildOf(lines, {}, { target });
    return [
      image?.stage.index,
      stages.length,
      ...errors.map(({ message }) => message),
    ];
  };

  it.each<[string | undefined, number]>([
    [undefined, 2],
    ["", 2],
    ["one", 0],
    ["two", 1],
    ["TWO", 1],
  ])("%s is one stage", (target, index) => {
    expect(built(target)).toEqual([index, 1]);
  });

  it.each(["0", "three"])("is none at %j", (target) => {
    expect(built(target)).toEqual([
      undefined,
      0,
      `There is no stage "${target}" to build.`,
    ]);
  });
});
