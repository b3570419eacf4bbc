import { readFileSync } from "node:fs";
import type { APIRoute } from "astro";
import { commitTime } from "../tools/commit-time.ts";
import { parsePackage, readLockFile } from "../tools/lock-file.ts";
import { sbom } from "../tools/sbom.ts";
import { shippedPackages } from "../tools/shipped.ts";

/** What is in the built site, for programs. */
export const GET: APIRoute = () =>
  new Response(
    sbom({
      own: parsePackage(readFileSync("package.json", "utf8")),
      shipped: shippedPackages() ?? [],
      locked: readLockFile(readFileSync("package-lock.json", "utf8")),
      time: commitTime(),
    }),
  );
