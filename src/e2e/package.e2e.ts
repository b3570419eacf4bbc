import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { zipSite } from "../tools/zip-site.ts";
import { serveArchive, type Nginx } from "./nginx.ts";
import { builtPages } from "./pages.ts";
import { BELOW } from "./server.ts";
import { expect, test as base } from "./test.ts";
import { contentFile, fieldOf, openWorkspace } from "./workspace.ts";

const root = resolve(import.meta.dirname, "../..");
const dist = join(root, "dist");

const test = base.extend<{ nginx: Nginx }>({
  // Playwright wants a pattern here, also an empty one.
  // oxlint-disable-next-line no-empty-pattern
  nginx: async ({}, use) => {
    const to = mkdtempSync(join(tmpdir(), "drydock-package-"));
    const { path } = zipSite(dist, { name: "drydock", to, time: new Date() });
    const nginx = await serveArchive(readFileSync(path), BELOW);
    rmSync(to, { recursive: true });
    await use(nginx);
    await nginx.stop();
  },
  site: async ({ nginx }, use) => use(nginx.origin + BELOW.slice(1)),
});

test.use({ serviceWorkers: "allow" });

test("the package under nginx below a path, every page with and without network @long", async ({
  page,
  nginx,
  site,
}) => {
  test.setTimeout(900_000);
  // The page for what is not there stands at the root of a host.
  const pages = builtPages().filter((path) => path !== "404.html");
  for (const path of pages) {
    const response = await page.goto(site + path);
    expect(response?.status(), path).toBe(200);
    expect(response?.headers(), path).toMatchObject({
      "cache-control": "no-cache",
      "content-security-policy": expect.stringContaining("frame-ancestors"),
      "x-content-type-options": "nosniff",
    });
    await expect(page.locator("h1"), path).toHaveCount(1);
  }
  const module = readdirSync(join(dist, "_astro"))[0];
  const named = await fetch(`${site}_astro/${module}`);
  expect(named.headers.get("cache-control")).toContain("immutable");
  const missing = await fetch(`${site}_astro/none.js`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get("cache-control")).toBeNull();
  const lessons = await fetch(`${site}lessons`, { redirect: "manual" });
  expect(lessons.headers.get("location")).toBe(`${BELOW}lessons/`);
  await useSite(page, site);

  await page.goto(site);
  await page.getByRole("button", { name: "Preferences" }).click();
  await expect(page.getByText("Kept: the whole site.")).toBeVisible({
    timeout: 120_000,
  });
  await nginx.stop();
  await expect(fetch(site)).rejects.toThrow();
  for (const path of pages) {
    await page.goto(site + path);
    await expect(page.locator("h1"), path).toHaveCount(1);
  }
  await useSite(page, site);
  console.log(
    `package under nginx at ${BELOW}: ${pages.length} pages, an exercise and a search, with and without network`,
  );
});

/** Passes an exercise, and finds a rule. */
async function useSite(page: Page, site: string): Promise<void> {
  const exercise = `${site}exercises/inherited-dockerfile/`;
  const workspace = await openWorkspace(page, exercise);
  await fieldOf(workspace, "Dockerfile").fill("FROM alpine:3.24\n");
  await expect(workspace).not.toHaveAttribute("data-passed", "");
  await fieldOf(workspace, "Dockerfile").fill(
    contentFile("inherited-dockerfile/solution/Dockerfile"),
  );
  await expect(workspace).toHaveAttribute("data-passed", "");
  await page.goto(`${site}rules/`);
  await page.locator("body").press("/");
  await page.locator("pagefind-input input").fill("DL3008");
  await page.locator("pagefind-results .found a").first().click();
  await expect(page).toHaveURL(`${site}rules/pin-os-packages/`);
}

base("no file of the site names a place on this machine", () => {
  const home = homedir();
  // The lessons write of root's home.
  const places = [root, ...(home === "/root" ? [] : [home])];
  const naming = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return places.some((place) => bytes.includes(place));
    });
  expect(naming).toEqual([]);
});
