import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf } from "../testing/builds.ts";
import { judgeKeep } from "./keeps.ts";
import type { Keep } from "./schema.ts";

const FILES: Files = {
  "server.js": "",
  "lib/a.js": "",
  "package.json": '{ "scripts": { "start": "node server.js" } }',
  "start.sh": '#!/bin/sh\nexec "$@"\n',
};
const APP = ["FROM node:24-slim", "WORKDIR /app", "COPY . ."];

const state = (keep: Partial<Keep>, lines: readonly string[]): string => {
  const result = judgeKeep(
    { id: "it", title: "It", ...keep },
    buildOf(lines, FILES),
  );
  expect(result.reason).toMatch(/^\S.*\.$/s);
  return result.state;
};

describe("the command", () => {
  const command = (...lines: string[]) =>
    state(
      {
        command: [
          ["node", "server.js"],
          ["npm", "start"],
        ],
      },
      lines,
    );

  it.each([
    ["in the exec form", [...APP, 'CMD ["node", "server.js"]']],
    ["in the shell form", [...APP, "CMD node server.js"]],
    ["by its path", [...APP, 'CMD ["/usr/local/bin/node", "/app/server.js"]']],
    [
      "with options of Node",
      [...APP, 'CMD ["node", "--enable-source-maps", "server.js"]'],
    ],
    [
      "below an init",
      [
        ...APP,
        "RUN apt-get update && apt-get install -y tini",
        'ENTRYPOINT ["tini", "--"]',
        'CMD ["node", "server.js"]',
      ],
    ],
    [
      "behind an entrypoint script",
      [...APP, 'ENTRYPOINT ["./start.sh"]', 'CMD ["node", "server.js"]'],
    ],
    ["through npm", [...APP, 'CMD ["npm", "start"]']],
    [
      "of a file in another place",
      [
        "FROM node:24",
        "COPY server.js /srv/app.js",
        'CMD ["node", "/srv/app.js"]',
      ],
    ],
    [
      "from the image's own entrypoint",
      [
        "FROM gcr.io/distroless/nodejs24-debian13",
        "COPY server.js ./",
        'CMD ["server.js"]',
      ],
    ],
  ])("is kept %s", (_, lines) => {
    expect(command(...lines)).toBe("kept");
  });

  it.each([
    ["where nothing starts", ["FROM scratch", "COPY . ."]],
    ["where another file starts", [...APP, 'CMD ["node", "lib/a.js"]']],
    ["where another program starts", [...APP, 'CMD ["sleep", "infinity"]']],
    [
      "where the file is not in the image",
      ["FROM node:24", 'CMD ["node", "server.js"]'],
    ],
    [
      "where the file is overwritten",
      [...APP, "COPY <<E server.js", "", "E", 'CMD ["node", "server.js"]'],
    ],
    [
      "where a command overwrites the file",
      [...APP, "RUN echo > server.js", 'CMD ["node", "server.js"]'],
    ],
    [
      "where the file is removed",
      [...APP, "RUN rm server.js", 'CMD ["node", "server.js"]'],
    ],
    [
      "where Node only checks the file",
      [...APP, 'CMD ["node", "--check", "server.js"]'],
    ],
    [
      "where Node runs something else",
      [...APP, 'CMD ["node", "--eval", "server.js"]'],
    ],
    [
      "where ENTRYPOINT clears the command of the stage below",
      [
        ...APP.map((line) => line.replace("slim", "slim AS base")),
        'CMD ["node", "server.js"]',
        "FROM base",
        'ENTRYPOINT ["node"]',
      ],
    ],
    ["where there is no image", ["CMD node server.js"]],
    [
      "below an init that the image lacks",
      [...APP, 'ENTRYPOINT ["tini", "--"]', 'CMD ["node", "server.js"]'],
    ],
  ])("is lost %s", (_, lines) => {
    expect(command(...lines)).toBe("lost");
  });

  it.each([
    ["behind a variable", [...APP, "CMD node $FILE"]],
    [
      "in the shell of an unknown image",
      ["FROM team/base:1", "ENTRYPOINT []", "CMD node server.js"],
    ],
    [
      "behind an unknown entrypoint",
      ["FROM team/base:1", 'CMD ["node", "server.js"]'],
    ],
    [
      "behind a program that may start it",
      [...APP, 'CMD ["doppler", "run", "--", "node", "server.js"]'],
    ],
  ])("is unknown %s", (_, lines) => {
    expect(command(...lines)).toBe("unknown");
  });
});

describe("the port", () => {
  const port = (...lines: string[]) => state({ port: 3000 }, lines);

  it.each([
    ["FROM scratch\nEXPOSE 3000", "kept"],
    ["FROM scratch\nEXPOSE 3000/TCP", "kept"],
    ["FROM scratch\nEXPOSE 2999-3001", "kept"],
    ["FROM scratch\nENV P=3000\nEXPOSE $P", "kept"],
    ["FROM scratch AS a\nEXPOSE 3000\nFROM a", "kept"],
    ["FROM scratch", "lost"],
    ["FROM scratch\nEXPOSE 3000/udp", "lost"],
    ["FROM scratch\nEXPOSE 3001", "lost"],
    ["FROM scratch\n# EXPOSE 3000", "lost"],
    ["FROM scratch AS a\nEXPOSE 3000\nFROM scratch", "lost"],
    ["FROM team/base:1", "unknown"],
    ["FROM scratch\nARG P\nEXPOSE $P", "unknown"],
  ])("%j: %s", (text, expected) => {
    expect(port(...text.split("\n"))).toBe(expected);
  });
});

describe("files", () => {
  const files = (...lines: string[]) =>
    state({ files: ["server.js", "lib/a.js"] }, lines);

  it.each([
    ["of the context", APP],
    [
      "wherever they are",
      ["FROM scratch", "COPY server.js /a", "COPY lib /b/"],
    ],
    [
      "through a stage",
      [
        ...APP.map((line) => line.replace("slim", "slim AS base")),
        "FROM scratch",
        "COPY --from=base /app /app",
      ],
    ],
  ])("are kept %s", (_, lines) => {
    expect(files(...lines)).toBe("kept");
  });

  it.each([
    ["where one is missing", ["FROM scratch", "COPY server.js /a"]],
    ["where they are removed", [...APP, "RUN rm -rf lib"]],
    ["where another stage has them", [...APP, "FROM scratch"]],
  ])("are lost %s", (_, lines) => {
    expect(files(...lines)).toBe("lost");
  });

  it("are unknown where another stage may have copied them", () => {
    expect(
      files(
        "FROM node:24 AS build",
        "COPY . /app/",
        "RUN rsync -a /app/ /out/",
        "FROM scratch",
        "COPY --from=build /out /app",
      ),
    ).toBe("unknown");
  });
});
