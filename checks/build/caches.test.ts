import { describe, expect, it } from "vitest";
import { buildOf } from "../testing/builds.ts";

/** The caches of package managers that a stage of these lines leaves. */
function caches(base: string, ...lines: string[]): string[] {
  const { image } = buildOf([`FROM ${base}`, "WORKDIR /w", ...lines], {
    "package.json": "{}",
    "package-lock.json": "{}",
  });
  return [...(image?.tree.entries() ?? [])].flatMap(([path, { bundle }]) =>
    bundle?.holds === "cache" ? [`${bundle.manager} ${path}`] : [],
  );
}

describe("a package manager leaves its cache", () => {
  it.each<[string, string, string[]]>([
    ["debian:13", "apt-get update", ["apt-get /var/lib/apt/lists/*"]],
    [
      "debian:13",
      "apt-get update && apt-get install -y curl",
      ["apt-get /var/lib/apt/lists/*"],
    ],
    ["alpine:3.24", "apk add curl", ["apk /var/cache/apk/*"]],
    ["node:24", "npm install -g x", ["npm /root/.npm"]],
    ["python:3.14", "pip install x", ["pip /root/.cache/pip"]],
    ["node:24", "HOME=/h npm install -g x", ["npm /root/.npm"]],
  ])("%s: %s", (base, run, expected) => {
    expect(caches(base, `RUN ${run}`)).toEqual(expected);
  });

  it("in the home of the user it runs as", () => {
    expect(caches("node:24", "USER node", "RUN npm install -g x")).toEqual([
      "npm /home/node/.npm",
    ]);
  });

  it.each([
    ["debian:13", "apt-get install -y tzdata"],
    [
      "debian:13",
      "apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*",
    ],
    ["debian:13", "apt-get update; rm -r /var/lib/apt/lists"],
    ["alpine:3.24", "apk add --no-cache curl"],
    ["alpine:3.24", "apk add curl && rm -rf /var/cache/apk/*"],
    ["python:3.14", "pip install --no-cache-dir x"],
    ["node:24", "npm install -g x && npm cache clean --force"],
    ["node:24", "npm run build"],
  ])("but not in %s: %s", (base, run) => {
    expect(caches(base, `RUN ${run}`)).toEqual([]);
  });

  it.each([
    ["apk", "RUN --mount=type=cache,target=/var/cache/apk apk add curl"],
    ["npm", "RUN --mount=type=cache,target=/root/.npm npm install -g x"],
  ])("not where a mount takes it: %s", (_, line) => {
    expect(caches("node:24-alpine", line)).toEqual([]);
  });

  it.each([
    ["a variable moves it", "ENV npm_config_cache=/c"],
    ["its user is not known", "USER $X"],
  ])("at a place that is not known where %s", (_, line) => {
    const { stages } = buildOf([
      "FROM node:24",
      "ARG X",
      line,
      "RUN npm install -g x",
    ]);
    expect(stages[0]?.steps.at(-1)?.layer?.unknown).toContain(
      "npm may leave its cache in the image",
    );
  });
});
