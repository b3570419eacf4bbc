import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./test.ts";
import { fieldOf, openWorkspace } from "./workspace.ts";

/** The design's budget: milliseconds from a keystroke to the panel, at 4x CPU slowdown. */
const GOAL = { median: 50, p95: 100, task: 50 };
const KEYS = 80;
/** Ten characters a second. */
const BETWEEN = 100;

const lines = Array.from(
  { length: 99 },
  (_, at) => `RUN echo ${at} > /tmp/file-${at}`,
);
// What is typed goes into the comment at the end.
const text = `FROM node:24-slim\nENV a b\n${lines.slice(2).join("\n")}\n# `;

for (const editor of ["plain field", "Monaco"] as const)
  test(`typing in a long Dockerfile, ${editor} @timed`, async ({
    page,
    site,
  }) => {
    const workspace = await openWorkspace(
      page,
      `${site}exercises/inherited-dockerfile/`,
    );
    const field = fieldOf(workspace, "Dockerfile");
    await field.fill(text);
    await expect(workspace.locator("[data-keep=starts]")).toHaveAttribute(
      "data-state",
      "lost",
    );
    if (editor === "Monaco") {
      await workspace.getByRole("button", { name: "Rich editor" }).click();
      await expect(workspace.locator(".monaco-editor").first()).toBeVisible({
        timeout: 15_000,
      });
    } else await field.press("ControlOrMeta+End");
    await page.keyboard.press("ControlOrMeta+End");
    // All that loads after the first change is there before the clock runs.
    await expect(workspace.locator(".noticed")).toBeVisible();
    const { times, tasks } = await typeSlowly(page, workspace);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (part: number): number =>
      sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
    const longest = Math.max(0, ...tasks);
    console.log(
      `${editor}, 4x slower: keystroke to panel median ${at(0.5).toFixed(0)} ms of ${GOAL.median}, 95th percentile ${at(0.95).toFixed(0)} ms of ${GOAL.p95}; ${tasks.length} long tasks, the longest ${longest.toFixed(0)} ms of ${GOAL.task}`,
    );
    expect(times).toHaveLength(KEYS);
    // Machines are noisy: twice the goal is a failure.
    expect(at(0.5)).toBeLessThanOrEqual(2 * GOAL.median);
    expect(at(0.95)).toBeLessThanOrEqual(2 * GOAL.p95);
    expect(longest).toBeLessThanOrEqual(2 * GOAL.task);
  });

/** Milliseconds from the click that asks for the editor to its first lines, with nothing of it loaded before. */
const EDITOR_GOAL = 1000;

test("the editor starts soon after it is asked for @timed", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(
    page,
    `${site}exercises/inherited-dockerfile/`,
  );
  await page.waitForLoadState("networkidle");
  const started = workspace.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        let asked = Number.NaN;
        element.addEventListener("click", () => (asked = performance.now()), {
          capture: true,
          once: true,
        });
        new MutationObserver((_, observer) => {
          if (element.querySelector(".monaco-editor .view-line") === null)
            return;
          observer.disconnect();
          // Once it has been drawn.
          requestAnimationFrame(() =>
            setTimeout(() => resolve(performance.now() - asked)),
          );
        }).observe(element, { childList: true, subtree: true });
      }),
  );
  await workspace.getByRole("button", { name: "Rich editor" }).click();
  const time = await started;
  console.log(
    `the editor shows its lines after ${time.toFixed(0)} ms of ${EDITOR_GOAL}`,
  );
  // Machines are noisy: twice the goal is a failure.
  expect(time).toBeLessThanOrEqual(2 * EDITOR_GOAL);
});

/** Types a comment and a port that changes with every key; gives the milliseconds from each key to the panel. */
async function typeSlowly(
  page: Page,
  workspace: Locator,
): Promise<{
  readonly times: readonly number[];
  readonly tasks: readonly number[];
}> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await workspace.evaluate((element) => {
    const times: number[] = [];
    const tasks: number[] = [];
    Object.assign(globalThis, { measured: { times, tasks } });
    let pressed: number | undefined;
    addEventListener("keydown", () => (pressed = performance.now()), true);
    // The grade of the newest text arrives: the panel is drawn in the same task.
    element.addEventListener("graded", () => {
      if (pressed === undefined) return;
      times.push(performance.now() - pressed);
      pressed = undefined;
    });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask" });
  });
  for (let key = 0; key < KEYS; key++) {
    const start = performance.now();
    await page.keyboard.press("x");
    await page.waitForFunction(
      (count) => Reflect.get(globalThis, "measured").times.length > count,
      key,
    );
    const left = BETWEEN - (performance.now() - start);
    if (left > 0)
      await page.evaluate(
        (delay) => new Promise((resolve) => setTimeout(resolve, delay)),
        left,
      );
  }
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return page.evaluate(() => Reflect.get(globalThis, "measured"));
}
