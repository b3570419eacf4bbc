/**
 * How the build grows: the site is built with its lessons, exercises and scenarios once, three times and ten times (or as
 * many times as the arguments say), and the time and the most memory of each build are printed. Ten times the content may
 * take eleven times the time.
 */
import { spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";

const root = resolve(import.meta.dirname, "../..");
const given = process.argv.slice(2).map(Number);
const factors = given.length > 0 ? given : [1, 3, 10];
const GROWTH = 1.1;

interface Build {
  readonly factor: number;
  readonly pages: number;
  readonly seconds: number;
  /** Seconds of processor time, which do not grow on a busy machine; the seconds by the clock where they are not told. */
  readonly work: number;
  /** The most memory that the build's process held, in megabytes. */
  readonly memory: number;
}

const builds: Build[] = [];
for (const factor of factors) {
  const folder = mkdtempSync(join(tmpdir(), `drydock-scale-${factor}-`));
  try {
    prepare(folder, factor);
    const build = await timed(folder, factor);
    builds.push(build);
    const { pages, seconds, work, memory } = build;
    console.log(
      `content times ${factor}: ${pages} pages in ${seconds.toFixed(1)} s, of the processor ${work.toFixed(1)} s, ${(1000 * (work / pages)).toFixed(0)} ms a page; ${memory.toFixed(0)} MB`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const [least] = builds;
const most = builds.at(-1);
if (least !== undefined && most !== undefined && most !== least) {
  const content = most.factor / least.factor;
  const time = most.work / least.work;
  const limit = content * GROWTH;
  console.log(
    `${content} times the content takes ${time.toFixed(1)} times the time, and may take ${limit.toFixed(1)}`,
  );
  if (time > limit) process.exitCode = 1;
}

/** Puts the project into a folder, its content as many times as the factor says. */
function prepare(folder: string, factor: number): void {
  const left = /^(?:node_modules|dist|test-results|\.git|\.cache|\.astro)$/;
  for (const name of readdirSync(root))
    if (!left.test(name))
      cpSync(join(root, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  // The packages, and not what builds keep beside them.
  for (const name of readdirSync(join(root, "node_modules")))
    if (!/^\.(?!bin$)/.test(name))
      symlinkSync(
        join(root, "node_modules", name),
        join(folder, "node_modules", name),
      );
  const content = join(folder, "content");
  const lessons = readdirSync(join(content, "lessons"));
  const exercises = readdirSync(join(content, "exercises"));
  const known = new Set([...lessons, ...exercises]);
  for (let copy = 2; copy <= factor; copy++) {
    const renamed = (text: string): string => inCopy(text, known, copy);
    for (const id of lessons)
      copyFolder(join(content, "lessons"), id, "index.mdx", copy, renamed);
    for (const id of exercises)
      copyFolder(join(content, "exercises"), id, "exercise.mdx", copy, renamed);
    for (const file of readdirSync(join(content, "scenarios"))) {
      const text = readFileSync(join(content, "scenarios", file), "utf8");
      const name = file.replace(/(?:-x\d+)?\.mdx$/, `-x${copy}.mdx`);
      if (!/-x\d+\.mdx$/.test(file))
        writeFileSync(join(content, "scenarios", name), renamed(text));
    }
  }
  const course = join(content, "course.yaml");
  const modules: { readonly lessons?: readonly string[] }[] = parse(
    readFileSync(course, "utf8"),
  );
  const all = (ids: readonly string[]): string[] =>
    Array.from({ length: factor }, (_, at) =>
      ids.map((id) => (at === 0 ? id : `${id}-x${at + 1}`)),
    ).flat();
  writeFileSync(
    course,
    stringify(
      modules.map((module) =>
        module.lessons === undefined
          ? module
          : { ...module, lessons: all(module.lessons) },
      ),
    ),
  );
}

function copyFolder(
  parent: string,
  id: string,
  page: string,
  copy: number,
  renamed: (text: string) => string,
): void {
  const to = join(parent, `${id}-x${copy}`);
  cpSync(join(parent, id), to, { recursive: true });
  const file = join(to, page);
  writeFileSync(file, renamed(readFileSync(file, "utf8")));
}

/**
 * A page whose relations lead to the same copy's lessons and exercises. Its corrections have ids of their own; an earlier id
 * stays with the original.
 */
function inCopy(
  text: string,
  known: ReadonlySet<string>,
  copy: number,
): string {
  return text
    .replace(/^movedFrom:.*\n/m, "")
    .replace(/^corrections:\n(?: .*\n)+/m, (corrections) =>
      corrections.replace(/^ *- id: .*$/gm, `$&-x${copy}`),
    )
    .replace(/<YouMayHaveRead id="[^"]*/g, `$&-x${copy}`)
    .replace(
      /^ *(?:- )?(?:lessons?|exercises?):.*$|<Exercise id="[^"]*"/gm,
      (relation) =>
        relation.replace(/[a-z0-9-]+/g, (word) =>
          known.has(word) ? `${word}-x${copy}` : word,
        ),
    );
}

async function timed(folder: string, factor: number): Promise<Build> {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [join(root, "node_modules/astro/bin/astro.mjs"), "build"],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      // Pages with the links of ten courses are not for readers.
      env: { ...process.env, SIZES: "print" },
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  let memory = 0;
  let work = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, heldBy(child.pid));
    work = Math.max(work, workOf(child.pid));
  }, 100);
  const status = await new Promise((ended) => child.on("close", ended));
  clearInterval(watch);
  if (status !== 0) throw new Error(said);
  const pages = Number(/ (\d+) page\(s\) built/.exec(said)?.[1]);
  const seconds = (performance.now() - start) / 1000;
  return { factor, pages, seconds, work: work || seconds, memory };
}

/** The most that a process has held so far, in megabytes; 0 where the system does not tell. */
function heldBy(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** The processor time that a process has used so far, in seconds; 0 where the system does not tell. */
function workOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in parentheses, and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // In hundredths of a second: proc_pid_stat(5), utime and stime.
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
