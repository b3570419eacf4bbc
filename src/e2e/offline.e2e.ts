import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { axeFindsInBothThemes } from "./axe.ts";
import { built, startHost, type Host } from "./host.ts";
import { builtPages } from "./pages.ts";
import { BELOW } from "./server.ts";
import { expect, expectProblem, test as base } from "./test.ts";
import { contentFile, fieldOf, openWorkspace } from "./workspace.ts";

const test = base.extend<{ host: Host }>({
  // Playwright wants a pattern here, also an empty one.
  // oxlint-disable-next-line no-empty-pattern
  host: async ({}, use) => {
    const host = await startHost();
    await use(host);
    await host.stop();
  },
  site: async ({ host }, use) => use(host.site),
});

test.use({ serviceWorkers: "allow" });
// A visit keeps some 500 files.
test.beforeEach(() => test.setTimeout(180_000));

const exercise = "exercises/inherited-dockerfile/";

for (const below of ["/", BELOW])
  test(`after one visit the site works without a network at ${below}`, async ({
    page,
    host,
    site,
  }) => {
    const root = new URL(below, site).href;
    await visit(page, root);
    host.cut();
    await page.goto(`${root}lessons/run-as-non-root`);
    await expect(page).toHaveURL(`${root}lessons/run-as-non-root/`);
    await expect(page.getByRole("link", { name: "Rules" })).toBeVisible();
    await page.goto(`${root}checklist/index.html?severity=error`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await search(page, "DL3008");
    await expect(page).toHaveURL(`${root}rules/pin-os-packages/`);

    const workspace = await openWorkspace(page, root + exercise);
    await fieldOf(workspace, "Dockerfile").fill("FROM alpine:3.24\n");
    await expect(workspace.locator("[data-keep=starts]")).toHaveAttribute(
      "data-state",
      "lost",
    );

    // The page looks for its site's root in every folder above.
    expectProblem(page, /404|ERR_CONNECTION_REFUSED/);
    const response = await page.goto(`${root}rules/no/such/page`);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "There is no such page",
    );
    await page.getByRole("link", { name: "The rules" }).click();
    await expect(page).toHaveURL(`${root}rules/`);
  });

test("a new version waits until the reader wants it, and leaves other tabs whole", async ({
  page,
  context,
  host,
  site,
}) => {
  await visit(page, site);
  // What only the version before has.
  const module = moduleNamed("search");
  const [rules = ""] = Object.keys(newRules);
  host.update({ ...newRules, [module]: undefined });
  for (const how of ["error", "hang up", "outdated"] as const) {
    host.fail(rules, how);
    expect(await update(page), `an update that meets: ${how}`).toBe(
      "redundant",
    );
  }
  host.fail(rules, "whole");
  expect(await update(page)).toBe("installed");
  const other = await context.newPage();
  await other.goto(`${site}rules/`);
  await expect(other.getByRole("heading", { level: 1 })).not.toHaveText(NEW);

  const workspace = await openWorkspace(page, site + exercise);
  const field = fieldOf(workspace, "Dockerfile");
  await field.fill("FROM alpine:3.24\n");
  const notice = noticeOf(page);
  await expect(notice).toContainText("A new version of the site is ready");
  expect(await axeFindsInBothThemes(page, ".newer")).toEqual([]);
  await field.press("ControlOrMeta+End");
  await page.keyboard.type("# typed");
  const reloaded = page.waitForEvent("load");
  await notice.getByRole("button", { name: "Reload" }).press("Enter");
  await reloaded;
  await expect(field).toHaveValue("FROM alpine:3.24\n# typed");
  await page.goto(`${site}rules/`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(NEW);

  await noticeOf(other).getByRole("button", { name: "Later" }).click();
  await expect(noticeOf(other)).toHaveCount(0);
  await other.locator("body").press("/");
  await expect(other.locator("pagefind-input input")).toBeFocused();
  expect(await isKept(other, site + module)).toBe(true);
  await other.goto(`${site}rules/`);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(NEW);
  await expect.poll(() => isKept(other, site + module)).toBe(false);
});

test("every page, an exercise, the editor and the search without a network @long", async ({
  page,
  host,
  site,
}) => {
  test.setTimeout(600_000);
  await visit(page, site);
  await page.getByRole("button", { name: "Preferences" }).click();
  await expect(page.getByText("Kept: the whole site.")).toBeVisible({
    timeout: 60_000,
  });
  host.cut();
  const pages = builtPages();
  for (const path of pages) {
    await page.goto(site + path, { waitUntil: "domcontentloaded" });
    await expect(page.locator("h1"), path).toHaveCount(1);
  }
  const workspace = await openWorkspace(page, site + exercise);
  await fieldOf(workspace, "Dockerfile").fill(
    contentFile("inherited-dockerfile/solution/Dockerfile"),
  );
  await expect(workspace).toHaveAttribute("data-passed", "");
  await workspace.getByRole("button", { name: /rich editor/i }).click();
  await expect(
    workspace.locator(".rich-editor .view-line").first(),
  ).toBeVisible();
  await page.goto(site);
  await search(page, "DL3008");
  await expect(page).toHaveURL(`${site}rules/pin-os-packages/`);
  console.log(
    `offline walk: ${pages.length} pages, an exercise passed, the editor opened, a search answered`,
  );
});

test("where a new version will be told of takes no room before", async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 1280, height: 5000 });
  await page.goto(`${site}tracks/`);
  await expect(noticeOf(page)).toBeAttached();
  const header = await page.getByRole("banner").boundingBox();
  const main = await page.getByRole("main").boundingBox();
  expect(main?.y).toBe(header?.height);
});

const NEW = "The rules as the new version has them";

/** A page that the next version has with another heading. */
const newRules = {
  "rules/index.html": built("rules/index.html").replace(
    /(<h1\b[^>]*>)[^<]*/,
    `$1${NEW}`,
  ),
};

/** The address of a module of the built site. */
function moduleNamed(name: string): string {
  const [file] = readdirSync(
    resolve(import.meta.dirname, "../../dist/_astro"),
  ).filter((file) => file.startsWith(`${name}.`) && file.endsWith(".js"));
  if (file === undefined) throw new Error(`There is no module ${name}.`);
  return `_astro/${file}`;
}

function noticeOf(page: Page): Locator {
  return page.locator(".newer");
}

/** Goes to a page once, until the browser keeps the site. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** Has the browser look for a new version; what becomes of it. */
function update(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { installing } = await (await navigator.serviceWorker.ready).update();
    if (installing === null) return "nothing new";
    return new Promise((resolve) => {
      installing.addEventListener("statechange", () =>
        resolve(installing.state),
      );
    });
  });
}

function isKept(page: Page, url: string): Promise<boolean> {
  return page.evaluate(
    async (address) => (await caches.match(address)) !== undefined,
    url,
  );
}

/** Searches and goes to the first result. */
async function search(page: Page, words: string): Promise<void> {
  await page.locator("body").press("/");
  await page.locator("pagefind-input input").fill(words);
  await page.locator("pagefind-results .found a").first().click();
}
