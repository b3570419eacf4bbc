import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf } from "../testing/builds.ts";
import { dockerfile } from "../testing/generated.ts";
import { simulate, type SimulateOptions } from "./simulate.ts";
import { sizeOf, type Size } from "./size.ts";

function size(
  lines: readonly string[],
  files: Files = {},
  options?: SimulateOptions,
): Size {
  const found = sizeOf(buildOf(lines, files, options));
  if (found === undefined) throw new Error("There is no image.");
  return found;
}

describe("the base image", () => {
  it("counts as it was measured, with the day", () => {
    expect(size(["FROM node:24-slim"])).toMatchObject({
      low: 80_451_137,
      high: 80_451_137,
      unknown: [],
      day: "2026-08-03",
    });
  });

  it("counts for the stage at the bottom, and not for those that do not ship", () => {
    const lines = [
      "FROM alpine:3.24 AS base",
      "FROM node:24 AS build",
      "FROM base",
      "ENV A=b",
    ];
    expect(size(lines)).toMatchObject({ low: 3_849_738, high: 3_849_738 });
  });

  it("is nothing for scratch", () => {
    expect(size(["FROM scratch"])).toMatchObject({ low: 0, high: 0 });
  });

  it.each<readonly [string, readonly string[], string]>([
    ["another tag", ["FROM node:24-trixie"], "node:24-trixie"],
    ["no tag", ["FROM node"], "node"],
    ["a digest alone", ["FROM node@sha256:abc"], "node@sha256:abc"],
    ["another registry", ["FROM quay.io/team/node:24"], "quay.io/team/node:24"],
    ["a variable", ["ARG BASE", "FROM $BASE"], "$BASE"],
    [
      "another platform",
      ["FROM --platform=linux/arm64 node:24-slim"],
      "node:24-slim for linux/arm64",
    ],
  ])("is unknown for %s", (_, lines, unknown) => {
    const found = size(lines);
    expect(found).toMatchObject({ low: 0, high: undefined });
    expect(found.unknown).toEqual([`the size of ${unknown}`]);
  });
});

describe("a layer", () => {
  /** What the last instruction adds. */
  const added = (lines: readonly string[], files: Files = {}) => {
    const part = size(["FROM scratch", ...lines], files).parts.at(-1);
    if (part === undefined) throw new Error("There is no layer.");
    return part;
  };

  it.each([
    ["one byte over and over", "a".repeat(200_000)],
    ["bytes without any order", noise(200_000)],
    ["an empty file", ""],
  ])("lies in the range: %s", (_, text) => {
    const { low, high } = added(["COPY file /"], { file: text });
    const archive = Buffer.concat([
      Buffer.alloc(512, "file"),
      Buffer.from(text),
      Buffer.alloc(512 - (Buffer.byteLength(text) % 512)),
      Buffer.alloc(1024),
    ]);
    const real = gzipSync(archive).length;
    expect(low).toBeLessThanOrEqual(real);
    expect(high).toBeGreaterThanOrEqual(real);
  });

  it("counts the size that the facts give, where a text stands for a larger file", () => {
    const facts = { "model.bin": { size: 50_000_000 } };
    const { low, high } = size(
      ["FROM scratch", "COPY model.bin /"],
      { "model.bin": "" },
      { facts },
    );
    expect(low).toBe(48_449);
    expect(high).toBeGreaterThan(50_000_000);
    expect(high).toBeLessThan(50_100_000);
  });

  it("keeps what a later one deletes", () => {
    const files = { big: noise(100_000), "server.js": "" };
    const with_ = size(
      ["FROM alpine:3.24", "COPY . /app", "RUN rm /app/big"],
      files,
    );
    const without = size(["FROM alpine:3.24", "COPY server.js /app/"], files);
    expect(with_.high).toBeGreaterThan((without.high ?? 0) + 100_000);
  });

  it("holds what the configuration changes: nothing", () => {
    const lines = ["FROM alpine:3.24", 'CMD ["sh"]', "ENV A=b", "EXPOSE 80"];
    expect(size(lines).parts).toHaveLength(1);
  });

  it.each<readonly [string, readonly string[], RegExp]>([
    ["packages", ["COPY package*.json ./", "RUN npm ci"], /npm .*node_modules/],
    ["a download", ["ADD https://example.com/a.tgz /a.tgz"], /\/a\.tgz/],
    ["files of another image", ["COPY --from=nginx:1.30 /etc/nginx /n"], /\/n/],
  ])("is unknown above with %s, and says why", (_, lines, why) => {
    const files = { "package.json": "{}", "package-lock.json": "{}" };
    const found = size(["FROM node:24-slim", ...lines], files);
    expect(found.high).toBeUndefined();
    expect(found.low).toBeGreaterThanOrEqual(80_451_137);
    expect(found.unknown.join()).toMatch(why);
  });

  it("is unknown above after a command that does what the text does not tell", () => {
    const found = size(["FROM alpine:3.24", "RUN ./setup.sh"]);
    expect(found.high).toBeUndefined();
    expect(found.unknown.length).toBeGreaterThan(0);
  });
});

it("no image has no size", () => {
  expect(sizeOf(buildOf(["# nothing"]))).toBeUndefined();
});

it("of any Dockerfile the range is one, and its parts make it up", () => {
  fc.assert(
    fc.property(dockerfile, (text) => {
      const found = sizeOf(simulate({ Dockerfile: text, "server.js": "abc" }));
      if (found === undefined) return;
      expect(found.low).toBeGreaterThanOrEqual(0);
      expect(found.high ?? Infinity).toBeGreaterThanOrEqual(found.low);
      expect(found.high === undefined).toBe(found.unknown.length > 0);
      expect(found.parts.reduce((sum, { low }) => sum + low, 0)).toBe(
        found.low,
      );
    }),
  );
});

/** Text that does not compress, the same in every run. */
function noise(length: number): string {
  let state = 1;
  let text = "";
  while (text.length < length) {
    // A linear congruential generator (Numerical Recipes).
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    text += String.fromCharCode(32 + ((state >>> 16) % 95));
  }
  return text;
}
