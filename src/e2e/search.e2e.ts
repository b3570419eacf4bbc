import type { Locator, Page } from "@playwright/test";
import { axeFindsInBothThemes } from "./axe.ts";
import { expect, expectProblem, test } from "./test.ts";

/** What people look for, and a page that is right among the first three. */
const SEARCHES: Readonly<Record<string, RegExp>> = {
  DL3008: /rules\/pin-os-packages\//,
  CKV_DOCKER_3: /rules\/run-as-non-root\//,
  "CIS 4.1": /rules\/run-as-non-root\//,
  "exit code 137": /#graceful-stop|#resource-limits|handle-the-stop-signal/,
  "SIGTERM ignored": /exec-form-and-pid-1|handle-the-stop-signal|use-exec-form/,
  EACCES: /what-the-process-writes|writable-paths|eacces-after-user/,
  "non-root user": /run-as-non-root/,
  "npm start": /no-npm-start|npm-start-as-pid-1/,
  "healthcheck without curl": /lessons\/health-check-without-curl/,
  "secret in layer": /#secrets-at-run-time|where-a-secret-stays/,
  ".dockerignore node_modules": /#dockerignore$|what-a-build-sends/,
  "alpine vs distroless": /alpine-or-distroless/,
  scratch: /lessons\/distroless-and-scratch/,
  "latest tag": /no-latest-tag/,
  cosign: /#scanned-and-signed|sign-what-we-ship/,
  SBOM: /#sbom-and-provenance|sign-what-we-ship/,
  "read-only filesystem": /#read-only-root|what-the-process-writes/,
  "port below 1024": /drop-capabilities/,
  OOMKilled: /interview\/oomkilled/,
  "502 on deploy": /502s-on-every-deploy/,
};

async function openSearch(page: Page, site: string): Promise<Locator> {
  await page.goto(site);
  await page.locator("body").press("/");
  const field = page.locator("pagefind-input input");
  await expect(field).toBeFocused();
  return field;
}

/** Types a search and gives the addresses of the first three results. */
async function find(page: Page, field: Locator, words: string) {
  await field.fill(words);
  const links = page.locator("pagefind-results .found .title");
  // The last answer stands until this one does.
  await expect(page.locator("pagefind-results ul")).toHaveAttribute(
    "aria-busy",
    "false",
  );
  await expect(links.first()).toBeVisible();
  const hrefs = await links.evaluateAll((all) =>
    all.slice(0, 3).map((link) => link.getAttribute("href") ?? ""),
  );
  return hrefs;
}

test("what people look for is among the first three results", async ({
  page,
  site,
}) => {
  const field = await openSearch(page, site);
  for (const [words, right] of Object.entries(SEARCHES)) {
    const hrefs = await find(page, field, words);
    expect
      .soft(
        hrefs.filter((href) => right.test(href)),
        `${words}: ${hrefs.join(" ")}`,
      )
      .not.toEqual([]);
  }
});

test("results are walked by key, filtered by kind, and say what they are", async ({
  page,
  site,
}) => {
  const field = await openSearch(page, site);
  await find(page, field, "secret in layer");
  const found = page.locator("pagefind-results .found");
  await expect(found.first().locator(".label")).toContainText(/·/);
  await page.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: /^Lesson/ }).click();
  await field.click();
  await expect(found.first().locator(".label")).toContainText("Lesson");
  await expect(found.locator(".label", { hasText: /^Rule/ })).toHaveCount(0);
  const held = Promise.withResolvers<void>();
  await page.route("**/*.pf_index", async (route) => {
    await held.promise;
    await route.continue();
  });
  await field.press("End");
  await page.keyboard.type(" workdir");
  await field.press("ArrowDown");
  await expect(field, "while the answer is awaited").toBeFocused();
  held.resolve();
  await expect(page.locator("pagefind-results ul")).toHaveAttribute(
    "aria-busy",
    "false",
  );
  await field.press("ArrowDown");
  await expect(found.first().locator("a").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/lessons\//);
});

test("a single item of a list is found, and its address leads to it", async ({
  page,
  site,
}) => {
  const field = await openSearch(page, site);
  const [first = ""] = await find(page, field, "docker commit Dockerfile");
  await page.goto(new URL(first, site).href);
  await expect(page.locator(":target")).toBeVisible();
});

test("where a file of the search does not load it says so, and the next key tries again", async ({
  page,
  site,
}) => {
  expectProblem(page, /ERR_FAILED|Failed to (?:fetch|load)/);
  const summary = page.locator("pagefind-summary");
  const found = page.locator("pagefind-results .found");
  const files = ["pagefind.js", "*.pf_fragments", "index/*.pf_index"];
  for (const file of files) {
    const which = `**/pagefind/${file}`;
    await page.route(which, (route) => route.abort());
    await openSearch(page, site);
    await page.keyboard.type("secre");
    await expect(summary, file).toHaveText(
      "Search does not load. The next key tries again.",
    );
    await page.unroute(which);
    await page.keyboard.type("t");
    await expect(found.first(), file).toBeVisible();
    await expect(summary, file).toContainText("results for secret");
  }
});

test("axe finds nothing in the open search, by day and by night", async ({
  page,
  site,
}) => {
  const field = await openSearch(page, site);
  await find(page, field, "secret");
  expect(await axeFindsInBothThemes(page, "pagefind-modal")).toEqual([]);
});

test("results stand soon after a keystroke @timed", async ({ page, site }) => {
  const field = await openSearch(page, site);
  await find(page, field, "secret");
  const measured = await page.evaluateHandle(() => {
    const results = document.querySelector("pagefind-results");
    if (results === null) throw new Error("There are no results.");
    const times: number[] = [];
    let start = 0;
    let isAnswered = true;
    document.addEventListener(
      "input",
      () => {
        if (!isAnswered) times.push(Infinity);
        isAnswered = false;
        start = performance.now();
      },
      { capture: true },
    );
    new MutationObserver(() => {
      const awaited = "li:nth-child(-n+8):not(.found)";
      if (isAnswered || !results.querySelector(".found")) return;
      if (results.querySelector(awaited)) return;
      isAnswered = true;
      times.push(performance.now() - start);
    }).observe(results, { childList: true, subtree: true });
    return times;
  });
  const words = " in a layer of the image";
  // As fast as 80 words a minute; nothing of ours runs in the page meanwhile.
  await page.keyboard.type(words, { delay: 150 });
  await expect
    .poll(() => measured.evaluate(({ length }) => length))
    .toBe(words.length);
  const times = await measured.evaluate((all) => all.sort((a, b) => a - b));
  const [median = Infinity, most = Infinity] = [0.5, 0.95].map(
    (part) => times[Math.floor(times.length * part)],
  );
  console.log(
    `search: the first eight results stand ${median.toFixed(0)} ms after a key (median), ${most.toFixed(0)} ms for 19 of 20; goal 50`,
  );
  expect(median).toBeLessThan(100);
});
