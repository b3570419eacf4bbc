import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf } from "../testing/builds.ts";

const FILES: Files = { "src/a.js": "", ".env": "" };

function messages(
  lines: readonly string[],
  files: Files = FILES,
  context: "complete" | "unknown" = "complete",
): string[] {
  return buildOf(lines, files, { context }).errors.map(
    ({ message }) => message,
  );
}

describe("a source that is not there", () => {
  it("stops the build in a complete context", () => {
    expect(messages(["FROM scratch", "COPY missing.js /"])).toEqual([
      "missing.js does not exist in the build context, so the build stops here.",
    ]);
  });

  it.each([
    ["in a context that is not complete", ["COPY missing.js /"], "unknown"],
    ["where it is a pattern", ["COPY *.md /"], "complete"],
    ["where it is hidden in a variable", ["ARG F", "COPY $F /"], "complete"],
    ["where it is an empty directory", ["COPY src/ /"], "complete"],
  ] as const)("does not stop it %s", (_, lines, context) => {
    expect(messages(["FROM scratch", ...lines], FILES, context)).toEqual([]);
  });

  it.each(["complete", "unknown"] as const)(
    "stops it where the ignore file leaves it out, in a context that is %s",
    (context) => {
      const files = { ...FILES, ".dockerignore": "# secrets\n.env*\nsrc" };
      expect(
        messages(["FROM scratch", "COPY .env /", "COPY src /"], files, context),
      ).toEqual([
        '.env is not sent to the builder: .dockerignore leaves it out with ".env*".',
        'src is not sent to the builder: .dockerignore leaves it out with "src".',
      ]);
    },
  );

  it("shows where", () => {
    const text = "FROM scratch\nCOPY src/a.js \\\n  missing.js /d/";
    const [error] = buildOf(text.split("\n"), FILES).errors;
    expect(text.slice(error?.at.start, error?.at.end)).toBe("missing.js");
  });
});

describe("a source in another stage", () => {
  const fromStage = (stage: readonly string[], source: string) =>
    messages([...stage, "FROM scratch", `COPY --from=0 ${source} /`], {
      ...FILES,
      "package.json": "{}",
      "package-lock.json": "{}",
    });

  it.each([
    ["that was never made", ["FROM alpine:3.24"], "/app/dist"],
    [
      "that was removed",
      ["FROM alpine:3.24", "WORKDIR /app", "COPY . .", "RUN rm -rf src"],
      "/app/src",
    ],
    ["in scratch", ["FROM scratch"], "/etc"],
  ])("%s stops the build", (_, stage, source) => {
    expect(fromStage(stage, source)).toEqual([
      `${source} does not exist in the stage 0, so the build stops here.`,
    ]);
  });

  it.each([
    ["that the base image may have", ["FROM alpine:3.24"], "/etc/ssl/certs"],
    [
      "that a build may make",
      ["FROM node:24", "WORKDIR /app", "RUN npm run build"],
      "/app/dist",
    ],
    [
      "that a build makes anew",
      [
        "FROM node:24",
        "WORKDIR /app",
        "COPY . .",
        "RUN rm -rf dist && npm run build",
      ],
      "/app/dist",
    ],
    [
      "that was moved there",
      ["FROM alpine:3.24", "WORKDIR /app", "COPY . .", "RUN mv src /out"],
      "/out",
    ],
    [
      "that was copied there",
      ["FROM alpine:3.24", "COPY . /app", "RUN cp -r /app/src /out"],
      "/out/a.js",
    ],
    [
      "that was written",
      ["FROM alpine:3.24", "RUN echo a > /out.txt"],
      "/out.txt",
    ],
    [
      "that a group of commands wrote",
      ["FROM alpine:3.24", "RUN { echo a; echo b; } > /out.txt"],
      "/out.txt",
    ],
    [
      "that mkdir made",
      ["FROM alpine:3.24", "RUN mkdir -p /app/data"],
      "/app/data",
    ],
    [
      "in the installed packages",
      ["FROM node:24", "WORKDIR /app", "COPY . .", "RUN npm ci"],
      "/app/node_modules/.prisma",
    ],
    [
      "in what another image brought",
      ["FROM alpine:3.24", "COPY --from=team/x /app /app"],
      "/app/dist",
    ],
    ["of an unknown image", ["FROM team/base:1"], "/app"],
    [
      "of an official image's own",
      ["FROM nginx:1.30"],
      "/docker-entrypoint.sh",
    ],
    ["of a language's image", ["FROM golang:1.27"], "/go/bin"],
    [
      "that another shell may have made",
      ["FROM alpine:3.24", 'SHELL ["pwsh", "-c"]', "RUN New-Item /out"],
      "/out",
    ],
    [
      "that another interpreter may have made",
      [
        "FROM python:3.14",
        "RUN <<E",
        "#!/usr/bin/env python3",
        "open('/out', 'w')",
        "E",
      ],
      "/out",
    ],
  ])("%s does not stop it", (_, stage, source) => {
    expect(fromStage(stage, source)).toEqual([]);
  });
});
