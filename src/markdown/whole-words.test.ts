import { expect, it } from "vitest";
import { codeParts } from "./whole-words.ts";

it.each<[string, readonly string[]]>([
  ["docker run --rm -it alpine", ["--rm", "-it"]],
  ["apt-get update", ["apt-get"]],
  ["--require-hashes", ["--require-hashes"]],
  ["RUN --mount=type=cache,target=/root/.npm npm ci", ["--mount=type=cache"]],
  ["npm ci", []],
  ["FROM gcr.io/distroless/static-debian13:nonroot", []],
])("keeps options and names with hyphens of `%s` whole", (code, whole) => {
  const parts = codeParts(code);
  expect(parts.filter((part) => part.whole).map(({ text }) => text)).toEqual(
    whole,
  );
  expect(parts.map(({ text }) => text).join("")).toBe(code);
});
