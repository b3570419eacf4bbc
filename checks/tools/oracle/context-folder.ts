import {
  chmodSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { withoutDigest } from "./images-of.ts";
import { archiveBytes, dockerfileOf, type BuildCase } from "./build-case.ts";

/**
 * Writes the context of a case into an empty folder: files 0644 and directories 0755 unless its facts say otherwise, all
 * changed at the same time, in seconds since 1970: BuildKit leaves what was copied before out of a layer only where the
 * time is the same too (util/overlay/overlay_linux.go). `text` is the Dockerfile to write instead of the case's own.
 */
export function writeContext(
  folder: string,
  build: BuildCase,
  text: string | undefined,
  time: number,
): void {
  const facts = Object.entries(build.facts ?? {});
  const factOf = new Map(facts);
  const make = (path: string): void => {
    mkdirSync(join(folder, dirname(path)), { recursive: true, mode: 0o755 });
  };
  for (const [path, fact] of facts) {
    make(path);
    if (fact.emptyDirectory === true)
      mkdirSync(join(folder, path), { recursive: true });
    else if (fact.symlink !== undefined)
      symlinkSync(fact.symlink, join(folder, path));
  }
  for (const [path, content] of Object.entries(build.files)) {
    if (factOf.get(path)?.symlink !== undefined) continue;
    make(path);
    const isDockerfile = path === dockerfileOf(build);
    writeFileSync(
      join(folder, path),
      isDockerfile ? withoutDigest(text ?? content) : content,
    );
    chmodSync(join(folder, path), 0o644);
  }
  for (const [path, archive] of Object.entries(build.archives ?? {})) {
    make(path);
    writeFileSync(join(folder, path), archiveBytes(archive));
  }
  for (const [path, { mode }] of facts)
    if (mode !== undefined) chmodSync(join(folder, path), mode);
  for (const path of readdirSync(folder, {
    recursive: true,
    encoding: "utf8",
  }))
    lutimesSync(join(folder, path), time, time);
}
