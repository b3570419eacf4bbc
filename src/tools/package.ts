/** Builds the site and writes it as one archive with its checksum into `package/`. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { commitTime } from "./commit-time.ts";
import { parsePackage } from "./lock-file.ts";
import { zipSite } from "./zip-site.ts";

const time = commitTime();
if (time === undefined) {
  console.error(
    "The time of the commit is not known: this is no checkout of Git. Set SOURCE_DATE_EPOCH, in seconds since 1970.",
  );
  process.exit(1);
}
const { status } = spawnSync("npx", ["--no-install", "astro", "build"], {
  stdio: ["ignore", "ignore", "inherit"],
  shell: process.platform === "win32",
});
if (status !== 0) process.exit(1);
const { version } = parsePackage(readFileSync("package.json", "utf8"));
const { path, hash, files, bytes } = zipSite("dist", {
  name: `drydock-${version}`,
  to: "package",
  time,
});
console.log(`${path}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
console.log(`sha256 ${hash}`);
