import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { imageOf, lastLayer } from "../testing/builds.ts";

const FILES: Files = { "package.json": "{}", "src/a.js": "a" };

const layer = (mounts: string, script: string, ...before: string[]) =>
  lastLayer(
    ["FROM alpine:3.24", "WORKDIR /w", ...before, `RUN ${mounts} ${script}`],
    FILES,
  );

// What Docker 28.5 leaves of the same lines.
describe("a mount leaves nothing behind", () => {
  it.each<[string, string, string]>([
    ["a cache", "--mount=type=cache,target=/c/d", "touch /c/d/x"],
    [
      "a tmpfs",
      "--mount=type=tmpfs,target=/t",
      "mkdir -p /t/a && touch /t/a/b",
    ],
    ["a secret", "--mount=type=secret,id=s,target=/w/.npmrc", "cat /w/.npmrc"],
    [
      "a secret without a target",
      "--mount=type=secret,id=s",
      "cat /run/secrets/s",
    ],
    ["a secret as a variable", "--mount=type=secret,id=s,env=S", "true"],
    ["an agent", "--mount=type=ssh", "true"],
    [
      "the context",
      "--mount=type=bind,target=/src,rw",
      "touch /src/x && rm /src/src/a.js",
    ],
    [
      "a file of the context",
      "--mount=source=package.json,target=package.json",
      "cat package.json",
    ],
  ])("%s", (_, mounts, script) => {
    expect(layer(mounts, script)).toEqual([]);
  });

  it("but the directories above it stay where something else was put into them", () => {
    expect(
      layer("--mount=type=cache,target=/c/d,uid=7", "touch /c/d/x /c/y"),
    ).toEqual(["+ /c directory 755 0:0", "+ /c/y file 644 0:0"]);
  });

  it("and shows what it covered again", () => {
    const { tree } = imageOf(
      [
        "FROM alpine:3.24",
        "COPY . /w/",
        "RUN --mount=type=tmpfs,target=/w rm -rf /w/*; touch /w/x",
      ],
      FILES,
    );
    expect(tree.get("/w/src/a.js")?.text).toBe("a");
    expect(tree.exists("/w/x")).toBe("absent");
  });
});

describe("the files of a mount can be used", () => {
  it.each<[string, string, string[]]>([
    [
      "of the context",
      "--mount=target=/src",
      ["+ /out directory 755 0:0", "+ /out/a.js file 644 0:0"],
    ],
    [
      "of a directory of the context",
      "--mount=type=bind,source=src,target=/src/src",
      ["+ /out directory 755 0:0", "+ /out/a.js file 644 0:0"],
    ],
    [
      "of another stage",
      "--mount=type=bind,from=build,source=/app,target=/src/src",
      ["+ /out directory 755 0:0", "+ /out/b.js file 644 0:0"],
    ],
    [
      "of an image, whose files are not known",
      "--mount=type=bind,from=busybox,target=/src",
      ["? what cp puts at /out is not known: /src/src"],
    ],
    [
      "of a cache, which may hold anything",
      "--mount=type=cache,target=/src",
      ["? what cp puts at /out is not known: /src/src"],
    ],
  ])("%s", (_, mounts, expected) => {
    expect(
      lastLayer(
        [
          "FROM alpine:3.24 AS build",
          "WORKDIR /app",
          "RUN touch b.js",
          "FROM alpine:3.24",
          `RUN ${mounts} cp -r /src/src /out`,
        ],
        FILES,
      ),
    ).toEqual(expected);
  });
});

it("a mount at a place that is not known may hide anything", () => {
  expect(
    lastLayer(["FROM team/base:1", "RUN --mount=target=x true"], FILES),
  ).toEqual(["? where a mount stands is not known"]);
});
