import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { zipSite } from "./zip-site.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drydock-zip-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const time = new Date("2026-11-21T10:00:00Z");

/** A site whose files are made in that order. */
function zipped(name: string, files: readonly string[]): Buffer {
  const site = join(folder, name);
  mkdirSync(join(site, "lessons"), { recursive: true });
  for (const file of files) writeFileSync(join(site, file), `of ${file}`);
  const to = join(folder, `${name}-package`);
  return readFileSync(zipSite(site, { name: "drydock-1.0.0", to, time }).path);
}

test("the archive is one folder: the site, the licence and examples for servers", () => {
  const files = unzipSync(zipped("a", ["index.html", "lessons/index.html"]));
  expect(Object.keys(files)).toEqual([
    "drydock-1.0.0/LICENSE",
    "drydock-1.0.0/hosting/Caddyfile",
    "drydock-1.0.0/hosting/nginx.conf",
    "drydock-1.0.0/index.html",
    "drydock-1.0.0/lessons/index.html",
  ]);
});

test("neither the order nor the time of files nor the clock's zone changes a byte", () => {
  const first = zipped("a", ["index.html", "b", "lessons/c"]);
  const zone = process.env["TZ"];
  process.env["TZ"] = "Pacific/Kiritimati";
  try {
    expect(zipped("b", ["lessons/c", "b", "index.html"]).equals(first)).toBe(
      true,
    );
  } finally {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  }
});

test("the checksum is one that sha256sum checks", () => {
  const archive = zipped("a", ["index.html"]);
  const hash = createHash("sha256").update(archive).digest("hex");
  expect(
    readFileSync(join(folder, "a-package", "drydock-1.0.0.zip.sha256"), "utf8"),
  ).toBe(`${hash}  drydock-1.0.0.zip\n`);
});
