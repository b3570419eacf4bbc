import { defineConfig } from "@playwright/test";
import { findChromium } from "../tools/chromium.ts";

const chromium = findChromium();
if (chromium === undefined)
  throw new Error(
    "The browser tests need Chromium or Chrome: install one (on Debian and Ubuntu: apt-get install chromium), or name its program in the variable CHROMIUM.",
  );

export default defineConfig({
  testDir: ".",
  testMatch: "*.e2e.ts",
  outputDir: "../../test-results",
  globalSetup: "./server.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  // A busy machine is slow, not wrong.
  expect: { timeout: 20_000 },
  forbidOnly: true,
  // What is timed runs alone, after all else; the machine may be busy with something besides us.
  projects: [
    { name: "site", grepInvert: /@timed|@long/ },
    {
      name: "timed",
      grep: /@timed/,
      dependencies: ["site"],
      workers: 1,
      retries: 2,
    },
    // Walks over every page, which `npm test` leaves to `.ci/run`.
    { name: "long", grep: /@long/ },
  ],
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"]
    ? [["list"], ["json"]]
    : [["list"]],
  use: {
    // It would fetch the whole site beside each test; the tests of working offline ask for it.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: chromium,
      args: [
        // Nothing outside the site can be reached, whatever a page asks for.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--disable-background-networking",
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    },
  },
});
