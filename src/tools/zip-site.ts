import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { zipSync, type Zippable } from "fflate";

/** A package of the site. */
export interface SitePackage {
  /** The path of the archive; its checksum stands beside it. */
  readonly path: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly files: number;
  readonly bytes: number;
}

/**
 * Writes the built site as one archive, and its checksum as `sha256sum --check` reads it: one folder, which any static
 * host serves at any path, with examples of servers' configurations in it. The same site gives the same bytes.
 */
export function zipSite(
  site: string,
  { name, to, time }: { name: string; to: string; time: Date },
): SitePackage {
  const files = new Map(filesIn(site).map((path) => [path, join(site, path)]));
  files.set("LICENSE", "LICENSE");
  for (const path of ["nginx.conf", "Caddyfile"])
    files.set(`hosting/${path}`, join("src/host", path));
  const content: Zippable = {};
  for (const path of [...files.keys()].sort())
    content[`${name}/${path}`] = readFileSync(files.get(path) ?? path);
  const archive = zipSync(content, { level: 9, mtime: asLocal(time) });
  const hash = createHash("sha256").update(archive).digest("hex");
  const path = join(to, `${name}.zip`);
  mkdirSync(to, { recursive: true });
  writeFileSync(path, archive);
  writeFileSync(`${path}.sha256`, `${hash}  ${basename(path)}\n`);
  return { path, hash, files: files.size, bytes: archive.length };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, "/"),
    );
}

/**
 * Archives hold the time of a clock on the wall, in steps of two seconds and from 1980 on: that of UTC, so that it is the
 * same everywhere. It is that of the commit, because servers take a file of the same time and size for unchanged.
 */
function asLocal(time: Date): Date {
  return new Date(
    Math.max(time.getUTCFullYear(), 1980),
    time.getUTCMonth(),
    time.getUTCDate(),
    time.getUTCHours(),
    time.getUTCMinutes(),
    time.getUTCSeconds(),
  );
}
