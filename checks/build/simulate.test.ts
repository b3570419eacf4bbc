import { describe, expect, it } from "vitest";
import { buildOf } from "../testing/builds.ts";
import { shippedStages } from "./shipped.ts";
import { simulate } from "./simulate.ts";

const names = (lines: readonly string[]) =>
  buildOf(lines).stages.map(({ stage }) => stage.name ?? stage.index);

describe("the stages that are built", () => {
  it.each<[string, string[], (string | number)[]]>([
    [
      "are the last and what it starts from",
      ["FROM a AS one", "FROM b AS two", "FROM one"],
      ["one", 2],
    ],
    [
      "are those it copies from",
      ["FROM a AS one", "FROM b AS two", "FROM c", "COPY --from=two /x /"],
      ["two", 2],
    ],
    [
      "are those it copies from by number or in another case",
      [
        "FROM a AS one",
        "FROM b AS two",
        "FROM c",
        "COPY --from=0 /x /",
        "COPY --from=TWO /x /",
      ],
      ["one", "two", 2],
    ],
    [
      "are those it mounts",
      [
        "FROM a AS one",
        "FROM b AS two",
        "FROM c",
        "RUN --mount=type=cache,From=one,target=/x y",
      ],
      ["one", 2],
    ],
    [
      "are those that they need in turn",
      [
        "FROM a AS one",
        "FROM b AS two",
        "COPY --from=one /x /",
        "FROM c",
        "COPY --from=two /x /",
      ],
      ["one", "two", 2],
    ],
    [
      "are not those behind another image of that name",
      ["FROM a AS one", "FROM c", "COPY --from=nginx:1 /x /"],
      [1],
    ],
  ])("%s", (_, lines, expected) => {
    expect(names(lines)).toEqual(expected);
  });

  it("are the latest of their name", () => {
    const { stages } = buildOf([
      "FROM a AS one",
      "FROM b AS one",
      "FROM c",
      "COPY --from=one /x /",
    ]);
    expect(stages.map(({ stage }) => stage.index)).toEqual([1, 2]);
  });

  it("may be very many, each copying from the one before", () => {
    const lines = Array.from({ length: 5000 }, (_, index) => [
      `FROM a AS s${index}`,
      `COPY --from=s${index - 1} /x /`,
    ]).flat();
    expect(names(lines)).toHaveLength(5000);
  });

  it("are shipped where the image is made of their layers", () => {
    const build = buildOf([
      "FROM node:24 AS base",
      "FROM base AS build",
      "RUN npm run build",
      "FROM base",
      "COPY --from=build /app /app",
    ]);
    expect(
      shippedStages(build).map(({ stage }) => stage.name ?? stage.index),
    ).toEqual(["base", 2]);
  });

  it("are none without instructions, and one without FROM", () => {
    expect(simulate({}).image).toBeUndefined();
    expect(shippedStages(simulate({}))).toEqual([]);
    expect(buildOf(["RUN a"]).stages).toHaveLength(1);
  });
});

describe("a copy from no stage", () => {
  it.each([
    ["of a number that is none", ["FROM a", "COPY --from=7 /x /"]],
    ["of itself by number", ["FROM a", "COPY --from=0 /x /"]],
    ["of itself by name", ["FROM a AS b", "COPY --from=b /x /"]],
    [
      "of a later stage",
      [
        "FROM a AS one",
        "COPY --from=two /x /",
        "FROM b AS two",
        "COPY --from=one /x /",
      ],
    ],
  ])("%s stops the build", (_, lines) => {
    const [error] = buildOf(lines).errors;
    expect(error?.message).toContain("names no stage before this one");
  });

  it("of an image does not", () => {
    expect(buildOf(["FROM a", "COPY --from=nginx /x /"]).errors).toEqual([]);
  });
});

describe("a stage on top of another", () => {
  it("has its files, and changes none of them there", () => {
    const { stages, image } = buildOf(
      [
        "FROM node:24 AS base",
        "WORKDIR /app",
        "COPY a.js ./",
        "FROM base AS other",
        "RUN rm a.js",
        "FROM base",
        "COPY --from=other /app /other",
      ],
      { "a.js": "" },
    );
    expect(stages[1]?.machine.tree.exists("/app/a.js")).toBe("absent");
    expect(image?.tree.exists("/app/a.js")).toBe("present");
  });
});

describe("a step", () => {
  it("knows what it put into the image", () => {
    const { stages } = buildOf(
      ["FROM node:24", "WORKDIR /app", "COPY a.js ./", "RUN mkdir data"],
      { "a.js": "" },
    );
    expect(
      stages[0]?.steps.map(({ added }) => added.map(([path]) => path)),
    ).toEqual([["/app"], ["/app/a.js"], ["/app/data"]]);
  });

  it("makes the working directory, which belongs to the user", () => {
    const { image } = buildOf(["FROM alpine:3.24", "USER 7", "WORKDIR /app"]);
    expect(image?.tree.get("/app")).toMatchObject({
      type: "directory",
      mode: 0o755,
      uid: 7,
      gid: 7,
    });
  });
});

describe("the context", () => {
  const lines = ["FROM alpine:3.24", "COPY missing /"];

  it("is complete unless told", () => {
    expect(buildOf(lines).errors).toHaveLength(1);
    expect(buildOf(lines, {}, { context: "unknown" }).errors).toEqual([]);
  });

  it("may have its Dockerfile elsewhere", () => {
    const build = simulate(
      { "docker/web": "FROM alpine:3.24\nCOPY a /", a: "" },
      { dockerfile: "docker/web" },
    );
    expect(build.image?.tree.exists("/a")).toBe("present");
  });

  it("may come with build arguments", () => {
    const build = simulate(
      { Dockerfile: "ARG B\nFROM $B", a: "" },
      { buildArguments: { B: "node:24" } },
    );
    expect(build.image?.config.facts?.family).toBe("node");
  });
});

describe("a known base image", () => {
  it("is the same for each build, whatever another one did to its files", () => {
    const from = "FROM alpine:3.22";
    buildOf([from, "RUN rm -rf /etc/apk && echo a > /srv/a"]);
    const { image } = buildOf([from]);
    expect(image?.tree.exists("/etc/apk")).toBe("present");
    expect(image?.tree.exists("/srv/a")).toBe("absent");
  });
});
