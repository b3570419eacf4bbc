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
const PRODUCES = {
  "npm run build": ["dist/server.js"],
  "go build -o /out/app ./cmd": [{ path: "/out/app", executable: true }],
  "./mvnw package": ["target/app.jar"],
  "node /app/index.js": ["/app/index.json"],
  "node page.js": [{ path: "page.js", from: "lib/a.js" }],
};
const APP = ["FROM node:24-slim", "WORKDIR /app", "COPY . ."];

const state = (keep: Partial<Keep>, lines: readonly string[]): string => {
  const result = judgeKeep(
    { id: "it", title: "It", ...keep },
    buildOf(lines, FILES, { produces: PRODUCES }),
    new Set(Object.keys(FILES)),
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

describe("the command of a file that the build makes", () => {
  const command = (accepted: string[], ...lines: string[]) =>
    state({ command: [accepted] }, lines);
  const BUILT = [...APP, "RUN npm run build"];
  const GO = ["FROM golang:1.27 AS build", "WORKDIR /src", "COPY . ."];
  const JAVA = [
    "FROM eclipse-temurin:25-jre",
    "COPY . .",
    "RUN ./mvnw package",
  ];

  it.each<[string, string[], readonly string[]]>([
    [
      "where it was made",
      ["node", "dist/server.js"],
      [...BUILT, 'CMD ["node", "dist/server.js"]'],
    ],
    [
      "in another place",
      ["node", "dist/server.js"],
      [
        ...BUILT.map((line) => line.replace("slim", "slim AS build")),
        "FROM node:24-slim",
        "COPY --from=build /app/dist /srv",
        "WORKDIR /srv",
        'CMD ["node", "server.js"]',
      ],
    ],
    [
      "after cd in the start script",
      ["node", "dist/server.js"],
      [...BUILT, "WORKDIR /", "CMD cd /app && exec node dist/server.js"],
    ],
    [
      "that is the program, by its path",
      ["/out/app"],
      [
        ...GO,
        "RUN CGO_ENABLED=0 go build -o /out/app ./cmd",
        "FROM scratch",
        "COPY --from=build /out/app /app",
        'ENTRYPOINT ["/app"]',
      ],
    ],
    [
      "that is the program, by its name",
      ["app"],
      [
        ...GO,
        "RUN go build -o /out/app ./cmd",
        "FROM alpine:3.24",
        "COPY --from=build /out/app /usr/local/bin/",
        'CMD ["app"]',
      ],
    ],
    [
      "whose source is copied before",
      ["node", "page.js"],
      ["FROM node:24", "COPY lib lib", "RUN node page.js", "CMD node page.js"],
    ],
    [
      "whose source is bound while it is made",
      ["node", "page.js"],
      [
        "FROM node:24",
        "WORKDIR /app",
        "RUN --mount=type=bind,source=lib,target=lib node page.js",
        "CMD node page.js",
      ],
    ],
    [
      "whose source a command brings that nobody knows",
      ["node", "page.js"],
      [
        "FROM node:24",
        "WORKDIR /app",
        "RUN git clone https://example.org/app . && node page.js",
        "CMD node page.js",
      ],
    ],
    [
      "that is an archive of Java",
      ["java", "-jar", "target/app.jar"],
      [
        ...JAVA,
        "RUN mv target/app.jar /app.jar",
        'CMD ["java", "-XX:MaxRAMPercentage=75", "-jar", "/app.jar"]',
      ],
    ],
  ])("is kept %s", (_, accepted, lines) => {
    expect(command(accepted, ...lines)).toBe("kept");
  });

  it.each<[string, string[], readonly string[]]>([
    [
      "where the build does not run",
      ["node", "dist/server.js"],
      [...APP, 'CMD ["node", "dist/server.js"]'],
    ],
    [
      "where its source is copied after it is made",
      ["node", "page.js"],
      [
        "FROM node:24",
        "WORKDIR /app",
        "RUN node page.js",
        "COPY lib lib",
        "CMD node page.js",
      ],
    ],
    [
      "where a command writes over it",
      ["node", "dist/server.js"],
      [...BUILT, "RUN echo > dist/server.js", 'CMD ["node", "dist/server.js"]'],
    ],
    [
      "where a file of the context lies in its place",
      ["node", "dist/server.js"],
      [
        ...BUILT,
        "COPY lib/a.js dist/server.js",
        'CMD ["node", "dist/server.js"]',
      ],
    ],
    [
      "where the program is a file of the context",
      ["/out/app"],
      [...APP, "COPY lib/a.js /out/app", 'CMD ["/out/app"]'],
    ],
    [
      "where Java starts another archive",
      ["java", "-jar", "target/app.jar"],
      [
        ...JAVA,
        "RUN rm target/app.jar",
        'CMD ["java", "-jar", "target/app.jar"]',
      ],
    ],
    [
      "where Java writes an archive of classes and ends",
      ["java", "-jar", "target/app.jar"],
      [...JAVA, 'CMD ["java", "-Xshare:dump", "-jar", "target/app.jar"]'],
    ],
  ])("is lost %s", (_, accepted, lines) => {
    expect(command(accepted, ...lines)).toBe("lost");
  });

  it("is unknown where another command may have written it", () => {
    expect(
      command(
        ["node", "dist/server.js"],
        ...APP,
        "RUN npx tsc -p .",
        'CMD ["node", "dist/server.js"]',
      ),
    ).toBe("unknown");
  });
});

describe("the command with arguments that are no files", () => {
  const PYTHON = ["FROM python:3.14-slim", "WORKDIR /app", "COPY . ."];
  const command = (accepted: string[], start: readonly string[]) =>
    state({ command: [accepted] }, [...PYTHON, `CMD ${JSON.stringify(start)}`]);
  const GUNICORN = [
    "python3",
    "-m",
    "gunicorn",
    "--bind",
    "0.0.0.0:80",
    "a.b:c",
  ];

  it.each<[string[], readonly string[]]>([
    [GUNICORN, GUNICORN],
    [GUNICORN, ["python", "-u", ...GUNICORN.slice(1)]],
    [GUNICORN, ["/usr/local/bin/python3.14", "-Wignore", ...GUNICORN.slice(1)]],
    [
      ["python", "lib/a.js"],
      ["python3", "-OO", "-X", "utf8", "lib/a.js"],
    ],
    [
      ["python3", "-u", "lib/a.js"],
      ["python3", "-B", "-u", "/app/lib/a.js"],
    ],
  ])("%j is %j", (accepted, start) => {
    expect(command(accepted, start)).toBe("kept");
  });

  it.each<[string[], readonly string[]]>([
    [GUNICORN, GUNICORN.with(4, "0.0.0.0:81")],
    [GUNICORN, GUNICORN.slice(0, -1)],
    [
      ["python3", "-u", "lib/a.js"],
      ["python3", "lib/a.js"],
    ],
    [
      ["python3", "lib/a.js"],
      ["python3", "-c", "lib/a.js"],
    ],
    [
      ["python3", "lib/a.js"],
      ["python3", "-I", "lib/a.js"],
    ],
    [
      ["python3", "lib/a.js"],
      ["python3", "-i", "lib/a.js"],
    ],
    [
      ["python3", "lib/a.js"],
      ["python3", "-uc", "lib/a.js"],
    ],
    [
      ["python3", "lib/a.js"],
      ["python3", "-m", "lib/a.js"],
    ],
    [
      ["python3", "lib/a.js"],
      ["python3", "a.js"],
    ],
    [
      ["python3", "lib/a.js"],
      ["python3", "server.js"],
    ],
  ])("%j is not %j", (accepted, start) => {
    expect(command(accepted, start)).not.toBe("kept");
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

  it.each([
    [["dist/server.js"], "kept"],
    [["dist/server.js", "server.js"], "kept"],
    [["target/app.jar"], "lost"],
  ])("that the build makes count: %j are %s", (wanted, expected) => {
    expect(state({ files: wanted }, [...APP, "RUN npm run build"])).toBe(
      expected,
    );
  });

  it("that a command makes at an absolute path count", () => {
    const made = [...APP, "RUN node /app/index.js"];
    expect(state({ files: ["index.json"] }, made)).toBe("kept");
    expect(state({ files: ["dex.json"] }, made)).toBe("lost");
    expect(state({ files: ["index.json"] }, APP)).toBe("lost");
  });

  it("that another command may have made are unknown", () => {
    const lines = [...APP, "RUN npx tsc -p ."];
    expect(state({ files: ["dist/server.js"] }, lines)).toBe("unknown");
    expect(state({ files: ["dist/server.js"] }, APP)).toBe("lost");
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
