import { gzipSync } from "node:zlib";
import type { Page, Request } from "@playwright/test";
import { expect, test } from "./test.ts";
import { fieldOf } from "./workspace.ts";

/** What is transferred, in bytes after gzip; fonts are compressed already. */
interface Load {
  readonly all: number;
  readonly script: number;
}

// The build weighs every page (src/tools/sizes.ts); here a browser tells whether scripts bring more as they run.
const budgets = [
  { kind: "home", path: "", all: 60_000, script: 12_000 },
  {
    kind: "lesson with a figure",
    path: "lessons/layers-and-whiteouts/",
    all: 60_000,
    script: 12_000,
  },
  { kind: "progress", path: "progress/", all: 60_000, script: 12_000 },
  {
    kind: "exercise, to the first grade",
    path: "exercises/inherited-dockerfile/",
    all: 130_000,
    script: Number.POSITIVE_INFINITY,
  },
];

for (const { kind, path, all, script } of budgets)
  test(`what a page loads: ${kind}`, async ({ page, site }) => {
    const loads: Promise<{ type: string; bytes: number; start: number }>[] = [];
    const count = (request: Request): void => {
      loads.push(sizeOf(request));
    };
    page.on("requestfinished", count);
    await page.goto(site + path, { waitUntil: "networkidle" });
    const end = await firstGrade(page);
    // What is loaded later counts no more, and may outlast the test.
    page.off("requestfinished", count);
    const counted = (await Promise.all(loads)).filter(
      ({ start }) => start <= end,
    );
    const sum = (some: typeof counted): number =>
      some.reduce((total, { bytes }) => total + bytes, 0);
    const load: Load = {
      all: sum(counted),
      script: sum(
        counted.filter(({ type }) => type === "script" || type === "other"),
      ),
    };
    const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
    console.log(
      `${kind}: ${kB(load.all)} of ${kB(all)}, script ${kB(load.script)}${Number.isFinite(script) ? ` of ${kB(script)}` : ""}`,
    );
    expect(load.all).toBeLessThanOrEqual(all);
    expect(load.script).toBeLessThanOrEqual(script);
  });

async function sizeOf(
  request: Request,
): Promise<{ type: string; bytes: number; start: number }> {
  const type = request.resourceType();
  const body = (await (await request.response())?.body()) ?? Buffer.alloc(0);
  return {
    type,
    bytes: type === "font" ? body.length : gzipSync(body, { level: 9 }).length,
    start: request.timing().startTime,
  };
}

/** The moment of the first graded keystroke; without a workspace, the end of time. */
async function firstGrade(page: Page): Promise<number> {
  const workspace = page.locator("exercise-workspace");
  if ((await workspace.count()) === 0) return Number.POSITIVE_INFINITY;
  const keep = workspace.locator("[data-keep=starts]");
  const graded = keep.evaluate(
    (row) =>
      new Promise<number>((resolve) => {
        new MutationObserver(() => resolve(Date.now())).observe(row, {
          attributeFilter: ["data-state"],
        });
      }),
  );
  await fieldOf(workspace, "Dockerfile").press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  const moment = await graded;
  await expect(keep).toHaveAttribute("data-state", "lost");
  await page.waitForLoadState("networkidle");
  return moment;
}
