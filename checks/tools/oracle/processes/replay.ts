import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from "node:fs";
import { constants } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { StartCase } from "./start-cases.ts";

/** What stands between PID 1 and the application, and the application itself. */
export type ProcessKind = "init" | "shell" | "runner" | "application" | "other";

/** What happened to an application that was started and stopped. */
export interface RealStop {
  /** From PID 1 down to the application. */
  readonly processes: readonly ProcessKind[];
  /** `ended`: an application without a handler is gone; whether by the signal or with PID 1 cannot be seen. */
  readonly end: "graceful" | "ended" | "cut-off" | "killed";
  /** As `docker inspect` shows it: 128 and the number of the signal for what a signal ended. */
  readonly exitCode: number;
}

/** How long a process may take to end before it counts as one that does not, in milliseconds. */
const PATIENCE = 2500;
const START = 8000;

/** Makes `/bin/sh` what the image's is, the folder `/srv`, and runs the arguments as PID 1. */
const SCRIPT = `set -e
shell=$1 folder=$2 path=$3
shift 3
if [ -n "$shell" ]; then mount --bind "$shell" "$(readlink -f /bin/sh)"; fi
mount --bind "$folder" /srv
cd /srv/app
exec env -i PATH="$path" HOME=/srv npm_config_update_notifier=false "$@"
`;

/** Runs a start command in a PID namespace of its own, sends it the signal, and sees how it ends. */
export async function replay(
  start: StartCase,
  argv: readonly string[],
  signal: string,
  folder: string,
): Promise<RealStop> {
  const app = join(folder, "app");
  mkdirSync(app, { recursive: true });
  for (const [path, text] of Object.entries(start.files)) {
    writeFileSync(join(app, path), text);
    chmodSync(join(app, path), 0o755);
  }
  const shell = start.shell === "ash" ? "/bin/busybox" : "";
  const path = `${dirname(process.execPath)}:/usr/bin:/bin`;
  const child = spawn(
    "setpriv",
    "--pdeathsig KILL unshare --pid --fork --mount-proc --kill-child=SIGKILL sh -c"
      .split(" ")
      .concat(SCRIPT, "sh", shell, folder, path, ...argv),
    { stdio: "ignore" },
  );
  const ended = new Promise<number>((resolve) => {
    child.on("close", (code, by) =>
      resolve(code ?? 128 + constants.signals[by ?? "SIGKILL"]),
    );
  });
  try {
    const ready = join(app, "ready");
    for (let waited = 0; !existsSync(ready); waited += 20) {
      if (waited > START || child.exitCode !== null)
        throw new Error(`${start.name}: ${argv.join(" ")} does not start.`);
      await setTimeout(20);
    }
    // The file is there a moment before what is written to it.
    await setTimeout(50);
    const first = childrenOf(child.pid ?? 0)[0] ?? 0;
    const processes = chainTo(first, Number(readFileSync(ready, "utf8")));
    process.kill(first, signal);
    const code = await Promise.race([
      ended,
      setTimeout(PATIENCE, undefined, { ref: false }),
    ]);
    const exists = (name: string): boolean => existsSync(join(app, name));
    return {
      processes,
      // SIGKILL is what follows on a signal that is not heard; unshare cannot pass it on as its own end.
      exitCode:
        code === undefined || signal === "SIGKILL"
          ? 128 + constants.signals.SIGKILL
          : code,
      end:
        code === undefined || signal === "SIGKILL"
          ? "killed"
          : exists("done")
            ? "graceful"
            : handlesIt(start, signal)
              ? "cut-off"
              : "ended",
    };
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}

/** Whether the application that the case starts has a handler for a signal. */
function handlesIt({ dockerfile, files }: StartCase, signal: string): boolean {
  const script = /\b(plain|interrupt)(?:\.js)?\b/.exec(dockerfile)?.[1];
  return files[`${script ?? "server"}.js`]?.includes(`"${signal}"`) === true;
}

function childrenOf(pid: number): readonly number[] {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).flatMap((task) =>
    readFileSync(`${tasks}/${task}/children`, "utf8")
      .split(" ")
      .filter((text) => text !== "")
      .map(Number),
  );
}

/** The kinds of the processes from one down to that which calls itself `inner` in its own namespace. */
function chainTo(pid: number, inner: number): readonly ProcessKind[] {
  if (innerPid(pid) === inner) return ["application"];
  for (const child of childrenOf(pid)) {
    const chain = chainTo(child, inner);
    if (chain.length > 0) return [kindOf(pid), ...chain];
  }
  return [];
}

function innerPid(pid: number): number {
  const line = /^NSpid:.*\s(\d+)$/m.exec(
    readFileSync(`/proc/${pid}/status`, "utf8"),
  );
  return Number(line?.[1]);
}

function kindOf(pid: number): ProcessKind {
  const program = basename(readlinkSync(`/proc/${pid}/exe`));
  if (/^(?:tini|dumb-init)$/.test(program)) return "init";
  if (/^(?:dash|bash|busybox)$/.test(program)) return "shell";
  const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
  return program === "node" && /^npm\b/.test(command) ? "runner" : "other";
}
