import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  featureIn,
  type Builder,
  type BuildRequest,
  type CachedStep,
  type Outcome,
} from "./builder.ts";
import { runProgram, type Ended } from "./program.ts";
import { readImage } from "./real-image.ts";
import type { StubImage } from "./stub-images.ts";

/** What buildah 1.28 answers with "unknown flag" or worse. */
const UNKNOWN_TO_IT: Readonly<Record<string, RegExp>> = {
  heredocs: /^[ \t]*(?:RUN|COPY|ADD)\b.*<<-?["']?\w/m,
  "--link": /^[ \t]*(?:COPY|ADD)\b.*\s--link\b/m,
  "--parents": /\s--parents\b/,
  "--exclude": /\s--exclude=/,
  "ADD --checksum": /\s--checksum=/,
  "a symbolic --chmod": /\s--chmod=[^\s\d$]/,
  "a secret's env=": /--mount=type=secret\S*\benv=/,
  "HEALTHCHECK --start-interval": /\s--start-interval=/,
};

/** The buildah of this machine, working in an empty folder; undefined where there is none. */
export async function findBuildah(
  folder: string,
): Promise<Builder | undefined> {
  const { status, stdout } = await runProgram("buildah", ["--version"]);
  if (status !== 0) return undefined;
  const probe = await buildahIn(folder, "overlay")("images");
  // Copies where the file system takes no overlay: slower, with the same results.
  const driver = probe.status === 0 ? "overlay" : "vfs";
  let count = 0;
  return {
    name: "buildah",
    version: /[\d.]+/.exec(stdout.toString())?.[0] ?? "",
    counts: "instructions",
    lacks: (dockerfile) => featureIn(dockerfile, UNKNOWN_TO_IT),
    build: (images, requests) =>
      buildIn(join(folder, String(count++)), driver, images, requests),
    close: () => {},
  };
}

type Buildah = (...args: readonly string[]) => Promise<Ended>;

/** Calls buildah with the storage in a folder. */
function buildahIn(folder: string, driver: string): Buildah {
  return (...args) =>
    // What it mounts and may leave is gone with a mount namespace of its own.
    runProgram("unshare", [
      "--mount",
      "buildah",
      "--root",
      join(folder, "root"),
      "--runroot",
      join(folder, "run"),
      "--storage-driver",
      driver,
      ...args,
    ]);
}

async function buildIn(
  folder: string,
  driver: string,
  images: readonly StubImage[],
  requests: readonly BuildRequest[],
): Promise<readonly Outcome[]> {
  const buildah = buildahIn(folder, driver);
  mkdirSync(folder, { recursive: true });
  try {
    for (const { name, tag, archive } of images) {
      const file = join(folder, "stub.tar");
      writeFileSync(file, archive);
      const { status, stderr } = await buildah(
        "pull",
        "--quiet",
        `docker-archive:${file}`,
      );
      rmSync(file);
      if (status !== 0)
        throw new Error(`buildah takes no stub of ${name}: ${stderr}`);
      if (tag !== name && !tag.startsWith(name))
        await buildah("tag", tag, name);
    }
    const outcomes: Outcome[] = [];
    for (const request of requests)
      outcomes.push(await buildOne(buildah, folder, request));
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function buildOne(
  buildah: Buildah,
  folder: string,
  request: BuildRequest,
): Promise<Outcome> {
  const name = "localhost/case";
  const { status, stdout, stderr } = await buildah(
    "bud",
    "--format=docker",
    "--isolation=chroot",
    "--layers",
    "--pull-never",
    `--tag=${name}`,
    `--file=${request.dockerfile}`,
    ...(request.target === undefined ? [] : [`--target=${request.target}`]),
    ...Object.entries(request.arguments).map(
      ([key, value]) => `--build-arg=${key}=${value}`,
    ),
    ...Object.entries(request.secrets).map(
      ([id, path]) => `--secret=id=${id},src=${path}`,
    ),
    request.context,
  );
  if (status !== 0) return { kind: "failed", message: lastLines(stderr) };
  const file = join(folder, "image.tar");
  const pushed = await buildah("push", name, `docker-archive:${file}`);
  if (pushed.status !== 0)
    return { kind: "failed", message: lastLines(pushed.stderr) };
  const image = readImage(readFileSync(file));
  rmSync(file);
  return { kind: "built", image, steps: stepsIn(stdout.toString()) };
}

/** Reads "[1/2] STEP 2/5: COPY a b" with "--> Using cache 4f2a" or "--> 4f2a" below it. */
function stepsIn(output: string): readonly CachedStep[] {
  const steps: CachedStep[] = [];
  let open: { stage: number; at: number } | undefined;
  for (const line of output.split("\n")) {
    const step = /^(?:\[(\d+)\/\d+\] )?STEP (\d+)\/\d+: /.exec(line);
    if (step !== null)
      // Step 1 is FROM.
      open = { stage: Number(step[1] ?? 1) - 1, at: Number(step[2]) - 2 };
    else if (line.startsWith("--> ") && open !== undefined) {
      if (open.at >= 0)
        steps.push({ ...open, cached: line.startsWith("--> Using cache") });
      open = undefined;
    }
  }
  return steps;
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join("\n");
}
