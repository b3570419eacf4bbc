import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./test.ts";

const pages = [
  "",
  "lessons/",
  "tracks/",
  "tracks/security-hardening/",
  "lessons/run-as-non-root/",
  "lessons/exec-form-and-pid-1/",
  "lessons/layers-and-whiteouts/",
  "corrections/",
  "anti-patterns/",
  "glossary/",
  "sources/",
  "playground/",
  "progress/",
  "team/",
  "exercises/",
  "exercises/inherited-dockerfile/",
  "interview/",
  "interview/inherited-dockerfile-order/",
  "interview/practice/",
  "checklist/",
  "rules/",
  "rules/run-as-non-root/",
  "404.html",
];

for (const colorScheme of ["light", "dark"] as const)
  for (const path of pages)
    test(`axe finds nothing on /${path}, ${colorScheme}`, async ({
      page,
      site,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(site + path);
      if (await page.locator("exercise-workspace").count())
        await expect(page.locator("exercise-workspace")).toHaveAttribute(
          "data-ready",
          "",
        );
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
        ),
      ).toEqual([]);
    });

test("the content can be reached past the navigation", async ({
  page,
  site,
}) => {
  await page.goto(`${site}lessons/run-as-non-root/`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});
