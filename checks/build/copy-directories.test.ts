import { describe, expect, it } from "vitest";
import type { ContextFacts, Files } from "../files.ts";
import { buildOf, lastLayer } from "../testing/builds.ts";

const FILES: Files = {
  "package.json": "{}",
  "package-lock.json": "{}",
  "src/a.js": "",
  "src/lib/b.js": "",
  "app.tar.gz": "",
};

describe("directories", () => {
  const facts: ContextFacts = {
    src: { mode: 0o700 },
    "src/lib": { mode: 0o750 },
  };
  const layer = (...lines: string[]) =>
    lastLayer(["FROM alpine:3.24", ...lines], FILES, { facts });

  // What Docker 28.5 makes of the same lines.
  it("above a file are made, root's and 0755 whatever their source is", () => {
    expect(layer("COPY src/lib /a/b")).toEqual([
      "+ /a directory 755 0:0",
      "+ /a/b directory 755 0:0",
      "+ /a/b/b.js file 644 0:0",
    ]);
  });

  it("below the source keep their permissions", () => {
    expect(layer("COPY src /s")).toContain("+ /s/lib directory 750 0:0");
  });

  it("that are there take over owner and permissions, but for the destination itself", () => {
    expect(
      layer(
        "RUN mkdir -p /s/lib && chown -R 7:8 /s && chmod -R 777 /s",
        "COPY src /s",
      ),
    ).toEqual([
      "+ /s/a.js file 644 0:0",
      "* /s/lib directory 750 0:0",
      "+ /s/lib/b.js file 644 0:0",
    ]);
  });

  it("get the number of --chmod, and letters only below the destination", () => {
    expect(layer("COPY --chmod=640 src /a/s")).toEqual([
      "+ /a directory 640 0:0",
      "+ /a/s directory 640 0:0",
      "+ /a/s/a.js file 640 0:0",
      "+ /a/s/lib directory 640 0:0",
      "+ /a/s/lib/b.js file 640 0:0",
    ]);
    expect(layer("COPY --chmod=o= src /a/s")).toEqual([
      "+ /a directory 755 0:0",
      "+ /a/s directory 755 0:0",
      "+ /a/s/a.js file 640 0:0",
      "+ /a/s/lib directory 750 0:0",
      "+ /a/s/lib/b.js file 640 0:0",
    ]);
  });

  it("and files that are copied again unchanged are not in the layer", () => {
    expect(layer("COPY src /s", "COPY src /s")).toEqual([]);
    expect(layer("COPY src /s", "COPY --chown=7 src /s")).toHaveLength(3);
  });

  it("are brought along by a linked copy, with all above them", () => {
    expect(
      layer("RUN mkdir /s && chown 7 /s", "COPY --link package.json /s/"),
    ).toEqual(["* /s directory 755 0:0", "+ /s/package.json file 644 0:0"]);
    expect(layer("COPY --link package.json /tmp/")).toContain(
      "* /tmp directory 755 0:0",
    );
  });

  it("are real ones where a linked copy finds a link", () => {
    const lines = ["RUN mkdir /d && ln -s /d /l"];
    expect(layer(...lines, "COPY package.json /l/")).toEqual([
      "+ /d/package.json file 644 0:0",
    ]);
    expect(layer(...lines, "COPY --link package.json /l/")).toEqual([
      "* /l directory 755 0:0",
      "+ /l/package.json file 644 0:0",
    ]);
  });

  it("that several files are copied to without a slash become the last of them", () => {
    expect(layer("COPY package.json package-lock.json /p")).toEqual([
      "+ /p file 644 0:0",
    ]);
  });

  it.each([
    [
      "a file in the place of a directory",
      ["RUN mkdir -p /s/a.js"],
      "/s/a.js is a directory, and a file cannot take its place, so the build stops here.",
    ],
    [
      "a directory in the place of a file",
      ["RUN mkdir /s && touch /s/lib"],
      "/s/lib is no directory, and a directory cannot take its place, so the build stops here.",
    ],
  ])("stop the build: %s", (_, lines, message) => {
    const { errors } = buildOf(
      ["FROM alpine:3.24", ...lines, "COPY src /s"],
      FILES,
    );
    expect(errors.map((error) => error.message)).toEqual([message]);
  });
});

describe("what comes from another stage", () => {
  const layer = (line: string, ...made: string[]) =>
    lastLayer(
      ["FROM alpine:3.24 AS build", ...made, "FROM alpine:3.24", line],
      FILES,
    );
  const MADE =
    "RUN mkdir -m 700 /o && touch /o/f && chown -R 7:8 /o && ln -s f /o/l";

  it("keeps its owner", () => {
    expect(layer("COPY --from=build /o /p", MADE)).toEqual([
      "+ /p directory 755 0:0",
      "+ /p/f file 644 7:8",
      "+ /p/l symlink 777 0:0",
    ]);
  });

  it("gets the owner that --chown gives", () => {
    expect(layer("COPY --from=build --chown=nobody /o/f /p", MADE)).toEqual([
      "+ /p file 644 65534:65534",
    ]);
  });

  it("is what a link leads to where the link itself is named", () => {
    expect(layer("COPY --from=build /o/l /p", MADE)).toEqual([
      "+ /p file 644 7:8",
    ]);
  });

  it("may be all that the base image holds", () => {
    expect(layer("COPY --from=build / /all")).toContain(
      "? what else / holds is not known",
    );
  });

  it("may be more than is known", () => {
    expect(layer("COPY --from=build /etc /e")).toEqual([
      "+ /e directory 755 0:0",
      "+ /e/apk directory 755 0:0",
      "? what else /etc holds is not known",
    ]);
    expect(layer("COPY --from=build /dist /d", "RUN ./build.sh")).toEqual([
      "+ /d opaque ? ?:?",
      "? what /dist brings is not known",
    ]);
  });
});
