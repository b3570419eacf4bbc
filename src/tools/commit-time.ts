import { spawnSync } from "node:child_process";

/**
 * When the commit that is built was made, so that its builds are the same whenever they run. A copy without Git takes it
 * from SOURCE_DATE_EPOCH, in seconds since 1970 (https://reproducible-builds.org/specs/source-date-epoch/), which counts
 * first; undefined where neither is there.
 */
export function commitTime(): Date | undefined {
  const given = process.env["SOURCE_DATE_EPOCH"];
  const seconds =
    given === undefined || given === ""
      ? spawnSync("git", ["log", "-1", "--format=%ct"], { encoding: "utf8" })
          .stdout
      : given;
  return /^\d+\s*$/.test(seconds ?? "")
    ? new Date(Number(seconds) * 1000)
    : undefined;
}
