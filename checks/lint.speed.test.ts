import { expect, it } from "vitest";
import { lint } from "./lint.ts";

/** Characters of each text. */
const SIZE = 1_000_000;

/**
 * Seconds of the processor that the linting thread takes, so that what else runs here does not count; twice that is a
 * failure, as machines are noisy.
 */
const GOAL = 2;

it.each<[string, string]>([
  ["RUN lines", lines("FROM alpine", () => "RUN true")],
  [
    "RUN lines that install packages",
    lines(
      "FROM debian:12",
      (at) => `RUN apt-get update && apt-get install -y package${at}`,
    ),
  ],
  [
    "RUN lines on an unknown base",
    lines("FROM x", (at) => `RUN cd /a; b${at}`),
  ],
  ["stages", lines("", (at) => `FROM alpine AS s${at}\nRUN a\nCOPY a b`)],
  ["stages without instructions", lines("", (at) => `FROM alpine AS s${at}`)],
  [
    "stages one on the other",
    lines("FROM alpine AS s0", (at) => `FROM s${at} AS s${at + 1}\nRUN a`),
  ],
  [
    "stages that copy from each other",
    lines(
      "FROM alpine AS s0",
      (at) => `FROM alpine AS s${at + 1}\nCOPY --from=s${at} /a /b`,
    ),
  ],
  ["one COPY", `FROM alpine\nCOPY ${"file ".repeat(SIZE / 5)} /d/`],
  ["COPY lines", lines("FROM alpine", (at) => `COPY f${at} /d/f${at}`)],
  ["one RUN of many words", `FROM alpine\nRUN echo${" a".repeat(SIZE / 2)}`],
  ["one RUN of many commands", `FROM a\nRUN a${" && b".repeat(SIZE / 5)}`],
  ["one RUN of many pipes", `FROM a\nRUN a${" | b".repeat(SIZE / 4)}`],
  ["LABEL lines", lines("FROM alpine", (at) => `LABEL a${at}=b`)],
  ["ENV lines", lines("FROM alpine", (at) => `ENV A${at}=b`)],
  ["EXPOSE lines", lines("FROM alpine", (at) => `EXPOSE ${(at % 60_000) + 1}`)],
  ["ONBUILD lines", lines("FROM alpine", () => "ONBUILD RUN a")],
  ["comments", lines("FROM alpine", () => "# comment")],
  ["here-documents", lines("FROM alpine", () => "RUN <<E\na\nE")],
  ["continued lines", `FROM alpine\nRUN a${" \\\n b".repeat(SIZE / 5)}`],
  ["lines of no instruction", lines("FROM alpine", (at) => `foo${at} a`)],
])(
  "a megabyte of %s is linted in about two seconds",
  (_, text) => {
    const before = process.threadCpuUsage();
    lint({ Dockerfile: text });
    const { user, system } = process.threadCpuUsage(before);
    const seconds = (user + system) / 1e6;
    console.info(`${seconds.toFixed(1)} s, goal ${GOAL} s`);
    expect(seconds).toBeLessThan(2 * GOAL);
  },
  60_000,
);

function lines(first: string, line: (at: number) => string): string {
  const all = [first];
  for (let at = 0, size = first.length; size < SIZE; at++) {
    const next = line(at);
    all.push(next);
    size += next.length + 1;
  }
  return all.join("\n");
}
