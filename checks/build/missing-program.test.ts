import { describe, expect, it } from "vitest";
import { buildOf } from "../testing/builds.ts";

function reasons(...lines: readonly string[]): readonly string[] {
  return buildOf(lines, { a: "" }).errors.map(({ message }) =>
    message.replace(/^This RUN stops the build: (.*)\.$/, "$1"),
  );
}

describe("a RUN stops the build at a program that the image lacks", () => {
  it.each<[string, string, string]>([
    ["node:26-slim", "yarn install", "yarn"],
    ["node:24-slim", "apk add --no-cache x", "apk"],
    ["alpine:3.24", "apt-get update && apt-get install -y x", "apt-get"],
    ["alpine:3.24", "useradd app", "useradd"],
    ["alpine:3.24", "true && go build .", "go"],
    ["alpine:3.24", '["python3", "-V"]', "python3"],
    ["alpine:3.24", "sh -c 'bash x'", "bash"],
    ["alpine:3.24", "/opt/tool/bin/tool", "/opt/tool/bin/tool"],
    ["alpine:3.24", "apk add curl && git clone x", "git"],
    ["gcr.io/distroless/static-debian13", "mkdir /d", "/bin/sh"],
    ["scratch", "mkdir /d", "/bin/sh"],
  ])("%s: RUN %s", (base, run, program) => {
    expect(reasons(`FROM ${base}`, `RUN ${run}`)).toEqual([
      `${program} is not in the image`,
    ]);
  });

  it("and what it would have done is not done", () => {
    const { image } = buildOf([
      "FROM node:24-slim",
      "RUN apk add tini || mkdir /d",
    ]);
    expect([...(image?.machine.packages ?? [])]).toEqual([]);
    expect(image?.tree.exists("/d")).toBe("present");
  });

  it("at each use, where one was caught", () => {
    expect(
      reasons("FROM alpine:3.24", "RUN git x || true", "RUN git y"),
    ).toEqual(["git is not in the image"]);
  });

  it.each<[string, ...string[]]>([
    ["the image has it", "FROM node:24-slim", "RUN yarn install"],
    ["another try follows", "FROM alpine:3.24", "RUN git x || true"],
    ["another command follows", "FROM alpine:3.24", "RUN git x; true"],
    [
      "it is asked for first",
      "FROM alpine:3.24",
      "RUN which git && git x; true",
    ],
    ["a package brings it", "FROM alpine:3.24", "RUN apk add git && git x"],
    [
      "the package was removed again, and may have left it",
      "FROM alpine:3.24",
      "RUN apk add git && apk del git",
      "RUN git x",
    ],
    ["a package may bring it", "FROM alpine:3.24", "RUN apk add x && git x"],
    ["a file may be it", "FROM alpine:3.24", "COPY a /opt/git", "RUN git x"],
    [
      "PATH is another",
      "FROM alpine:3.24",
      "RUN export PATH=$PATH:/x && git x",
    ],
    ["nothing is known of the image", "FROM example.com/x:1", "RUN git x"],
    [
      "the shell was copied",
      "FROM scratch",
      "COPY --from=busybox:1.37 /bin/busybox /bin/sh",
      "RUN git x",
    ],
    [
      "a function has its name",
      "FROM alpine:3.24",
      "RUN git() { true; } && git x",
    ],
  ])("not where %s", (_, ...lines) => {
    expect(reasons(...lines)).toEqual([]);
  });
});
