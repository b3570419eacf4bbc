/** What a pull of an image was seen to transfer. */
export interface MeasuredSize {
  /** Compressed bytes for linux/amd64, the least and the most that the sources say. */
  readonly low: number;
  readonly high: number;
  /** When: a day, or a month where the source gives no more. */
  readonly day: string;
}

type Measured = readonly [low: number, high: number, day: string];

/** A figure in megabytes (10^6 bytes) with one decimal, as docker-library/repo-info rounds it. */
function rounded(megabytes: number, day: string): Measured {
  return [megabytes * 1e6 - 50_000, megabytes * 1e6 + 50_000, day];
}

function exact(bytes: number, day: string): Measured {
  return [bytes, bytes, day];
}

/**
 * Sizes by repository and tag. Source of all: docker-library/repo-info, `repos/<name>/remote/<tag>.md`, "Total Size" of
 * linux/amd64 ("compressed transfer size, not on-disk size"). A tag moves on, so the day belongs to the figure.
 */
const SIZES: ReadonlyMap<string, Measured> = new Map([
  ["alpine:3.24", exact(3_849_738, "2026-09-17")],
  ["debian:13-slim", exact(29_780_765, "2026-08-04")],
  ["golang:1.26", rounded(312.3, "2026-09")],
  ["golang:1.27", exact(316_194_729, "2026-09-01")],
  ["golang:1.27-alpine", exact(75_169_503, "2026-09-01")],
  ["nginx:1.30-alpine", exact(28_532_058, "2026-09-02")],
  ["node:22", rounded(408.5, "2026-09")],
  ["node:24", exact(408_949_206, "2026-08-03")],
  // 58.2 MB with Node 24.19 in August, 58.5 MB in September.
  ["node:24-alpine", [58_204_379, 58_550_000, "2026-09"]],
  ["node:24-slim", exact(80_451_137, "2026-08-03")],
  ["python:3.12-slim-bookworm", rounded(45.4, "2026-09")],
  ["python:3.14-slim", exact(43_437_809, "2026-08-05")],
  ["ubuntu:26.04", rounded(41.6, "2026-09")],
]);

const LIBRARY = "docker.io/library/";

/** The size of an image of the Docker library, or undefined where none was measured. */
export function imageSize(
  repository: string | undefined,
  tag: string | undefined,
): MeasuredSize | undefined {
  if (repository?.startsWith(LIBRARY) !== true) return undefined;
  const measured = SIZES.get(
    `${repository.slice(LIBRARY.length)}:${tag ?? "latest"}`,
  );
  if (measured === undefined) return undefined;
  const [low, high, day] = measured;
  return { low, high, day };
}
