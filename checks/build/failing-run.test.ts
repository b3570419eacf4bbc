import { describe, expect, it } from "vitest";
import { buildOf } from "../testing/builds.ts";

const messages = (...lines: string[]) =>
  buildOf(["FROM alpine:3.24", "WORKDIR /w", ...lines], { a: "" }).errors.map(
    ({ message }) => message,
  );

// Each of them seen to stop BuildKit or buildah too.
describe("a RUN stops the build", () => {
  it.each([
    ["false", "false always fails"],
    ["mkdir /w", "/w is there already"],
    ["mkdir /x/y", "there is no directory /x"],
    ["rm /x", "there is no /x to remove"],
    ["rm /w", "rm removes the directory /w only with -r"],
    ["mkdir -p d/e && rmdir d", "/w/d is not empty, and rmdir leaves it"],
    ["touch /x/y", "there is no directory /x"],
    ["echo a > /x/y", "there is no directory /x"],
    ["cp a b", "there is no /w/a"],
    ["touch a && cp a b/c", "there is no directory /w/b"],
    ["mv a b", "there is no /w/a"],
    [
      "touch a && ln -s b a",
      "/w/a is there already, and ln replaces it only with -f",
    ],
    ["cd sub && npm ci", "there is no directory /w/sub"],
    ["test -f a", "-f a does not hold"],
    ["true; false", "false always fails"],
    ["true && false", "false always fails"],
    ["false || (cd sub)", "there is no directory /w/sub"],
    ["exit 3", "its last command fails"],
    ["! true", "its last command fails"],
    ['["false"]', "false always fails"],
  ])("%s", (run, because) => {
    expect(messages(`RUN ${run}`)).toEqual([
      `This RUN stops the build: ${because}.`,
    ]);
  });

  it.each([
    "false || true",
    "false; true",
    "! false",
    "mkdir -p /w",
    "mkdir /srv",
    "rm -f /x",
    "exit 0",
    "if false; then false; fi",
    "for x in a; do false; done; true",
    "[ -f /etc/x ] && false || true",
    "wget x && cp a b",
    "apk add x && cp /opt/x/y /w",
    "x || false",
    "grep x /etc/passwd",
    "mkdir -p d && cd d && touch x",
    "touch $X/y",
    "false > $(cat x) || true",
  ])("but not %s", (run) => {
    expect(messages(`RUN ${run}`)).toEqual([]);
  });

  it("on a directory of a VOLUME, which makes none", () => {
    expect(messages("VOLUME /data", "RUN touch /data/x")).toHaveLength(1);
  });

  it("and what it would have written is not there", () => {
    const { image } = buildOf([
      "FROM alpine:3.24",
      "RUN mkdir /a > /x/y || true",
    ]);
    expect(image?.tree.exists("/a")).toBe("absent");
  });
});

describe("a build stops", () => {
  it.each<[string, string[], string]>([
    [
      "where WORKDIR names a file",
      ["RUN touch /f", "WORKDIR /f/d"],
      "/f is no directory, and a directory cannot take its place, so the build stops here.",
    ],
    [
      "where COPY goes below a file",
      ["COPY a /f", "COPY a /f/"],
      "/f is no directory, and a directory cannot take its place, so the build stops here.",
    ],
    [
      "at a quote that is not closed",
      ['COPY "a b" /d/'],
      'The build stops here: the double quote in "a is not closed.',
    ],
  ])("%s", (_, lines, message) => {
    expect(messages(...lines)).toContain(message);
  });

  it("at a line of the ignore file that is refused, once, where the context is read", () => {
    const errors = (...lines: string[]) =>
      buildOf(["FROM alpine:3.24", ...lines], {
        a: "",
        ".dockerignore": "b\n!",
      }).errors.map(({ message }) => message);
    expect(errors("RUN true")).toEqual([]);
    expect(errors("COPY a /", "COPY a /d")).toEqual([
      'The builder refuses the line "!" of .dockerignore, so the build stops here.',
    ]);
  });
});
