import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readFolder } from "./content.ts";
import { fencesOf } from "./fences.ts";
import {
  imagesNamedIn,
  supportsOf,
  unknownIn,
  type NamedImage,
} from "./image-references.ts";

/** Before this many days to the end of its life, an image that is taught is warned of. */
const WARN_DAYS = 90;

const root = resolve(import.meta.dirname, "../..");
const texts = ["content", "checks/dockerfile/rules"].flatMap((folder) =>
  Object.entries(readFolder(resolve(root, folder))).map(
    ([path, text]) => [`${folder}/${path}`, text] as const,
  ),
);
const pages = texts.filter(([path]) => /\.mdx?$/.test(path));

/** Samples that are not marked as bad, and the answers that pass. */
const taught = [
  ...pages.flatMap(([path, text]) =>
    fencesOf(text)
      .filter(({ marks }) => !marks.includes("bad"))
      .flatMap((fence) => placed(path, fence.line, fence.text)),
  ),
  ...texts
    .filter(([path]) =>
      /\/exercises\/[^/]+\/(?:solution|alternatives\/[^/]+)\/Dockerfile$/.test(
        path,
      ),
    )
    .flatMap(([path, text]) => placed(path, 0, text)),
];

function placed(path: string, line: number, text: string) {
  return imagesNamedIn(text).map((image) => ({
    where: `${path}:${line + image.line}`,
    image,
  }));
}

/** The last day that an image gets fixes; undefined where it is current, or where no day is known. */
function lastDayOf(image: NamedImage): string | undefined {
  return supportsOf(image)
    .flatMap((support) => {
      if (support.kind === "ended") return ["0000-00-00"];
      return support.kind === "until" ? [support.day] : [];
    })
    .sort()[0];
}

/**
 * The day of the last commit. A copy without Git takes it from SOURCE_DATE_EPOCH, in seconds since 1970
 * (https://reproducible-builds.org/specs/source-date-epoch/); without either it is not known.
 */
function dayOfCommit(): string | undefined {
  const git = spawnSync("git", ["log", "-1", "--format=%cs"], { cwd: root });
  const day = git.stdout?.toString().trim() ?? "";
  if (git.status === 0 && day !== "") return day;
  const epoch = Number(process.env["SOURCE_DATE_EPOCH"] ?? Number.NaN);
  return Number.isFinite(epoch)
    ? new Date(epoch * 1000).toISOString().slice(0, 10)
    : undefined;
}

const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe("images in samples, prose and answers", () => {
  it("name versions that checks/images.ts knows", () => {
    const unknown = texts
      .filter(([path]) => /\.mdx?$|\/Dockerfile$/.test(path))
      .flatMap(([path, text]) => placed(path, 0, text))
      .flatMap(({ where, image }) =>
        unknownIn(image).map((part) => `${where}: ${part} of ${image.text}`),
      );
    expect(unknown).toEqual([]);
  });

  it("are those whose facts are known, or named here", () => {
    // Their life is not known here: they stand for any server beside the one that is built.
    const others = new Set(["postgres:18", "example/tool:1.2"]);
    const used =
      /(?:^FROM (?:--\S+ )*|\bimage: *["']?|--from=)([^\s"']+:[\w.-]+)/gm;
    const strange = pages.flatMap(([path, text]) =>
      fencesOf(text).flatMap((fence) =>
        [...fence.text.matchAll(used)]
          .map(([, image = ""]) => image)
          .filter((image) => !image.startsWith("registry.example."))
          .filter((image) => imagesNamedIn(image).length === 0)
          .filter((image) => !others.has(image))
          .map((image) => `${path}:${fence.line}: ${image}`),
      ),
    );
    expect(strange).toEqual([]);
  });

  it("get fixes on the day of the commit, where they are taught as good", (context) => {
    const today = dayOfCommit();
    if (today === undefined)
      return context.skip(
        "The day of the commit is not known: this is no checkout of Git, and SOURCE_DATE_EPOCH is not set.",
      );
    const ends = taught.flatMap(({ where, image }) => {
      const last = lastDayOf(image);
      return last === undefined
        ? []
        : [{ where, image, days: daysBetween(today, last) }];
    });
    for (const { where, image, days } of ends)
      if (days >= 0 && days < WARN_DAYS)
        console.warn(
          `${where}: ${image.text} gets fixes for ${days} more days.`,
        );
    expect(
      ends
        .filter(({ days }) => !(days >= 0))
        .map(({ where, image }) => `${where}: ${image.text} gets no fixes`),
    ).toEqual([]);
  });
});

describe("an image is read in a text", () => {
  it.each<[string, readonly string[]]>([
    ["FROM node:24-slim AS build", ["node:24-slim"]],
    ["Take `alpine:3.24`, or debian:13.", ["alpine:3.24", "debian:13"]],
    ["docker run docker.io/library/node:24", ["docker.io/library/node:24"]],
    [
      "gcr.io/distroless/static-debian13:nonroot",
      ["gcr.io/distroless/static-debian13:nonroot"],
    ],
    ["ghcr.io/team/node:24 and my-node:24", []],
    ["python:3.14@sha256:abc", ["python:3.14"]],
  ])("%s", (text, images) => {
    expect(imagesNamedIn(text).map((image) => image.text)).toEqual(images);
  });

  it.each<[string, readonly string[]]>([
    ["node:24-slim", []],
    ["node:99", ["99"]],
    ["node:24-alpine3.99", ["alpine3.99"]],
    ["node:latest", []],
    ["debian:trixie-slim", []],
  ])("%s has unknown parts %j", (text, parts) => {
    expect(imagesNamedIn(text).flatMap(unknownIn)).toEqual(parts);
  });

  it.each<[string, string | undefined]>([
    ["node:20-alpine3.21", "2026-04-30"],
    ["node:24-alpine3.21", "2026-11-01"],
    ["node:24-bookworm", "2028-04-30"],
    ["nginx:1.30", undefined],
  ])("%s gets fixes until %s", (text, day) => {
    expect(imagesNamedIn(text).map(lastDayOf)).toEqual([day]);
  });
});
