import type { Browser, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { chooseLarge } from "./large-file.ts";
import { axeFindsInBothThemes } from "./axe.ts";
import { expect, test } from "./test.ts";
import { contentFile, fieldOf, openWorkspace, typeInto } from "./workspace.ts";

const EXERCISE = "spot-the-bugs";

async function read(page: Page, site: string, lesson: string): Promise<void> {
  await page.goto(`${site}lessons/${lesson}/`);
  await page.getByRole("button", { name: "Mark as read" }).click();
  await expect(page.getByText("✓ Read")).toBeVisible();
}

async function openProgress(page: Page, site: string): Promise<void> {
  await page.goto(`${site}progress/`);
  await expect(page.locator("[data-figure=lessons]")).toContainText(" of ");
}

/** Exports by hand and gives the file's text. */
async function exported(page: Page, name: string): Promise<string> {
  await page.getByRole("textbox", { name: /Name/ }).fill(name);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the file" }).click();
  return readFileSync(await (await download).path(), "utf8");
}

async function choose(page: Page, text: string): Promise<void> {
  await page.locator("[data-import]").setInputFiles({
    name: "progress.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
}

/** A page of somebody who was never here. */
async function elsewhere(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  return context.newPage();
}

/** What a browser would keep of a draft. */
function keepDraft(page: Page, text: string, at: string): Promise<void> {
  return page.evaluate(
    ([exercise, draft, changed]) =>
      localStorage.setItem(
        `drydock:1:attempt:${exercise}`,
        JSON.stringify({
          files: { Dockerfile: draft },
          version: "1",
          at: changed,
        }),
      ),
    [EXERCISE, text, at] as const,
  );
}

test("a new reader is told what will stand here, and what to do", async ({
  page,
  site,
}) => {
  await openProgress(page, site);
  await expect(page.getByText("Nothing is done yet")).toBeVisible();
  await expect(page.locator("go-on")).toBeHidden();
  await page.getByRole("link", { name: "Repair a Dockerfile" }).click();
  await expect(page).toHaveURL(/exercises\/inherited-dockerfile\/$/);
});

test("what is read and begun is counted, and one goes on where one stopped", async ({
  page,
  site,
}) => {
  await read(page, site, "containers-share-the-kernel");
  await openProgress(page, site);
  await expect(page.locator("[data-figure=lessons]")).toHaveText(/^1 of /);
  await expect(page.getByText("Nothing is done yet")).toBeHidden();
  await expect(page.locator("go-on [data-title]")).toHaveText(
    "Layers only add up",
  );
  const workspace = await openWorkspace(page, `${site}exercises/${EXERCISE}/`);
  await typeInto(fieldOf(workspace, "Dockerfile"), "FROM node:24-slim\n");
  await openProgress(page, site);
  await expect(page.locator("[data-figure=begun]")).toHaveText("1");
  await expect(page.locator("go-on [data-why]")).toHaveText(
    "Where you stopped",
  );
  await page.locator("go-on").getByRole("link", { name: "Go on" }).click();
  await expect(page).toHaveURL(new RegExp(`exercises/${EXERCISE}/$`));
});

test("the Dockerfile on the home page is graded, and is the exercise's draft", async ({
  page,
  site,
}) => {
  const judges: string[] = [];
  page.on("request", (request) => {
    if (/judge|worker|exercise\.json/.test(request.url()))
      judges.push(request.url());
  });
  await page.goto(site, { waitUntil: "networkidle" });
  expect(judges).toEqual([]);
  const live = page.locator("live-dockerfile");
  const field = live.getByRole("textbox");
  await field.focus();
  await expect(live.locator("[data-headline]")).toHaveText(
    /^0 of \d+ goals met/,
  );
  const found = await field.inputValue();
  await field.fill(found.replace("FROM node\n", "FROM node:24-slim\n"));
  await expect(live.locator("[data-headline]")).toHaveText(
    /^1 of \d+ goals met/,
  );
  await live.getByRole("link", { name: /^The whole exercise/ }).click();
  const workspace = page.locator("exercise-workspace");
  await expect(fieldOf(workspace, "Dockerfile")).toHaveValue(/node:24-slim/);

  // Who comes back is led on.
  await page.goto(site);
  await expect(live).toBeHidden();
  await expect(page.locator("go-on [data-title]")).toHaveText(
    "The inherited Dockerfile",
  );
  await page.locator("go-on").getByRole("link", { name: "Go on" }).click();
  await expect(page).toHaveURL(/exercises\/inherited-dockerfile\/$/);
});

test("cards that are due by the clock are told, here and on the home page", async ({
  page,
  site,
}) => {
  await page.clock.setFixedTime("2026-11-21T09:00:00Z");
  await page.goto(site);
  const course = page.locator("go-on [data-course]");
  const { cards } = JSON.parse((await course.textContent()) ?? "{}");
  const [scenario, criterion] = String(cards[0]).split(" ");
  await page.evaluate(
    (id) =>
      localStorage.setItem(
        "drydock:1:cards",
        JSON.stringify({
          [id]: {
            memory: {
              due: "2026-11-23T09:00:00.000Z",
              stability: 2,
              difficulty: 5,
            },
            at: "2026-11-21T09:00:00.000Z",
          },
        }),
      ),
    `${scenario}/${criterion}`,
  );
  await page.goto(`${site}progress/`);
  await expect(page.locator("[data-figure=due]")).toHaveText("0");
  await page.clock.setFixedTime("2026-11-24T09:00:00Z");
  await page.reload();
  await expect(page.locator("[data-figure=due]")).toHaveText("1");
  await page.goto(site);
  await expect(
    page.getByRole("link", { name: "1 interview card" }),
  ).toBeVisible();
});

test("another browser continues from the file", async ({
  page,
  browser,
  site,
}) => {
  await read(page, site, "containers-share-the-kernel");
  const workspace = await openWorkspace(page, `${site}exercises/${EXERCISE}/`);
  const solution = contentFile(`${EXERCISE}/solution/Dockerfile`);
  await fieldOf(workspace, "Dockerfile").fill(solution);
  await expect(workspace).toContainText("Seaworthy");
  await openProgress(page, site);
  const file = await exported(page, "Ada");
  expect(JSON.parse(file)).toMatchObject({
    format: "drydock-progress",
    version: 1,
    name: "Ada",
    attempts: {
      [EXERCISE]: {
        saved: [
          {
            kind: "passed",
            files: { Dockerfile: solution },
            rules: await page
              .locator("progress-page")
              .getAttribute("data-rules"),
          },
        ],
      },
    },
  });

  const other = await elsewhere(browser);
  await openProgress(other, site);
  await choose(other, file);
  await expect(other.locator("[data-preview]")).toContainText("Ada");
  await expect(other.locator("[data-figure=lessons]")).toHaveText(/^0 of /);
  await other.getByRole("button", { name: "Take over 2 entries" }).click();
  await expect(other.locator("[data-figure=lessons]")).toHaveText(/^1 of /);
  await expect(other.locator("[data-figure=exercises]")).toHaveText(/^1 of /);
  await other.reload();
  await expect(other.locator("[data-figure=exercises]")).toHaveText(/^1 of /);
  await choose(other, file);
  await expect(other.locator("[data-preview]")).toContainText(
    "nothing that is not here already",
  );
  await other.context().close();
});

test("a merge keeps what is newer, and the other draft beside it", async ({
  page,
  browser,
  site,
}) => {
  await page.goto(site);
  await keepDraft(page, "FROM newer\n", "2026-11-20T09:00:00.000Z");
  await openProgress(page, site);
  const file = await exported(page, "");

  const other = await elsewhere(browser);
  await other.goto(site);
  await keepDraft(other, "FROM older\n", "2026-11-19T09:00:00.000Z");
  await openProgress(other, site);
  await choose(other, file);
  await other.getByRole("button", { name: "Take over 1 entry" }).click();
  const kept = () =>
    other.evaluate(
      (exercise) =>
        JSON.parse(
          localStorage.getItem(`drydock:1:attempt:${exercise}`) ?? "{}",
        ),
      EXERCISE,
    );
  expect(await kept()).toMatchObject({
    files: { Dockerfile: "FROM newer\n" },
    saved: [{ kind: "draft", files: { Dockerfile: "FROM older\n" } }],
  });
  await other.getByRole("button", { name: "Take it back" }).click();
  expect(await kept()).toMatchObject({
    files: { Dockerfile: "FROM older\n" },
    saved: [],
  });
  await other.context().close();
});

test("what is forgotten can be brought back", async ({ page, site }) => {
  await read(page, site, "containers-share-the-kernel");
  await page.evaluate(() => localStorage.setItem("other", "stays"));
  await keepDraft(page, "FROM mine\n", "2026-11-20T09:00:00.000Z");
  await openProgress(page, site);
  const select = page.getByRole("combobox", { name: "Forget" });
  await select.selectOption("attempts");
  await page.getByRole("button", { name: "Forget it" }).click();
  await expect(page.getByText("Forgotten: Exercises begun (1).")).toBeVisible();
  await expect(page.locator("[data-figure=begun]")).toHaveText("0");
  await expect(page.locator("[data-figure=lessons]")).toHaveText(/^1 of /);
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(page.locator("[data-figure=begun]")).toHaveText("1");

  await select.selectOption("");
  await page.getByRole("button", { name: "Forget it" }).click();
  await expect(page.getByText("Nothing is done yet")).toBeVisible();
  await page.getByRole("button", { name: "Bring it back" }).click();
  await page.reload();
  await expect(page.locator("[data-figure=begun]")).toHaveText("1");
  await expect(page.locator("[data-figure=lessons]")).toHaveText(/^1 of /);
  expect(await page.evaluate(() => localStorage.getItem("other"))).toBe(
    "stays",
  );
});

test("a file that is none changes nothing and says why", async ({
  page,
  site,
}) => {
  await openProgress(page, site);
  const preview = page.locator("[data-preview]");
  for (const [text, because] of [
    ["{", "it is no JSON"],
    ['{"format":"drydock-progress","version":2}', "a later version"],
  ] as const) {
    await choose(page, text);
    await expect(preview).toContainText(because);
    await expect(preview.getByRole("button")).toHaveCount(0);
  }
});

test("a file of 50 MB is not read", async ({ page, site }) => {
  await openProgress(page, site);
  await chooseLarge(page, page.locator("[data-import]"));
  await expect(page.locator("[data-preview]")).toContainText("it has 50 MB");
});

test("axe finds nothing on a full page with a preview, by day and by night", async ({
  page,
  site,
}) => {
  await page.goto(site);
  await keepDraft(page, "FROM newer\n", "2026-11-20T09:00:00.000Z");
  await openProgress(page, site);
  const file = await exported(page, "Ada");
  await page.getByRole("button", { name: "Forget it" }).click();
  await choose(page, file);
  await expect(page.getByRole("button", { name: /^Take over/ })).toBeVisible();
  expect(await axeFindsInBothThemes(page)).toEqual([]);
});

for (const path of ["progress/", "team/"])
  test(`nothing is wider than a phone on /${path}`, async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(site + path);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
    ).toBeLessThanOrEqual(390);
  });
