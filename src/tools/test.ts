import { spawnSync } from "node:child_process";
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

function main(): void {
  step("format", () => single("prettier", "--check", "--log-level=warn", "."));
  step("lint", () => single("oxlint"));
  step("types of the judge", () => single("tsc", "-p", "checks"));
  step("types of the site", () => single("astro", "check"));
  step("lengths of lessons", () => single("node", "src/tools/words.ts"));
  step("unit tests", unitTests);
  step("truth tests", truthTests);
  const built = step("build", () => single("astro", "build"));
  if (built.failed === 0) step("browser tests", browserTests);
}

function step(name: string, run: () => Counts): Counts {
  const start = performance.now();
  console.log(`\n— ${name}`);
  const counts = run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`  ${inWords(counts)} in ${seconds} s`);
  total = sum(total, counts);
  return counts;
}

/** A program that passes or fails as a whole. */
function single(command: string, ...args: readonly string[]): Counts {
  const ok = run(command, args);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function unitTests(): Counts {
  const file = join(results, "unit.json");
  run("vitest", [
    "run",
    "--exclude=content/**",
    // A property over generated files takes long on a busy machine.
    "--testTimeout=30000",
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

function truthTests(): Counts {
  if (spawnSync("buildah", ["--version"]).status !== 0) {
    console.log(
      `buildah is not installed (on Debian: apt-get install buildah busybox-static tini dumb-init), so ${REAL_BUILDS} cases were not built for real.`,
    );
    return { passed: 0, failed: 0, skipped: REAL_BUILDS };
  }
  const file = join(results, "truth.json");
  // The order is the same in every run, so what did not change is remembered.
  run("node", [
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

function browserTests(): Counts {
  const chromium = provideChromium();
  if (chromium === undefined) {
    console.error(
      "The browser tests need Chromium or Chrome: install one (on Debian and Ubuntu: apt-get install chromium), or name its program in the variable CHROMIUM.",
    );
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const file = join(results, "browser.json");
  // What is timed comes after all else of the site; what is long is left to `.ci/run`.
  run("playwright", ["test", "-c", "src/e2e", "--project=timed"], {
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

function run(
  command: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): boolean {
  const { status } = spawnSync("npx", ["--no-install", command, ...args], {
    stdio: "inherit",
    env: { ...process.env, ...variables },
    shell: process.platform === "win32",
  });
  return status === 0;
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

main();
rmSync(results, { recursive: true });
console.log(`\n${inWords(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
