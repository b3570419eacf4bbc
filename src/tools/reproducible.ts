/**
 * Builds the last commit twice and says whether the archives are the same, byte for byte: in two folders of different
 * names, each with packages of its own, and with another home, user, time zone and language. So nothing of the machine
 * can be in them.
 */
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";

/** Two machines as different as one can make them. */
const MACHINES = [
  { folder: "one", user: "ada", zone: "UTC", language: "C.UTF-8" },
  {
    folder: "another/place",
    user: "grace",
    zone: "Pacific/Kiritimati",
    language: "tr_TR.UTF-8",
  },
] as const;

const work = mkdtempSync(join(tmpdir(), "drydock-reproducible-"));
try {
  main();
} finally {
  rmSync(work, { recursive: true, force: true });
}

function main(): void {
  const time = output("git", ["log", "-1", "--format=%ct"]).trim();
  const commit = output("git", ["rev-parse", "HEAD"]).trim();
  const npm = (name: string): string =>
    output("npm", ["config", "get", name]).trim();
  // Where packages come from, and those that were fetched before.
  const registry = {
    npm_config_cache: npm("cache"),
    npm_config_userconfig: npm("userconfig"),
  };
  console.log(`commit ${commit}`);
  const archives = MACHINES.map(({ folder, user, zone, language }) => {
    const place = join(work, folder);
    const home = join(work, `home of ${user}`);
    mkdirSync(place, { recursive: true });
    mkdirSync(home);
    const environment = {
      ...process.env,
      HOME: home,
      USER: user,
      LOGNAME: user,
      TZ: zone,
      LANG: language,
      SOURCE_DATE_EPOCH: time,
      ...registry,
    };
    const run = (command: string, args: readonly string[]): string =>
      output(command, args, { cwd: place, env: environment });
    output("git", ["archive", `--output=${place}.tar`, "HEAD"]);
    run("tar", ["-xf", `${place}.tar`]);
    run("npm", ["ci", "--prefer-offline"]);
    run("npm", ["run", "package"]);
    const archive = readdirSync(join(place, "package")).find((name) =>
      name.endsWith(".zip"),
    );
    const bytes = readFileSync(join(place, "package", archive ?? ""));
    const hash = readFileSync(
      join(place, "package", `${archive}.sha256`),
      "utf8",
    ).split(" ")[0];
    console.log(`${hash}  ${archive}, built by ${user} in ${place}`);
    return unzipSync(bytes);
  });
  const [one = {}, other = {}] = archives;
  const paths = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const different = paths.filter(
    (path) => !Buffer.from(one[path] ?? []).equals(other[path] ?? Buffer.of()),
  );
  for (const path of different) console.error(`differs: ${path}`);
  console.log(`${paths.length} files, ${different.length} differ`);
  process.exitCode = different.length === 0 ? 0 : 1;
}

/** What a program prints; throws with its errors where it fails. */
function output(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    ...options,
  });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")}: ${stderr.slice(-4000)}`);
  return stdout;
}
