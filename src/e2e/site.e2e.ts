import { expect, expectProblem, test } from "./test.ts";
import { BELOW, GUARDED } from "./server.ts";

for (const path of ["rules/run-as-non-root/", "lessons/order-the-build/"])
  test(`${path} shows the wrong and the right form side by side`, async ({
    page,
    site,
  }) => {
    await page.goto(site + path);
    const wrong = page.getByRole("figure", { name: "Wrong" }).first();
    const right = page.getByRole("figure", { name: "Right" }).first();
    const [left, beside] = [
      await wrong.boundingBox(),
      await right.boundingBox(),
    ];
    expect(beside?.y).toBe(left?.y);
    expect(beside?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0));
  });

for (const [below, address] of [
  ["/", "lessons/no-such-lesson/"],
  [BELOW, "no-such-page"],
  [GUARDED, "interview/practice/no/such/page/"],
] as const)
  test(`an unknown address says so and leads on, at ${below}${address}`, async ({
    page,
    site,
  }) => {
    expectProblem(page, /404/);
    const root = new URL(below, site).href;
    const response = await page.goto(root + address);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "There is no such page",
    );
    await expect(page.locator("html")).toHaveCSS(
      "background-color",
      "rgb(246, 244, 238)",
    );
    const home = page.getByRole("link", { name: "Drydock" });
    await expect(home).toHaveJSProperty("href", root);
    await expect
      .poll(() => page.evaluate(loadedFonts))
      .toContain("Atkinson Hyperlegible Next");
    await page.getByRole("link", { name: "The course", exact: true }).click();
    await expect(page).toHaveURL(`${root}lessons/`);
  });

function loadedFonts(): readonly string[] {
  return [...document.fonts]
    .filter(({ status }) => status === "loaded")
    .map(({ family }) => family.replaceAll('"', ""));
}

test.describe("the theme", () => {
  test("follows the system, and the switch wins over it", async ({
    page,
    site,
  }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(site);
    const ground = () =>
      page.evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor,
      );
    expect(await ground()).toBe("rgb(14, 23, 32)");
    await page.getByRole("button", { name: "Preferences" }).click();
    await page.getByRole("radio", { name: "Light" }).check();
    expect(await ground()).toBe("rgb(246, 244, 238)");
    await page.goto(`${site}rules/`);
    expect(await ground()).toBe("rgb(246, 244, 238)");
  });

  test("is there before the first paint", async ({ page, site }) => {
    await page.goto(site);
    await page.evaluate(() =>
      localStorage.setItem(
        "drydock:1:settings",
        JSON.stringify({ theme: "dark" }),
      ),
    );
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (document.body === null) return;
        observer.disconnect();
        document.documentElement.dataset["atBody"] =
          document.documentElement.dataset["theme"] ?? "none";
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-at-body", "dark");
  });

  test("survives odd storage", async ({ page, site }) => {
    await page.addInitScript(() =>
      localStorage.setItem("drydock:1:settings", '{"theme":[1,'),
    );
    await page.goto(site);
    await expect(page.locator("html")).not.toHaveAttribute("data-theme", /./);
  });
});

for (const below of ["/", BELOW])
  test.describe(`search at ${below}`, () => {
    test("opens by key, finds another tool's id, and leads to the rule", async ({
      page,
      site,
    }) => {
      await page.goto(new URL(`${below}lessons/`, site).href);
      await page.locator("body").press("/");
      const field = page
        .getByRole("searchbox")
        .or(page.locator("pagefind-input input"));
      await expect(field.first()).toBeFocused();
      await page.keyboard.type("DL3006");
      const result = page.locator("pagefind-results a").first();
      await expect(result).toHaveText("Name a version of the base image");
      await result.click();
      await expect(page).toHaveURL(
        new URL(`${below}rules/no-untagged-base/`, site).href,
      );
    });
  });

test("what is typed last is what is found, also while the index comes", async ({
  page,
  site,
}) => {
  const holds = ["**/pagefind/pagefind.js", "**/*.pf_filter"].map((which) => {
    let release = (): void => {};
    const released = new Promise<void>((done) => (release = done));
    return { which, release, released };
  });
  for (const { which, released } of holds)
    await page.route(which, async (route) => {
      await released;
      await route.continue();
    });
  await page.goto(`${site}lessons/`);
  await page.locator("body").press("/");
  await expect(page.locator("pagefind-input input")).toBeFocused();
  await page.keyboard.type("D");
  const filters = page.waitForRequest("**/*.pf_filter");
  holds[0]?.release();
  await filters;
  await page.keyboard.type("L3006");
  holds[1]?.release();
  await expect(page.locator("pagefind-results a").first()).toHaveText(
    "Name a version of the base image",
  );
});

test("single keys are text where one types, and can be switched off", async ({
  page,
  site,
}) => {
  await page.goto(`${site}exercises/inherited-dockerfile/`);
  const modal = page.locator("pagefind-modal dialog[open]");
  await page.locator("textarea").first().press("/");
  await expect(page.locator("textarea").first()).toHaveValue(/\//);
  await expect(modal).toHaveCount(0);
  await page.getByRole("button", { name: "Preferences" }).click();
  await page.getByRole("checkbox", { name: /Single-key shortcuts/ }).uncheck();
  await page.keyboard.press("Escape");
  await page.locator("body").press("/");
  await expect(modal).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(modal).toHaveCount(1);
});
