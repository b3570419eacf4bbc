import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { imageOf } from "../testing/builds.ts";

const FILES: Files = {
  "package.json": '{ "devDependencies": { "a": "1" } }',
  "package-lock.json": "{}",
};

/** Whether development packages are in /app/node_modules; undefined where it cannot be told, "none" without any. */
function development(
  lines: readonly string[],
  files: Files = FILES,
): boolean | "none" | undefined {
  const { tree } = imageOf(
    ["FROM node:24", "WORKDIR /app", "COPY . .", ...lines],
    files,
  );
  const bundle = tree.get("/app/node_modules")?.bundle;
  return bundle === undefined ? "none" : bundle.development;
}

describe("development packages after", () => {
  it.each<[string, boolean | "none" | undefined]>([
    ["npm ci", true],
    ["npm install", true],
    ["npm i", true],
    ["npm clean-install", true],
    ["npm --prefix . ci", true],
    ["npm --prefix=. ci --omit=dev", false],
    ["npm install left-pad", true],
    ["npm ci --omit=dev", false],
    ["npm ci --omit dev", false],
    ["npm ci --omit=optional --omit=dev", false],
    ["npm ci --omit=optional", true],
    ["npm ci --production", false],
    ["npm ci --production=true", false],
    ["npm ci --only=production", false],
    ["npm ci --only=prod", false],
    ["npm ci --production=false", true],
    ["npm ci --omit=dev --include=dev", true],
    ["NODE_ENV=production npm ci", false],
    ["NODE_ENV=production npm ci --include=dev", true],
    ["NODE_ENV=development npm ci", true],
    ["NODE_ENV=$MODE npm ci", undefined],
    ["env NODE_ENV=production npm ci", false],
    ["export NODE_ENV=production && npm ci", false],
    ["sudo npm ci --omit=dev", false],
    ["npm ci && npm prune --omit=dev", false],
    ["npm ci --omit=dev && npm install --include=dev", true],
    ["npm ci && npm prune", true],
    ["yarn", true],
    ["yarn install --frozen-lockfile", true],
    ["yarn install --production", false],
    ["yarn --prod", false],
    ["corepack enable && pnpm install", true],
    ["corepack enable && pnpm install --prod", false],
    ["corepack enable && pnpm i -P", false],
    ["npm run build", "none"],
    ["npm install -g pnpm", "none"],
    ["yarn build", "none"],
    ["yarn --version", "none"],
    ["yarn -v", "none"],
    ["yarn --help", "none"],
    ["npm prune --omit=dev", "none"],
    ["if x; then npm ci --omit=dev; else npm install --omit=dev; fi", false],
    ["if x; then npm ci; else npm ci --omit=dev; fi", undefined],
    ["npm ci || npm ci --omit=dev", undefined],
    ["npm ci; if x; then npm prune --omit=dev; fi", undefined],
    ["if x; then npm ci; fi", undefined],
  ])("%s: %s", (run, expected) => {
    expect(development([`RUN ${run}`])).toBe(expected);
  });

  it.each<[string, string[], boolean | undefined]>([
    ["ENV in the stage", ["ENV NODE_ENV=production", "RUN npm ci"], false],
    ["ENV that comes later", ["RUN npm ci", "ENV NODE_ENV=production"], true],
    ["ARG with a default", ["ARG NODE_ENV=production", "RUN npm ci"], false],
    ["ARG without a default", ["ARG NODE_ENV", "RUN npm ci"], undefined],
    ["npm's own variable", ["ENV NPM_CONFIG_OMIT=dev", "RUN npm ci"], false],
    [
      "a later installation",
      ["RUN npm ci --omit=dev", "RUN npm install"],
      true,
    ],
    ["the exec form", ['RUN ["npm", "ci", "--omit=dev"]'], false],
    ["a here-document", ["RUN <<E", "npm ci --omit=dev", "E"], false],
  ])("follow %s", (_, lines, expected) => {
    expect(development(lines)).toBe(expected);
  });

  it("are unknown where the base may set NODE_ENV", () => {
    const { tree } = imageOf(
      ["FROM team/base:1", "WORKDIR /app", "COPY . .", "RUN npm ci"],
      FILES,
    );
    expect(tree.get("/app/node_modules")?.bundle?.development).toBeUndefined();
  });

  it("are none where the project has none, or its settings leave them out", () => {
    expect(
      development(["RUN npm ci"], {
        ...FILES,
        "package.json": '{ "name": "a" }',
      }),
    ).toBe(false);
    expect(
      development(["RUN npm ci"], { ...FILES, ".npmrc": "omit=dev" }),
    ).toBe(false);
  });
});

describe("packages are put", () => {
  it.each([
    ["into the working directory", "npm ci", "/app/node_modules"],
    ["where cd goes", "cd web && npm ci", "/app/web/node_modules"],
    ["where --prefix says", "npm ci --prefix ./api", "/app/api/node_modules"],
  ])("%s", (_, run, path) => {
    const { tree } = imageOf(
      ["FROM node:24", "WORKDIR /app", "COPY . .", `RUN ${run}`],
      { ...FILES, "web/package.json": "{}" },
    );
    expect(tree.get(path)?.type).toBe("bundle");
  });

  it("nowhere that is known after cd to a variable", () => {
    const { tree } = imageOf(
      ["FROM node:24", "WORKDIR /app", "COPY . .", "RUN cd $D && npm ci"],
      FILES,
    );
    expect(tree.get("/app/node_modules")).toBeUndefined();
    expect(tree.exists("/anywhere")).toBe("unknown");
  });
});
