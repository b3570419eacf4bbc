import { expect, expectProblem, test } from "./test.ts";
import { BELOW } from "./server.ts";

for (const below of ["/", BELOW])
  test(`every page and every link works at ${below}`, async ({
    page,
    site,
  }) => {
    test.setTimeout(360_000);
    const root = new URL(below, site).href;
    const seen = new Map<string, Set<string>>();
    const anchors: { from: string; to: string }[] = [];
    const queue = [root];
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      if (seen.has(url)) continue;
      const response = await page.goto(url);
      expect(response?.status(), url).toBe(200);
      await expect(page.locator("h1"), url).toHaveCount(1);
      const { links, ids } = await page.evaluate(() => ({
        links: [...document.querySelectorAll("a[href]")].map(
          (link) => (link as HTMLAnchorElement).href,
        ),
        ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
      }));
      seen.set(url, new Set(ids));
      for (const link of links) {
        const target = new URL(link);
        if (target.origin !== new URL(site).origin) {
          expect(target.protocol, `${url} links to ${link}`).toBe("https:");
          continue;
        }
        const { hash } = target;
        target.hash = "";
        expect(target.href.startsWith(root), `${url} links to ${link}`).toBe(
          true,
        );
        if (hash !== "") anchors.push({ from: url, to: target.href + hash });
        queue.push(target.href);
      }
    }
    for (const { from, to } of anchors) {
      const [target = "", id = ""] = to.split("#");
      expect(
        seen.get(target)?.has(decodeURIComponent(id)),
        `${from} links to ${to}`,
      ).toBe(true);
    }
    expect(seen.size).toBeGreaterThan(20);
  });

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

test("an unknown address says so and leads on", async ({ page, site }) => {
  expectProblem(page, /404/);
  const response = await page.goto(`${site}lessons/no-such-lesson/`);
  expect(response?.status()).toBe(404);
  await page.goto(`${site}404.html`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "There is no such page",
  );
  await page.getByRole("link", { name: "The course", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Course");
});

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
