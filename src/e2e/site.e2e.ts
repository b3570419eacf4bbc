import { expect, expectProblem, test } from "./test.ts";
import { BELOW } from "./server.ts";

/** What of a page the walk looks at. */
interface Read {
  readonly url: string;
  readonly status: number;
  /** How many first headings; undefined where it is no page. */
  readonly headings: number | undefined;
  readonly ids: readonly string[];
  /** Absolute, each once. */
  readonly links: readonly string[];
}

for (const below of ["/", BELOW])
  test(`every page and every link works at ${below}`, async ({
    page,
    site,
  }) => {
    const root = new URL(below, site).href;
    await page.goto(root);
    const seen = new Map<string, Read>();
    let next: readonly string[] = [root];
    while (next.length > 0) {
      const found = new Set<string>();
      for (const read of await page.evaluate(readPages, next)) {
        seen.set(read.url, read);
        for (const link of read.links) {
          const target = new URL(link);
          target.hash = "";
          if (target.origin === new URL(site).origin) found.add(target.href);
        }
      }
      next = [...found].filter((url) => !seen.has(url));
    }
    const wrong: string[] = [];
    for (const { url, status, headings, links } of seen.values()) {
      if (status !== 200) wrong.push(`${url}: ${status}`);
      if (headings !== undefined && headings !== 1)
        wrong.push(`${url} has ${headings} first headings`);
      for (const link of links) {
        const { origin, protocol, hash } = new URL(link);
        const target = seen.get(link.slice(0, link.length - hash.length));
        const leads =
          origin !== new URL(site).origin
            ? protocol === "https:"
            : link.startsWith(root) &&
              (hash === "" ||
                target?.ids.includes(decodeURIComponent(hash.slice(1))));
        if (leads !== true) wrong.push(`${url} links to ${link}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(seen.size).toBeGreaterThan(20);
  });

/** Pages as they are served, read without being shown: that takes seconds instead of minutes. */
function readPages(urls: readonly string[]): Promise<Read[]> {
  return Promise.all(
    urls.map(
      (url) =>
        new Promise<Read>((resolve, reject) => {
          const request = new XMLHttpRequest();
          request.open("GET", url);
          request.responseType = "document";
          request.addEventListener("error", () => reject(new Error(url)));
          request.addEventListener("load", () => {
            const all = <Kind extends Element>(selector: string): Kind[] => [
              ...(request.responseXML?.querySelectorAll<Kind>(selector) ?? []),
            ];
            resolve({
              url,
              status: request.status,
              headings:
                request.responseXML === null ? undefined : all("h1").length,
              ids: all("[id]").map(({ id }) => id),
              links: [
                ...new Set(
                  all<HTMLAnchorElement>("a[href]").map(({ href }) => href),
                ),
              ],
            });
          });
          request.send();
        }),
    ),
  );
}

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
