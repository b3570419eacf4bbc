import { expect, it } from "vitest";
import { imageSize } from "./image-sizes.ts";

it.each([
  ["docker.io/library/node", "24-slim", 80_451_137],
  ["docker.io/library/alpine", "3.24", 3_849_738],
])("%s:%s was measured", (repository, tag, bytes) => {
  expect(imageSize(repository, tag)).toMatchObject({ low: bytes, high: bytes });
});

it("a figure that a source rounds keeps its width", () => {
  expect(imageSize("docker.io/library/ubuntu", "26.04")).toEqual({
    low: 41_550_000,
    high: 41_650_000,
    day: "2026-09",
  });
});

it.each([
  ["docker.io/library/node", "24-trixie"],
  ["docker.io/library/node", "constructor"],
  ["docker.io/library/node", undefined],
  ["docker.io/team/node", "24-slim"],
  ["registry.local/ab/node", "24-slim"],
  [undefined, "24-slim"],
])("%s:%s was not", (repository, tag) => {
  expect(imageSize(repository, tag)).toBeUndefined();
});
