import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideChromium } from "./chromium.ts";

/** How many tests of a suite passed, failed and were skipped. */
interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const results = mkdtempSync(join(tmpdir(), "drydock-test-"));
let total: Counts = { passed: 0, failed: 0, skipped: 0 };

/** A part of the tests; it writes what it has to say through `say`. */
interface Step {
  readonly name: string;
  readonly run: (say: Say) => Promise<Counts>;
}

type Say = (text: string) => void;

async function main(): Promise<void> {
  let built = false;
  // Each of these uses one processor, so two rows of them run side by side.
  const checking: readonly Step[] = [
    { name: "truth tests", run: truthTests },
    {
      name: "format",
      run: single("prettier", "--check", "--log-level=warn", "."),
    },
    { name: "lint", run: single("oxlint") },
    { name: "types of the judge", run: single("tsc", "-p", "checks") },
    {
      name: "types of the service worker",
      run: single("tsc", "-p", "src/offline/worker"),
    },
  ];
  const building: readonly Step[] = [
    { name: "lengths of lessons", run: single("node", "src/tools/words.ts") },
    { name: "types of the site", run: single("astro", "check") },
    {
      name: "build",
      run: async (say) => {
        const counts = await single("astro", "build")(say);
        built = counts.failed === 0;
        return counts;
      },
    },
  ];
  await Promise.all([inTurn(checking), inTurn(building)]);
  // These use both, and show how far they are.
  await inTurn([{ name: "unit tests", run: unitTests }], "as it goes");
  if (built)
    await inTurn([{ name: "browser tests", run: browserTests }], "as it goes");
}

/** Runs steps one after the other; what each has to say is shown as it goes, or whole when it has ended. */
async function inTurn(
  steps: readonly Step[],
  shown: "as it goes" | "whole" = "whole",
): Promise<void> {
  for (const { name, run } of steps) {
    const start = performance.now();
    const texts: string[] = [`\n— ${name}\n`];
    const say = (text: string): void => {
      if (shown === "whole") texts.push(text);
      else process.stdout.write(text);
    };
    if (shown === "as it goes") say(texts.pop() ?? "");
    const counts = await run(say);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    say(`  ${inWords(counts)} in ${seconds} s\n`);
    process.stdout.write(texts.join(""));
    total = sum(total, counts);
  }
}

/** A program that passes or fails as a whole. */
function single(command: string, ...args: readonly string[]): Step["run"] {
  return async (say) => {
    const ok = await run(say, command, args);
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  };
}

async function unitTests(say: Say): Promise<Counts> {
  const file = join(results, "unit.json");
  await run(say, "npm", [
    "run",
    "--silent",
    "unit",
    "--",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  return {
    passed: numberAt(report, "numPassedTests"),
    // A file that cannot be read fails without a test of its own.
    failed: Math.max(
      numberAt(report, "numFailedTests"),
      numberAt(report, "numFailedTestSuites"),
      report === undefined ? 1 : 0,
    ),
    skipped: numberAt(report, "numPendingTests"),
  };
}

/** How many of the simulator's cases are built for real here; `npm run test:oracle` builds them all. */
const REAL_BUILDS = 30;

async function truthTests(say: Say): Promise<Counts> {
  if (spawnSync("buildah", ["--version"]).status !== 0) {
    say(
      `buildah is not installed (on Debian: apt-get install buildah busybox-static tini dumb-init), so ${REAL_BUILDS} cases were not built for real.\n`,
    );
    return { passed: 0, failed: 0, skipped: REAL_BUILDS };
  }
  const file = join(results, "truth.json");
  // The order is the same in every run, so what did not change is remembered.
  await run(say, "node", [
    "checks/tools/oracle/main.ts",
    "--order=npm test",
    `--cases=${REAL_BUILDS}`,
    `--json=${file}`,
  ]);
  const report = readReport(file);
  return {
    passed: numberAt(report, "passed"),
    failed: numberAt(report, "failed") + (report === undefined ? 1 : 0),
    skipped: numberAt(report, "skipped"),
  };
}

async function browserTests(say: Say): Promise<Counts> {
  const chromium = provideChromium();
  if (chromium === undefined) {
    say(
      "The browser tests need Chromium or Chrome: install one (on Debian and Ubuntu: apt-get install chromium), or name its program in the variable CHROMIUM.\n",
    );
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const file = join(results, "browser.json");
  // What is timed comes after all else of the site; what is long is left to `.ci/run`.
  await run(say, "playwright", ["test", "-c", "src/e2e", "--project=timed"], {
    CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const report = readReport(file);
  const stats = at(report, "stats");
  return {
    passed: numberAt(stats, "expected") + numberAt(stats, "flaky"),
    failed: numberAt(stats, "unexpected") + (stats === undefined ? 1 : 0),
    skipped: numberAt(stats, "skipped"),
  };
}

/** Runs a program of the project; whether it succeeds. */
function run(
  say: Say,
  command: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const [program, ...before] =
    command === "npm" ? ["npm"] : ["npx", "--no-install", command];
  const child = spawn(program, [...before, ...args], {
    stdio: ["inherit", "pipe", "pipe"],
    env: {
      ...process.env,
      // The colours that the terminal would get.
      ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}),
      ...variables,
    },
    shell: process.platform === "win32",
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", say);
  return new Promise((ended) => {
    child.on("error", (error) => {
      say(`${error.message}\n`);
      ended(false);
    });
    child.on("close", (status) => ended(status === 0));
  });
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function at(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function numberAt(value: unknown, name: string): number {
  const found = at(value, name);
  return typeof found === "number" ? found : 0;
}

function sum(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

await main();
rmSync(results, { recursive: true });
console.log(`\n${inWords(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
