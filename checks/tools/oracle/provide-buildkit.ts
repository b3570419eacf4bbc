/**
 * Unpacks the BuildKit of a newer Debian into `.cache/oracle/buildkit`, where the truth tests look for it: nothing is
 * installed. Works on Debian, as root; takes about ten seconds and 400 MB.
 */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The release that brings a BuildKit with `--exclude`, symbolic modes and secrets as variables. */
const RELEASE = "forky";
const PACKAGES = ["docker.io", "docker-cli", "docker-buildx", "busybox-static"];

const goal = resolve(import.meta.dirname, "../../../.cache/oracle/buildkit");

if (existsSync(goal)) console.log(`${goal} is there already.`);
else {
  const work = mkdtempSync(join(tmpdir(), "drydock-packages-"));
  try {
    unpackInto(work);
    console.log(`BuildKit is in ${goal}.`);
  } catch (error) {
    console.error(
      `BuildKit was not unpacked, so the truth tests compare with buildah alone: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exitCode = 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpackInto(work: string): void {
  const mirror = run("apt-get", [
    "indextargets",
    "--format",
    "$(ORIGIN) $(REPO_URI)",
    "Created-By: Packages",
  ])
    .split("\n")
    .find((line) => line.startsWith("Debian "))
    ?.slice("Debian ".length);
  if (mirror === undefined) throw new Error("apt knows no mirror of Debian.");
  for (const path of ["state/lists/partial", "cache/archives/partial", "root"])
    mkdirSync(join(work, path), { recursive: true });
  writeFileSync(join(work, "status"), "");
  writeFileSync(
    join(work, "sources.list"),
    `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror} ${RELEASE} main\n`,
  );
  // apt with lists and a status of its own sees an empty machine, and so brings every library.
  const options = [
    `Dir::State=${work}/state`,
    `Dir::State::status=${work}/status`,
    `Dir::Cache=${work}/cache`,
    `Dir::Etc::sourcelist=${work}/sources.list`,
    "Dir::Etc::sourceparts=/dev/null",
    "APT::Sandbox::User=root",
  ].flatMap((option) => ["-o", option]);
  run("apt-get", [...options, "update"]);
  run("apt-get", [
    ...options,
    "install",
    "--yes",
    "--download-only",
    "--no-install-recommends",
    ...PACKAGES,
  ]);
  const root = join(work, "root");
  for (const file of readdirSync(join(work, "cache/archives")))
    if (file.endsWith(".deb"))
      run("dpkg", ["--extract", join(work, "cache/archives", file), root]);
  for (const name of ["bin", "sbin", "lib", "lib64"])
    if (!existsSync(join(root, name)))
      symlinkSync(`usr/${name}`, join(root, name));
  for (const name of ["proc", "sys", "dev", "tmp", "run", "root"])
    mkdirSync(join(root, name), { recursive: true });
  mkdirSync(join(goal, ".."), { recursive: true });
  run("cp", ["--archive", root, `${goal}.new`]);
  renameSync(`${goal}.new`, goal);
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
  });
  if (status !== 0)
    throw new Error(`${command} ${args.at(-1)}: ${stderr || "is not here"}`);
  return stdout;
}
