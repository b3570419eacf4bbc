import type { Page } from "@playwright/test";
import { builtPages } from "./pages.ts";
import { GUARDED } from "./server.ts";
import { expect, expectProblem, test } from "./test.ts";
import { fieldOf, openWorkspace } from "./workspace.ts";

const exercise = "exercises/inherited-dockerfile/";

/** What would run or fetch something if a page let it: each has to be refused and reported. */
const attempts: Readonly<Record<string, () => unknown>> = {
  "HTML from text": () => {
    document.body.innerHTML = "<img src=x onerror=alert(1)>";
  },
  "a mark in HTML from text": () => {
    document.body.innerHTML = "<mark>x</mark>";
  },
  "a script from text": () => {
    const script = document.createElement("script");
    script.textContent = "alert(1)";
    document.body.append(script);
  },
  "text run as code": () => {
    // Outside of the test's own call, which may do more than a page.
    // oxlint-disable-next-line typescript/no-implied-eval
    setTimeout(() => new Function("return 1")());
  },
  "a worker from elsewhere": () => new Worker("https://example.org/worker.js"),
  "a worker from text": () =>
    new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))),
  "a page parsed from text": () =>
    new DOMParser().parseFromString("<p>x</p>", "text/html"),
  "an image from elsewhere": () => {
    document.body.append(
      Object.assign(new Image(), { src: "https://example.org/pixel.png" }),
    );
  },
  "a call elsewhere": () => fetch("https://example.org/").catch(() => {}),
  "a form": () => {
    const form = document.createElement("form");
    form.action = "https://example.org/";
    document.body.append(form);
    form.submit();
  },
};

for (const path of ["", exercise])
  test(`/${path} refuses and reports what could run or leave`, async ({
    page,
    site,
    problems,
  }) => {
    expectProblem(page, /./);
    await page.goto(site + path);
    for (const [what, attempt] of Object.entries(attempts)) {
      const before = problems.length;
      // Some throw, as they should.
      await page.evaluate(attempt).catch(() => {});
      await expect
        .poll(
          () => problems.slice(before).some(({ kind }) => kind === "violation"),
          what,
        )
        .toBe(true);
    }
    expect(page.url()).toBe(site + path);
  });

test("what the site itself loads may be a worker, also by a relative address", async ({
  page,
  site,
}) => {
  await page.goto(site + exercise);
  const made = await page.evaluate(() => {
    new Worker("../../pagefind/pagefind-worker.js").terminate();
    return true;
  });
  expect(made).toBe(true);
});

for (const [below, how, serviceWorkers] of [
  ["/", "by itself", "block"],
  [GUARDED, "with the headers beside it and kept offline", "allow"],
] as const)
  test.describe(`the site ${how}`, () => {
    test.use({ serviceWorkers });

    test("keeps the policy and asks nowhere else, on every page @long", async ({
      page,
      site,
      problems,
    }) => {
      test.setTimeout(900_000);
      const root = new URL(below, site).href;
      const pages = builtPages();
      for (const path of pages) {
        await page.goto(root + path);
        // What a page does when it has time belongs to it.
        await page.evaluate(
          () => new Promise((resolve) => requestIdleCallback(resolve)),
        );
      }
      await search(page, root);
      await edit(page, root);
      await practise(page, root);
      if (serviceWorkers === "allow")
        await expect
          .poll(() => page.evaluate(workerOfPage))
          .toBe(`${root}sw.js`);
      const count = (kind: string): number =>
        problems.filter((problem) => problem.kind === kind).length;
      console.log(
        `${below}: ${pages.length} pages: ${count("violation")} violations, ${count("error")} errors, ${count("request to elsewhere")} requests to elsewhere`,
      );
    });
  });

async function workerOfPage(): Promise<string | undefined> {
  return (await navigator.serviceWorker.getRegistration())?.active?.scriptURL;
}

async function search(page: Page, root: string): Promise<void> {
  await page.goto(root);
  await page.getByRole("button", { name: "Preferences" }).click();
  await page.getByRole("radio", { name: "Dark" }).check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page.locator("pagefind-input input")).toBeFocused();
  await page.keyboard.type("whiteout");
  await expect(page.locator("pagefind-results mark").first()).toBeVisible();
}

/** Monaco with its help, what happens, and one's answer beside another. */
async function edit(page: Page, root: string): Promise<void> {
  const workspace = await openWorkspace(page, root + exercise);
  await fieldOf(workspace, "Dockerfile").fill("FROM node:24-slim\nADD a ./\n");
  await workspace.getByRole("button", { name: "Rich editor" }).click();
  const monaco = workspace
    .locator("[data-pane=Dockerfile] .monaco-editor")
    .first();
  await expect(monaco.locator(".squiggly-warning").first()).toBeVisible();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("WOR");
  await expect(
    page.locator(".suggest-widget .monaco-list-row").first(),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+Backspace");
  await monaco
    .locator(".view-line span", { hasText: "ADD" })
    .last()
    .hover({ position: { x: 8, y: 10 } });
  await expect(page.locator(".monaco-hover:visible")).toContainText(
    "prefer-copy",
  );
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ControlOrMeta+.");
  await expect(monaco.getByText("No code actions available")).toBeVisible();
  await workspace.getByRole("tab", { name: "What happens" }).click();
  await expect(
    workspace.locator("[data-happens]").getByRole("tabpanel"),
  ).toContainText("The image is");
}

async function practise(page: Page, root: string): Promise<void> {
  await page.goto(`${root}interview/practice/?scenario=shell-or-exec-form`);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("button", { name: "Reveal the rubric" }).click();
  await expect(page.locator("[data-phase=rubric]")).toBeVisible();
  await page.goto(`${root}playground/`);
  const own = page.locator("own-dockerfile");
  await own.locator("[data-pane=dockerfile] textarea").fill("FROM node\n");
  await expect(own.locator('[data-rule="no-untagged-base"]')).toBeVisible();
}
