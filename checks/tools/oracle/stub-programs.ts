import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import {
  declaredFile,
  declaredWords,
  type DeclaredFile,
} from "../../build/produces.ts";
import type { Produced } from "./build-case.ts";
import { tarFile, type TarEntry } from "./tar.ts";

const program = (path: string, data: string | Buffer): TarEntry =>
  tarFile(path, data, { mode: 0o755 });
const link = (path: string, target: string): TarEntry =>
  tarFile(path, "", { type: "symlink", mode: 0o777, target });

let busybox: readonly TarEntry[] | undefined;
let debian: readonly TarEntry[] | undefined;

/** BusyBox with a link for each of its applets, and stand-ins for `adduser` and `addgroup`, which Debian's lacks. */
export function busyboxPrograms(): readonly TarEntry[] {
  if (busybox !== undefined) return busybox;
  const path = locate("busybox");
  const applets = output(path, "--list").filter((name) => name !== "busybox");
  busybox = [
    program("bin/busybox", readFileSync(path)),
    program("usr/sbin/adduser", ADDUSER),
    program("usr/sbin/addgroup", ADDGROUP),
    ...applets.map((name) => link(`bin/${name}`, "/bin/busybox")),
  ];
  return busybox;
}

/** What a Debian image is made of that a Dockerfile uses: this machine's own dash, bash, coreutils and shadow. */
export function debianPrograms(): readonly TarEntry[] {
  if (debian !== undefined) return debian;
  const programs = [
    ..."dash bash cat chgrp chmod chown cp date env id install ln ls mkdir mktemp mv printenv printf pwd readlink rm rmdir sleep sort stat tail tee touch tr true false uname wc whoami echo test head grep sed".split(
      " ",
    ),
    ..."useradd groupadd usermod groupmod userdel".split(" "),
  ].map(locate);
  const libraries = new Set(
    programs.flatMap((path) =>
      output("ldd", path).flatMap((line) => /\/\S+/.exec(line)?.[0] ?? []),
    ),
  );
  debian = [
    link("usr/bin/sh", "dash"),
    ...[...programs, ...libraries].map((path) =>
      program(path.replace(/^\/(?:usr\/)?/, "usr/"), readFileSync(path)),
    ),
    tarFile("etc/login.defs", readIfThere("/etc/login.defs")),
    tarFile("etc/default/useradd", "SHELL=/bin/sh\n"),
    tarFile("etc/nsswitch.conf", "passwd: files\ngroup: files\n"),
    tarFile("etc/subuid", ""),
    tarFile("etc/subgid", ""),
  ];
  return debian;
}

/**
 * Commands that do nothing but succeed. Package managers of a project make the directory that stages copy, and commands
 * write what they are declared to.
 */
export function stubPrograms(
  names: readonly string[],
  produces: Produced,
): readonly TarEntry[] {
  const declared = Object.entries(produces).flatMap(([text, files]) => {
    const [name, ...rest] = declaredWords(text) ?? [];
    return name === undefined
      ? []
      : [{ name, words: rest, files: files.map(declaredFile) }];
  });
  const all = new Set([...names, ...declared.map(({ name }) => name)]);
  return [...all].map((name) => {
    const own = declared.filter((each) => each.name === name);
    const sorted = own
      .filter(({ words }) => !words.includes("OUT"))
      .map(
        ({ words, files }) =>
          `  ${quoted(`${words.toSorted().join(" ")} `)}) ${writing(files)} ;;\n`,
      );
    const asWritten = [
      ...own.flatMap(({ words, files }) => {
        const at = words.indexOf("OUT");
        return at === -1 ? [] : [namingItsFile(words, at, files)];
      }),
      ...(PROJECT_MANAGERS.has(name) ? [INSTALLS] : []),
    ];
    return program(
      name.startsWith("/") ? name.slice(1) : `usr/bin/${name}`,
      sorted.length + asWritten.length === 0
        ? "#!/bin/sh\n"
        : `#!/bin/sh\n${SORTED_WORDS}case "$words" in\n${sorted.join("")}  *) case "$*" in\n${asWritten.join("")}  esac ;;\nesac\n`,
    );
  });
}

/** Options may come in another order than declared. */
const SORTED_WORDS = `words=$(printf '%s\\n' "$@" | LC_ALL=C sort | tr '\\n' ' ')\n`;
const PROJECT_MANAGERS = new Set(["npm", "yarn", "pnpm"]);
const INSTALLS =
  "  ci*|install*|i|i\\ *|clean-install*|'') mkdir -p node_modules ;;\n";

/** A command one of whose words is a file that it writes. */
function namingItsFile(
  words: readonly string[],
  at: number,
  files: readonly DeclaredFile[],
): string {
  const before = quoted(
    words
      .slice(0, at)
      .map((word) => `${word} `)
      .join(""),
  );
  const after = quoted(
    words
      .slice(at + 1)
      .map((word) => ` ${word}`)
      .join(""),
  );
  return `  ${before}*[!/]${after}) out="$*"; out=\${out#${before}}; out=\${out%${after}}; ${writing(files)} ;;\n`;
}

/** A command that writes files. */
function writing(files: readonly DeclaredFile[]): string {
  return files
    .map(({ path, executable }) => {
      const file = path === "OUT" ? '"$out"' : quoted(path);
      const directory =
        path === "OUT"
          ? 'case "$out" in */*) mkdir -p "${out%/*}" ;; esac'
          : `mkdir -p ${quoted(posix.dirname(path))}`;
      return `${directory}; echo > ${file}${executable === true ? `; chmod +x ${file}` : ""}`;
    })
    .join("; ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function locate(name: string): string {
  const path = ["/bin", "/usr/bin", "/sbin", "/usr/sbin"]
    .map((directory) => `${directory}/${name}`)
    .find(existsSync);
  if (path === undefined)
    throw new Error(`The stub images need ${name} on this machine.`);
  return path;
}

function output(command: string, argument: string): readonly string[] {
  const { stdout } = spawnSync(command, [argument], { encoding: "utf8" });
  return stdout
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

const ADDGROUP = `#!/bin/sh
set -e
gid=
while :; do
  case "$1" in
    -g) gid=$2; shift 2 ;;
    -*) shift ;;
    *) break ;;
  esac
done
if [ $# -gt 1 ]; then
  sed -i "s/^$2:.*/&,$1/" /etc/group
  exit
fi
grep -q "^$1:" /etc/group && exit 1
if [ -z "$gid" ]; then
  gid=101
  while grep -q "^[^:]*:[^:]*:$gid:" /etc/group; do gid=$((gid + 1)); done
fi
echo "$1:x:$gid:" >> /etc/group
`;

const ADDUSER = `#!/bin/sh
set -e
uid= group= home= make=yes system=
while :; do
  case "$1" in
    -u) uid=$2; shift 2 ;;
    -G) group=$2; shift 2 ;;
    -h) home=$2; shift 2 ;;
    -s|-g) shift 2 ;;
    -S|--system) system=yes; shift ;;
    -H|--no-create-home) make=; shift ;;
    -*H*) make=; system=yes; shift ;;
    -*) shift ;;
    *) break ;;
  esac
done
if [ $# -gt 1 ]; then
  sed -i "s/^$2:.*/&,$1/" /etc/group
  exit
fi
grep -q "^$1:" /etc/passwd && exit 1
if [ -z "$uid" ]; then
  uid=\${system:+100}
  uid=\${uid:-1000}
  while grep -q "^[^:]*:[^:]*:$uid:" /etc/passwd; do uid=$((uid + 1)); done
fi
if [ -z "$group" ]; then
  if [ -n "$system" ]; then
    group=nogroup
    grep -q '^nogroup:' /etc/group || echo nogroup:x:65533: >> /etc/group
  else
    group=$1
    echo "$1:x:$uid:" >> /etc/group
  fi
fi
gid=$(grep "^$group:" /etc/group | cut -d: -f3)
home=\${home:-/home/$1}
echo "$1:x:$uid:$gid:$1:$home:/bin/false" >> /etc/passwd
if [ -n "$make" ]; then mkdir -p "$home"; chown "$uid:$gid" "$home"; fi
`;
