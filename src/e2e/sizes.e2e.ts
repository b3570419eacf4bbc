import { gzipSync } from "node:zlib";
import { expect, test } from "./test.ts";
import { fieldOf } from "./workspace.ts";

/** What is transferred, in bytes after gzip; fonts are compressed already. */
interface Load {
  readonly all: number;
  readonly script: number;
}

const budgets = [
  { kind: "home", path: "", all: 60_000, script: 12_000 },
  {
    kind: "lesson",
    path: "lessons/run-as-non-root/",
    all: 60_000,
    script: 12_000,
  },
  { kind: "rule", path: "rules/run-as-non-root/", all: 60_000, script: 12_000 },
  { kind: "rules", path: "rules/", all: 60_000, script: 12_000 },
  { kind: "checklist", path: "checklist/", all: 60_000, script: 12_000 },
  {
    kind: "interview",
    path: "interview/inherited-dockerfile-order/",
    all: 60_000,
    script: 12_000,
  },
  {
    kind: "exercise, to the first grade",
    path: "exercises/inherited-dockerfile/",
    all: 130_000,
    script: Number.POSITIVE_INFINITY,
  },
];

for (const { kind, path, all, script } of budgets)
  test(`what a page loads: ${kind}`, async ({ page, site }) => {
    const bodies: Promise<{ type: string; bytes: number }>[] = [];
    page.on("requestfinished", (request) => {
      const type = request.resourceType();
      bodies.push(
        request
          .response()
          .then((response) => response?.body())
          .then((body) => ({
            type,
            bytes:
              body === undefined
                ? 0
                : type === "font"
                  ? body.length
                  : gzipSync(body, { level: 9 }).length,
          })),
      );
    });
    await page.goto(site + path, { waitUntil: "networkidle" });
    const workspace = page.locator("exercise-workspace");
    if (await workspace.count()) {
      await fieldOf(workspace, "Dockerfile").press("ControlOrMeta+End");
      await page.keyboard.type("USER 1000");
      await expect(workspace.locator("[data-goal=non-root]")).toHaveAttribute(
        "data-state",
        "met",
      );
    }
    const loads = await Promise.all(bodies);
    const sum = (some: typeof loads): number =>
      some.reduce((total, { bytes }) => total + bytes, 0);
    const load: Load = {
      all: sum(loads),
      script: sum(
        loads.filter(({ type }) => type === "script" || type === "other"),
      ),
    };
    const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
    console.log(
      `${kind}: ${kB(load.all)} of ${kB(all)}, script ${kB(load.script)}${Number.isFinite(script) ? ` of ${kB(script)}` : ""}`,
    );
    expect(load.all).toBeLessThanOrEqual(all);
    expect(load.script).toBeLessThanOrEqual(script);
  });
