import { spawn, type ChildProcess } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { readDockerfile, type Stage } from "../../dockerfile/model.ts";
import { knownText } from "../../value.ts";
import {
  featureIn,
  stageNumber,
  type Builder,
  type BuildRequest,
  type CachedStep,
  type Outcome,
} from "./builder.ts";
import { runProgram, type Ended } from "./program.ts";
import { items, property, readImage, textOf } from "./real-image.ts";
import type { StubImage } from "./stub-images.ts";

/** What the BuildKit in Docker 28 does not know: `--parents` came with Dockerfile 1.20. */
const UNKNOWN_TO_IT: Readonly<Record<string, RegExp>> = {
  "--parents": /\s--parents\b/,
};

/** Makes the unpacked packages the root of a mount namespace and starts the daemon there. */
const START = `set -e
root=$1 run=$2
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
mkdir "$root/run/oracle" "$root/run/old"
mount --rbind "$run" "$root/run/oracle"
cd "$root"
pivot_root . run/old
exec /usr/bin/busybox sh -c "/usr/bin/busybox umount -l /run/old
exec /usr/bin/busybox env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root dockerd \\
  --data-root /run/oracle/data --exec-root /run/oracle/exec --pidfile /run/oracle/pid \\
  --host unix:///run/oracle/socket --iptables=false --ip6tables=false --bridge=none --feature containerd-snapshotter=true"
`;

/** Starts the BuildKit that is unpacked in a folder, working in an empty one; undefined where there is none. */
export async function startBuildkit(
  unpacked: string,
  folder: string,
): Promise<Builder | undefined> {
  if (!existsSync(join(unpacked, "usr/sbin/dockerd"))) return undefined;
  const plugins = join(folder, "client/cli-plugins");
  mkdirSync(plugins, { recursive: true });
  symlinkSync(
    join(unpacked, "usr/libexec/docker/cli-plugins/docker-buildx"),
    join(plugins, "docker-buildx"),
  );
  const groups = CGROUPS.filter((path) => !existsSync(path));
  // The daemon ends when we do, however that happens, and with it all that it started: it is PID 1 of its namespace.
  const daemon = spawn(
    "setpriv",
    "--pdeathsig KILL unshare --mount --pid --fork --kill-child=SIGKILL sh -c"
      .split(" ")
      .concat(START, "sh", unpacked, folder),
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let log = "";
  daemon.stderr.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000);
  });
  const docker = (...args: readonly string[]): Promise<Ended> =>
    runProgram(join(unpacked, "usr/bin/docker"), args, {
      DOCKER_HOST: `unix://${folder}/socket`,
      DOCKER_CONFIG: join(folder, "client"),
    });
  const version = await versionOf(docker, daemon);
  if (version === undefined) {
    daemon.kill("SIGKILL");
    throw new Error(`The daemon of BuildKit does not start:\n${log}`);
  }
  const loaded = new Map<string, Promise<void>>();
  return {
    name: "BuildKit",
    version: `of Docker ${version}`,
    counts: "layers",
    lacks: (dockerfile) => featureIn(dockerfile, UNKNOWN_TO_IT),
    build: async (images, requests) => {
      for (const image of images) {
        if (!loaded.has(image.tag))
          loaded.set(image.tag, load(docker, folder, image));
        await loaded.get(image.tag);
      }
      const outcomes: Outcome[] = [];
      for (const [at, request] of requests.entries())
        outcomes.push(await buildOne(docker, images, request, at === 0));
      return outcomes;
    },
    close: () => {
      daemon.kill("SIGKILL");
      for (const path of groups)
        try {
          rmdirSync(path);
        } catch {
          // It is not there, or something else uses it.
        }
    },
  };
}

/** Control groups that the daemon makes and leaves, the inner one first. */
const CGROUPS = ["/sys/fs/cgroup/docker/buildkit", "/sys/fs/cgroup/docker"];

async function versionOf(
  docker: (...args: readonly string[]) => Promise<Ended>,
  daemon: ChildProcess,
): Promise<string | undefined> {
  for (let tries = 0; tries < 150 && daemon.exitCode === null; tries++) {
    const asked = await docker("version", "--format={{.Server.Version}}");
    if (asked.status === 0) return asked.stdout.toString().trim();
    await setTimeout(200);
  }
  return undefined;
}

async function load(
  docker: (...args: readonly string[]) => Promise<Ended>,
  folder: string,
  { name, digest, archive }: StubImage,
): Promise<void> {
  const file = join(folder, `${digest}.tar`);
  writeFileSync(file, archive);
  const { status, stderr } = await docker("load", "--input", file);
  rmSync(file);
  if (status !== 0)
    throw new Error(`BuildKit takes no stub of ${name}: ${stderr}`);
}

async function buildOne(
  docker: (...args: readonly string[]) => Promise<Ended>,
  images: readonly StubImage[],
  request: BuildRequest,
  first: boolean,
): Promise<Outcome> {
  // A stub for one case stands in for the image of that name.
  const replaced = images.filter(({ name, tag }) => !tag.startsWith(name));
  const built = await docker(
    "buildx",
    "build",
    // Other cases have filled the cache.
    ...(first ? ["--no-cache"] : []),
    "--network=none",
    "--progress=rawjson",
    "--provenance=false",
    "--output=type=docker,dest=-,compression=uncompressed",
    `--file=${request.dockerfile}`,
    ...(request.target === undefined ? [] : [`--target=${request.target}`]),
    ...replaced.map(
      ({ name, tag }) => `--build-context=${name}=docker-image://${tag}`,
    ),
    ...Object.entries(request.arguments).map(
      ([key, value]) => `--build-arg=${key}=${value}`,
    ),
    ...Object.entries(request.secrets).map(
      ([id, path]) => `--secret=id=${id},src=${path}`,
    ),
    request.context,
  );
  if (built.status !== 0)
    return { kind: "failed", message: messageIn(built.stderr) };
  const text = readFileSync(request.dockerfile, "utf8");
  const { stages } = readDockerfile(
    { Dockerfile: text },
    "Dockerfile",
    request.arguments,
  );
  return {
    kind: "built",
    image: readImage(built.stdout),
    steps: stepsIn(
      built.stderr,
      stages,
      replaced.map(({ name }) => name),
    ),
  };
}

/** Reads the lines of `--progress=rawjson`: each vertex has a name like "[build 2/5] COPY a b". */
function stepsIn(
  output: string,
  stages: readonly Stage[],
  replaced: readonly string[],
): readonly CachedStep[] {
  const names = stages.map((stage) => stage.name ?? "");
  const steps = new Map<string, CachedStep>();
  for (const line of output.split("\n")) {
    if (!line.startsWith("{")) continue;
    for (const vertex of items(property(JSON.parse(line), "vertexes"))) {
      const name = textOf(property(vertex, "name"));
      // "LINK COPY" puts the layer of a linked copy, which has a line of its own, onto the others.
      const match = /^\[(?:(\S+) +)?(\d+)\/\d+\] (?!LINK |FROM )/.exec(name);
      if (match === null || property(vertex, "completed") === undefined)
        continue;
      // A stage alone has no name.
      const stage = stageNumber(match[1] ?? "stage-0", names);
      const at =
        Number(match[2]) - (numbersFrom(stages[stage], replaced) ? 2 : 1);
      if (at < 0) throw new Error(`BuildKit numbers "${name}" otherwise.`);
      steps.set(`${stage}:${at}`, {
        stage,
        at,
        cached: property(vertex, "cached") === true,
      });
    }
  }
  return [...steps.values()].sort((a, b) => a.stage - b.stage || a.at - b.at);
}

/** Whether number 1 is FROM: not where a stage starts from another one, from nothing or from what stands in for its image. */
function numbersFrom(
  stage: Stage | undefined,
  replaced: readonly string[],
): boolean {
  const kind = stage?.base.kind;
  if (kind === "stage" || kind === "scratch") return false;
  return !replaced.includes(knownText(stage?.from?.image?.value) ?? "");
}

function messageIn(output: string): string {
  const lines = output
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("{"));
  return lines.slice(-3).join("\n");
}
