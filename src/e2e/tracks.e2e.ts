import type { Page } from "@playwright/test";
import { expect, test } from "./test.ts";

const path = "tracks/onboarding/";

/** Reads lessons of the track by the button at their end. */
async function read(page: Page, site: string, lesson: string): Promise<void> {
  await page.goto(`${site}lessons/${lesson}/`);
  await page.getByRole("button", { name: "Mark as read" }).click();
  await expect(page.getByText("✓ Read")).toBeVisible();
}

test("a track tells what it takes, and starts at its first step", async ({
  page,
  site,
}) => {
  await page.goto(site);
  await page.getByRole("link", { name: "Onboarding: the essentials" }).click();
  await expect(page).toHaveURL(site + path);
  const minutes = await page
    .locator(".facts")
    .evaluateAll((rows) =>
      rows.reduce(
        (sum, row) =>
          sum + Number(/(?<!\d)(\d+) min/i.exec(row.textContent ?? "")?.[1]),
        0,
      ),
    );
  const said = await page.locator(".title-block").textContent();
  const [, hours, rest] =
    /(?<!\d)(\d+) h (?:(\d+) min)?/.exec(said ?? "") ?? [];
  expect(Number(hours) * 60 + Number(rest ?? 0)).toBe(minutes);
  await expect(page.getByText(/^0 of \d+ steps done$/)).toBeVisible();
  await page.getByRole("link", { name: "Start" }).click();
  await expect(page).toHaveURL(/lessons\/containers-share-the-kernel\/$/);
});

test("a track stands below the tracks, which the course and the header lead to", async ({
  page,
  site,
}) => {
  await page.goto(`${site}lessons/`);
  await page
    .getByRole("main")
    .getByRole("link", { name: "Interview week" })
    .click();
  await page
    .getByRole("navigation", { name: "Breadcrumbs" })
    .getByRole("link", { name: "Tracks" })
    .click();
  await expect(page).toHaveURL(`${site}tracks/`);
  await expect(
    page
      .getByRole("navigation", { name: "Site" })
      .getByRole("link", { name: "Tracks" }),
  ).toHaveAttribute("aria-current", "true");
});

test("a track goes on at the first step that is not done", async ({
  page,
  site,
}) => {
  await read(page, site, "containers-share-the-kernel");
  await read(page, site, "replace-containers");
  await page.goto(site + path);
  await expect(page.getByText(/^2 of \d+ steps done$/)).toBeVisible();
  const row = (title: string) =>
    page.getByRole("listitem").filter({ has: page.getByText(title) });
  await expect(row("Replace containers")).toContainText("Read");
  await expect(row("Layers only add up")).not.toContainText("Read");
  await page.getByRole("link", { name: "Go on" }).click();
  await expect(page).toHaveURL(/lessons\/layers-and-whiteouts\/$/);
  await page.getByRole("button", { name: "Mark as read" }).click();
  await page.goBack();
  await expect(page.getByText(/^3 of \d+ steps done$/)).toBeVisible();
});

test("an exercise is in progress from the first hint on", async ({
  page,
  site,
}) => {
  await page.goto(`${site}exercises/ignore-with-exceptions/`);
  await page.getByRole("button", { name: "Hint 1 of 3" }).first().click();
  await expect(page.locator(".hint")).toHaveCount(1);
  for (const list of [path, "exercises/"]) {
    await page.goto(site + list);
    await expect(
      page.locator('[data-step="exercise ignore-with-exceptions"]'),
    ).toHaveText("In progress");
  }
});

test("a track that is done says so", async ({ page, site }) => {
  await page.goto(site + path);
  await page.evaluate(() => {
    const read: Record<string, string> = {};
    const practised: Record<string, unknown> = {};
    for (const mark of document.querySelectorAll<HTMLElement>("[data-step]")) {
      const [kind, id = ""] = mark.dataset["step"]?.split(" ") ?? [];
      const at = "2026-11-21T09:00:00.000Z";
      const passed = { kind: "passed", at, files: {}, version: "1", hints: 0 };
      if (kind === "lesson") read[id] = at;
      else if (kind === "scenario")
        practised[`scenario/${id}`] = { kind: "practised", times: 1, at };
      else
        localStorage.setItem(
          `drydock:1:attempt:${id}`,
          JSON.stringify({ saved: [passed] }),
        );
    }
    localStorage.setItem("drydock:1:lessons", JSON.stringify(read));
    localStorage.setItem("drydock:1:practice", JSON.stringify(practised));
  });
  await page.reload();
  await expect(page.getByText(/^All \d+ steps done$/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Begin again" })).toBeVisible();
});

test.describe("the address of a track", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("is copied, also where nothing can be stored", async ({
    page,
    site,
  }) => {
    await page.addInitScript(() =>
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("", "SecurityError");
        },
      }),
    );
    await page.goto(`${site}${path}?from=mail#steps`);
    await expect(page.getByText(/^0 of \d+ steps done$/)).toBeVisible();
    await page.getByRole("button", { name: "Copy the address" }).click();
    await expect(page.getByRole("status")).toHaveText(/on the clipboard/);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      site + path,
    );
  });

  test("can be copied by hand where the clipboard is closed", async ({
    page,
    site,
  }) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("closed"));
    });
    await page.goto(site + path);
    await page.getByRole("button", { name: "Copy the address" }).click();
    const field = page.getByRole("textbox", { name: "Address of this page" });
    await expect(field).toHaveValue(site + path);
    await expect(field).toBeFocused();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("every place of the site stands in the menu", async ({ page, site }) => {
    await page.goto(site + path);
    const places = page.getByRole("navigation", { name: "Site" });
    await expect(places).toBeHidden();
    await page.getByRole("button", { name: "Menu" }).tap();
    for (const place of await places.getByRole("link").all())
      await expect(place).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Escape");
    await expect(places).toBeHidden();
    await page.getByRole("button", { name: "Menu" }).tap();
    await places.getByRole("link", { name: "Playground" }).tap();
    await expect(page).toHaveURL(/playground\/$/);
  });

  for (const list of ["", "tracks/", path, "exercises/", "lessons/"])
    test(`nothing is wider than the screen on /${list}`, async ({
      page,
      site,
    }) => {
      await page.goto(site + list);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
      ).toBeLessThanOrEqual(390);
    });
});
