import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { BuildCase } from "../build-case.ts";

const root = resolve(import.meta.dirname, "../../../..");
const read = (path: string): string =>
  readFileSync(resolve(root, path), "utf8");

/** This site's own Dockerfile, in a context with some of what the builder is sent and of what it is not. */
export function ownCases(): readonly BuildCase[] {
  return [
    {
      name: "own image: the Dockerfile of this site",
      files: {
        Dockerfile: read("Dockerfile"),
        ".dockerignore": read(".dockerignore"),
        ".npmrc": read(".npmrc"),
        "package.json": "{}",
        "package-lock.json": "{}",
        "astro.config.mjs": "",
        "README.md": "",
        ".env": "TOKEN=1",
        "node_modules/lit/index.js": "",
        "checks/index.ts": "",
        "checks/lint.test.ts": "",
        "content/course.yaml": "",
        "src/host/nginx.conf": read("src/host/nginx.conf"),
        "src/e2e/site.e2e.ts": "",
      },
      change: {
        kind: "file",
        path: "content/course.yaml",
        text: "modules: []\n",
      },
      produces: {
        "npm run build": ["dist/index.html", "dist/lessons/index.html"],
      },
    },
  ];
}
