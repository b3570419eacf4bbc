import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";

/** A running nginx. */
export interface Nginx {
  /** Its root, with a slash at the end. */
  readonly origin: string;
  /** Takes it off the network. */
  stop(): Promise<void>;
}

/**
 * Unpacks an archive with one folder, and has nginx serve that folder below a path with the configuration of the image,
 * in which only the port and the places for files are changed.
 */
export async function serveArchive(
  archive: Uint8Array,
  below: string,
): Promise<Nginx> {
  if (spawnSync("nginx", ["-v"]).status !== 0)
    throw new Error(
      "This test needs nginx: install it (on Debian: apt-get install --no-install-recommends nginx).",
    );
  const folder = mkdtempSync(join(tmpdir(), "drydock-nginx-"));
  // Started by root, nginx reads the files as another user.
  chmodSync(folder, 0o755);
  for (const [path, bytes] of Object.entries(unzipSync(archive))) {
    const file = join(folder, "www", below, path.slice(path.indexOf("/") + 1));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const port = await freePort();
  const ours = new URL("../host/nginx.conf", import.meta.url);
  const configuration = join(folder, "nginx.conf");
  writeFileSync(
    configuration,
    readFileSync(ours, "utf8")
      .replaceAll("/tmp/", `${folder}/`)
      .replace("access_log /dev/stdout", "access_log off")
      .replace("root /site", `root ${folder}/www`)
      .replace("listen 8080", `listen 127.0.0.1:${port}`),
  );
  const nginx = spawn("nginx", ["-c", configuration, "-g", "daemon off;"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const errors: string[] = [];
  nginx.stderr.on("data", (text) => errors.push(String(text)));
  const ended = new Promise<void>((done) =>
    nginx.once("exit", () => {
      rmSync(folder, { recursive: true, force: true });
      done();
    }),
  );
  const origin = `http://127.0.0.1:${port}/`;
  while (!(await answers(origin)))
    if (nginx.exitCode !== null)
      throw new Error(`nginx does not start: ${errors.join("")}`);
  return {
    origin,
    stop: () => {
      nginx.kill("SIGTERM");
      return ended;
    },
  };
}

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string")
          reject(new Error("There is no free port."));
        else resolve(address.port);
      });
    });
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}
