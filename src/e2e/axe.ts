import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds on a page, or in a part of it, of all its rules or of those named: the rule and where. */
export async function axeFinds(
  page: Page,
  rules?: readonly string[],
  part?: string,
): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
    // No page has frames, for which a second page would be opened.
    .setLegacyMode()
    .options({
      // WCAG 2.2's, which axe leaves out unless asked.
      rules: { "target-size": { enabled: true } },
    });
  if (rules !== undefined) axe.withRules([...rules]);
  if (part !== undefined) axe.include(part);
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

/** Rules whose answer depends on the theme. */
const OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** What axe finds on a page, or in a part of it, by day, and by night; the page is left by day. */
export async function axeFindsInBothThemes(
  page: Page,
  part?: string,
): Promise<readonly string[]> {
  // A target that lies half under the header by chance is no small one.
  await page.evaluate(() => scrollTo(0, 0));
  const byDay = await axeFinds(page, undefined, part);
  await page.emulateMedia({ colorScheme: "dark" });
  const byNight = await axeFinds(page, OF_COLOUR, part);
  await page.emulateMedia({ colorScheme: "light" });
  return [...byDay, ...byNight.map((find) => `by night ${find}`)];
}
