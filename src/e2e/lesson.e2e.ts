import { BELOW } from "./server.ts";
import { expect, test } from "./test.ts";

const path = "lessons/health-that-means-something/";

test("an answer explains itself, and all answers complete the lesson", async ({
  page,
  site,
}) => {
  await page.goto(site + path);
  const questions = page.locator("[data-question]");
  await expect(questions).toHaveCount(3);
  const first = questions.first();
  await first.getByText("starting, until the first check succeeds").click();
  const verdict = first.locator(".because").filter({ visible: true });
  await expect(verdict).toHaveText(/^Not so\./);
  await first.getByText("unhealthy.", { exact: true }).click();
  await expect(verdict).toHaveText(/^Right\./);
  await expect(page.getByText("✓ Read")).toHaveCount(0);
  for (const question of await questions.all())
    await question.getByRole("radio").first().check();
  await expect(page.getByText("✓ Read")).toBeVisible();
  await page.reload();
  await expect(page.getByText("✓ Read")).toBeVisible();
});

test("a lesson is complete when the reader says so", async ({ page, site }) => {
  await page.goto(site + path);
  await page.getByRole("button", { name: "Mark as read" }).click();
  await expect(page.getByText("✓ Read")).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark as read" })).toHaveCount(
    0,
  );
});

test("a term opens by focus and by tap, and closes by Escape", async ({
  page,
  site,
}) => {
  await page.goto(`${site}lessons/layers-and-whiteouts/`);
  const term = page.locator("term-note").first();
  const definition = term.locator(".definition");
  await expect(definition).toBeHidden();
  await term.getByRole("button").focus();
  await expect(definition).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(definition.getByRole("link")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(definition).toBeHidden();
  await term.getByRole("button").click();
  await expect(definition).toBeVisible();
});

test("a correction leads to its place in a lesson", async ({ page, site }) => {
  await page.goto(`${site}corrections/`);
  await page
    .getByRole("listitem")
    .filter({ hasText: "Docker restarts a container that is broken" })
    .getByRole("link", { name: "Unhealthy is not restarted" })
    .click();
  await expect(page).toHaveURL(/unhealthy-is-not-restarted\/#heard-/);
  await expect(page.locator("#heard-healthcheck-restarts")).toBeInViewport();
});

for (const below of ["/", BELOW])
  test(`a lesson that went into another leads there without a script at ${below}`, async ({
    browser,
    site,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(new URL(`${below}lessons/read-only-root/`, site).href);
    await expect(page).toHaveURL(
      new URL(`${below}lessons/what-the-process-writes/`, site).href,
    );
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "What the process writes",
    );
    await context.close();
  });

test("who has read a lesson has read the one it went into", async ({
  page,
  site,
}) => {
  await page.addInitScript(() =>
    localStorage.setItem(
      "drydock:1:lessons",
      JSON.stringify({ "read-only-root": "2026-11-01T09:00:00.000Z" }),
    ),
  );
  await page.goto(`${site}lessons/what-the-process-writes/`);
  await expect(page.getByText("✓ Read")).toBeVisible();
});

test.describe("the next lesson", () => {
  const isAhead = (request: { headers(): Record<string, string> }): boolean =>
    request.headers()["sec-purpose"]?.startsWith("prefetch") === true;

  for (const below of ["", BELOW.slice(1)])
    test(`is fetched ahead when the link to it is seen, at /${below}`, async ({
      page,
      site,
    }) => {
      await page.goto(site + below + path, { waitUntil: "networkidle" });
      const next = page.locator("a[rel=next]");
      const ahead = page.waitForRequest(isAhead);
      await next.scrollIntoViewIfNeeded();
      expect((await ahead).url()).toBe(
        await next.evaluate((link: HTMLAnchorElement) => link.href),
      );
    });

  test("is not where data is to be saved", async ({ page, site }) => {
    await page.addInitScript(() =>
      Object.defineProperty(navigator, "connection", {
        value: { saveData: true },
      }),
    );
    await page.goto(site + path);
    await page.locator("a[rel=next]").scrollIntoViewIfNeeded();
    // The link is seen within the next two frames.
    await page.evaluate(
      () =>
        new Promise((drawn) =>
          requestAnimationFrame(() => requestAnimationFrame(drawn)),
        ),
    );
    await expect(page.locator("link[rel=prefetch]")).toHaveCount(0);
  });
});
