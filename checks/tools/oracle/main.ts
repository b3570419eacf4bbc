import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findBuildah } from "./buildah.ts";
import { dockerfileOf, type BuildCase } from "./build-case.ts";
import { buildForReal } from "./build-for-real.ts";
import type { Builder } from "./builder.ts";
import { startBuildkit } from "./buildkit.ts";
import { allCases } from "./cases/all.ts";
import { compare } from "./compare/compare.ts";
import type { Difference } from "./compare/difference.ts";
import { memoryOf, recall, remember } from "./memory.ts";
import { chosen, readOptions } from "./options.ts";
import { compareStop, predictStop } from "./processes/compare-start.ts";
import { replay } from "./processes/replay.ts";
import { startCases, type StartCase } from "./processes/start-cases.ts";
import { endPrograms, runProgram } from "./program.ts";
import { Report } from "./report.ts";

const cache = resolve(import.meta.dirname, "../../../.cache/oracle");
/** Builds that run at a time. */
const AT_ONCE = 2;

const options = readOptions(process.argv.slice(2));
/** All that this run writes besides its memory; in main memory where it can, which is twice as fast. */
const run = mkdtempSync(
  join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "drydock-oracle-"),
);
const report = new Report();
const builders: Builder[] = [];
const end = (): void => {
  endPrograms();
  for (const builder of builders.splice(0)) builder.close();
  rmSync(run, { recursive: true, force: true, maxRetries: 20 });
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => {
    end();
    process.exit(130);
  });

try {
  process.exitCode = await main();
} finally {
  end();
}

async function main(): Promise<number> {
  const until = performance.now() + options.time;
  const missing = await missingPrograms();
  const buildah = await findBuildah(join(run, "buildah"));
  if (missing.length > 0 || buildah === undefined) {
    console.error(
      `The truth tests need ${missing.join(", ")}: install what is missing (on Debian: apt-get install buildah busybox-static tini dumb-init).`,
    );
    return 1;
  }
  builders.push(buildah);
  const buildkit = await startBuildkit(
    join(cache, "buildkit"),
    join(run, "buildkit"),
  );
  if (buildkit === undefined)
    console.log(
      "BuildKit itself is not asked: node checks/tools/oracle/provide-buildkit.ts brings it (on Debian, as root).",
    );
  else builders.push(buildkit);
  for (const { name, version } of builders) console.log(`${name} ${version}`);

  const builds = allCases().map((build) => ({
    name: build.name,
    jobs: builders.map((builder) => () => judgeBuild(build, builder)),
  }));
  const starts = startCases.map((start, at) => ({
    name: start.name,
    jobs: [() => judgeStart(start, join(run, `start-${at}`))],
  }));
  // A count of cases is one of builds.
  const all = options.cases === Infinity ? [...builds, ...starts] : builds;
  const jobs = chosen(all, options).flatMap((each) => each.jobs);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let job = jobs[next]; job !== undefined; job = jobs[next]) {
      if (performance.now() > until) return;
      next++;
      await job();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const left = jobs.length - next;
  if (options.json !== undefined)
    writeFileSync(
      options.json,
      JSON.stringify({ ...report.cases(), skipped: 0 }),
    );
  if (left === 0 && options.cases === Infinity && options.only === "")
    report.stale(builders.map(({ name }) => name));
  return report.close(left);
}

/** The programs that builds and starts are made with and that are not on this machine. */
async function missingPrograms(): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const name of "buildah busybox dash bash useradd ldd unshare setpriv tini dumb-init".split(
    " ",
  )) {
    const { status } = await runProgram("sh", ["-c", `command -v ${name}`]);
    if (status !== 0) missing.push(name);
  }
  return missing;
}

async function judgeBuild(build: BuildCase, builder: Builder): Promise<void> {
  const dockerfile = build.files[dockerfileOf(build)] ?? "";
  const lacking = builder.lacks(dockerfile);
  const text = lacking === undefined ? undefined : build.equivalent;
  if (lacking !== undefined && text === undefined) {
    report.notShown(build.name, `${builder.name} does not know ${lacking}`);
    return;
  }
  const path = memoryOf(join(cache, "builds"), build, builder, text);
  const known = options.fresh ? undefined : recall(path);
  const outcomes = known ?? (await buildForReal(build, builder, text, run));
  if (known === undefined) remember(path, outcomes);
  const differences = compare(build, {
    builder,
    outcomes,
    reworded: text !== undefined,
  });
  report.builds(outcomes.length, known !== undefined);
  report.differences(build.name, builder.name, dockerfile, differences);
}

async function judgeStart(start: StartCase, folder: string): Promise<void> {
  const predicted = predictStop(start);
  const differences: readonly Difference[] = compareStop(
    predicted,
    await replay(start, predicted.argv, predicted.signal, folder),
  );
  report.starts(1);
  report.differences(start.name, "processes", start.dockerfile, differences);
}
