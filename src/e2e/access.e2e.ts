import type { Page } from "@playwright/test";
import { axeFinds } from "./axe.ts";
import { builtPages } from "./pages.ts";
import { expect, test } from "./test.ts";

/** Rules whose answer depends on the theme. */
const OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** The narrowest screen that has to do: 1280 px at 400 % (WCAG 1.4.10). */
const NARROW = { width: 320, height: 640 };

/** One of each kind; the walk over all pages is long. */
const kinds = [
  "",
  "lessons/exec-form-and-pid-1/",
  "exercises/inherited-dockerfile/",
  "interview/practice/",
  "rules/run-as-non-root/",
];

for (const path of kinds)
  test(`axe finds nothing on /${path}`, async ({ page, site }) => {
    await open(page, site + path);
    expect(await axeFinds(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await axeFinds(page, OF_COLOUR)).toEqual([]);
  });

// In two parts, for two workers.
for (const part of [0, 1])
  test(`axe finds nothing on any page, by day, by night, and on a narrow screen, part ${part + 1} @long`, async ({
    page,
    site,
  }) => {
    test.setTimeout(3_600_000);
    const wide = page.viewportSize() ?? { width: 1280, height: 720 };
    const pages = builtPages().filter((_, at) => at % 2 === part);
    const found: string[] = [];
    for (const path of pages) {
      const note = (where: string, finds: readonly string[]): void => {
        for (const find of finds) found.push(`/${path} ${where}: ${find}`);
      };
      await page.setViewportSize(wide);
      await page.emulateMedia({ colorScheme: "light" });
      await open(page, site + path);
      note("by day", await axeFinds(page));
      await page.emulateMedia({ colorScheme: "dark" });
      note("by night", await axeFinds(page, OF_COLOUR));
      await page.setViewportSize(NARROW);
      note("narrow", await axeFinds(page));
      const width = await page.evaluate(
        () => document.documentElement.scrollWidth,
      );
      if (width > NARROW.width) note("narrow", [`${width} px wide`]);
    }
    console.log(`axe: ${pages.length} pages × 3, ${found.length} violations`);
    expect(found).toEqual([]);
  });

/** Opens a page, and waits until what a script adds is there. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  for (const workspace of await page.locator("exercise-workspace").all())
    await expect(workspace).toHaveAttribute("data-ready", "");
}

test("the content can be reached past the navigation", async ({
  page,
  site,
}) => {
  await page.goto(`${site}lessons/run-as-non-root/`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});
