import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { axeFindsInBothThemes } from "./axe.ts";
import { typeAsAnotherTabWrites } from "./other-tab.ts";
import { expect, expectProblem, test } from "./test.ts";

const one = "interview/practice/?scenario=shell-or-exec-form";

/** Begins a session with the question that the address asks for. */
async function begin(page: Page, site: string, path = one): Promise<Locator> {
  await page.goto(site + path);
  await page.getByRole("button", { name: "Begin" }).click();
  const session = page.locator("[data-session]");
  await expect(session.locator("[data-heading]")).toBeFocused();
  return session;
}

/** Marks every criterion that is shown; the first ones as listed, the others as met. */
async function mark(
  session: Locator,
  marks: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const row of await session.locator("[data-criterion]").all()) {
    const id = (await row.getAttribute("data-criterion")) ?? "";
    await row
      .getByRole("radio", { name: marks[id] ?? "Met", exact: true })
      .check();
  }
}

async function reveal(session: Locator): Promise<void> {
  await session.getByRole("button", { name: "Reveal the rubric" }).click();
  await expect(session.locator("[data-phase=rubric]")).toBeVisible();
}

test("a scenario shows its question, and the rest when asked", async ({
  page,
  site,
}) => {
  await page.goto(`${site}interview/`);
  await page.getByRole("link", { name: "Shell or exec form" }).click();
  await expect(page.locator("[data-exhibit] code")).toContainText("FROM node");
  const sheet = page.getByRole("table", { name: /^Rubric, \d+ points in all/ });
  await expect(sheet).toBeHidden();
  await page.getByText("Reveal the rubric and the model answer").click();
  await expect(sheet).toBeVisible();
  await sheet
    .getByRole("link", { name: "Handle the stop signal" })
    .first()
    .click();
  await expect(page).toHaveURL(/lessons\/handle-the-stop-signal\/$/);
});

test("a criterion without a lesson leads to its source and its module", async ({
  page,
  site,
}) => {
  await page.goto(`${site}interview/oomkilled/`);
  await page.getByText("Reveal the rubric and the model answer").click();
  const row = page.getByRole("row").filter({ hasText: "M11" }).first();
  await expect(row.getByRole("link").first()).toHaveAttribute(
    "href",
    /^https:/,
  );
  await row.getByRole("link", { name: /^M11/ }).click();
  await expect(page).toHaveURL(/lessons\/#m11$/);
  await expect(page.locator("#m11")).toBeInViewport();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a scenario can be revealed, and practice says where to go", async ({
    page,
    site,
  }) => {
    await page.goto(`${site}interview/shell-or-exec-form/`);
    await page.getByText("Reveal the rubric and the model answer").click();
    await expect(page.getByRole("table")).toBeVisible();
    await page.goto(`${site}interview/practice/`);
    await expect(page.locator("noscript p")).toBeVisible();
    await expect(page.getByRole("button", { name: "Begin" })).toBeHidden();
  });
});

test("a written answer, marks and the time survive a reload", async ({
  page,
  site,
}) => {
  let session = await begin(page, site);
  const answer = session.getByRole("textbox");
  await answer.fill("I look at process 1 first.");
  // At once: what is typed is kept when the page goes.
  await page.reload();
  await expect(answer).toHaveValue("I look at process 1 first.");
  await reveal(session);
  await session
    .locator("[data-criterion=handler]")
    .getByRole("radio", { name: "Partly" })
    .check();
  await page.reload();
  session = page.locator("[data-session]");
  await expect(session.getByText("I look at process 1 first.")).toBeVisible();
  await expect(
    session
      .locator("[data-criterion=handler]")
      .getByRole("radio", { name: "Partly" }),
  ).toBeChecked();
});

test("a session goes from the question to the scorecard", async ({
  page,
  site,
}) => {
  const session = await begin(page, site);
  await session.getByRole("textbox").fill("The shell has the signal.");
  await reveal(session);
  await session.getByRole("button", { name: "Go on to a follow-up" }).click();
  await expect(session.getByRole("status")).toHaveText(
    "Mark each criterion first.",
  );
  await expect(
    session.locator("[data-criterion]").first().getByRole("radio").first(),
  ).toBeFocused();
  await mark(session, { "exec-form": "Missed", "who-is-one": "Partly" });
  await expect(session.getByRole("status")).toHaveText("10.5 of 15 points");
  await session.getByRole("button", { name: "Go on to a follow-up" }).click();
  await expect(session.locator("[data-follow-up] blockquote")).toContainText(
    "$PORT",
  );
  await expect(session.getByText("Asked because of")).toContainText(
    "JSON array",
  );
  await session.getByText("Answer first, then open").click();
  await session.getByRole("button", { name: "See the scorecard" }).click();
  await expect(session.locator("[data-weakest] li").first()).toContainText(
    /exec form/i,
  );
  const taken = page.waitForEvent("download");
  await session.getByRole("button", { name: "Download as Markdown" }).click();
  const file = await taken;
  expect(file.suggestedFilename()).toMatch(/^interview-\d{4}-\d\d-\d\d\.md$/);
  const text = readFileSync(await file.path(), "utf8");
  expect(text).toContain("10.5 of 15 points.");
  expect(text).toContain("> The shell has the signal.");
  expect(text).toContain(`(${site}lessons/exec-form-and-pid-1/)`);
  await page.goto(`${site}interview/`);
  await expect(
    page.locator('[data-step="scenario shell-or-exec-form"]'),
  ).toHaveText("Practised");
});

for (const [missed, asked] of [
  ["timeline", "raise the stop timeout"],
  ["exec-form", "$PORT"],
] as const)
  test(`the follow-up comes from what was missed: ${missed}`, async ({
    page,
    site,
  }) => {
    const session = await begin(page, site);
    await reveal(session);
    await mark(session, { [missed]: "Missed" });
    await session.getByRole("button", { name: "Go on to a follow-up" }).click();
    await expect(session.locator("[data-follow-up] blockquote")).toContainText(
      asked,
    );
  });

test("what was missed is asked again when it is due", async ({
  page,
  site,
}) => {
  await page.clock.setFixedTime("2026-11-21T18:00:00");
  const session = await begin(page, site);
  await reveal(session);
  await mark(session, { handler: "Missed", timeline: "Partly" });
  await expect(
    session.locator("[data-criterion=handler] .interval"),
  ).toHaveText("asked again in 1 day");
  await session.getByRole("button", { name: "Go on to a follow-up" }).click();
  await session.getByRole("button", { name: "See the scorecard" }).click();
  await page.goto(`${site}interview/`);
  await expect(page.locator("[data-due]:visible")).toHaveCount(0);

  await page.clock.setFixedTime("2026-11-22T08:00:00");
  await page.reload();
  await expect(page.locator("[data-due]:visible")).toHaveText("1 due");
  await page.getByRole("link", { name: "1 due now" }).click();
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(session.locator("[data-heading]")).toContainText(
    "The signal reaches the program now.",
  );
  await expect(session.locator(".brief")).toContainText("worker");
  await session.getByRole("button", { name: "Reveal", exact: true }).click();
  await expect(session.locator(".looked-for")).toBeVisible();
  const marks = session.getByRole("group").getByRole("button");
  await expect(marks).toHaveText([
    /Missed\s+1 day\s*$/,
    /Partly\s+2 days\s*$/,
    /Met\s+3 days\s*$/,
    /At once\s+4 days\s*$/,
  ]);
  await marks.nth(2).click();
  await expect(session.getByText("Scorecard")).toBeVisible();

  await page.goto(`${site}interview/practice/?due`);
  await expect(page.getByText("Nothing is due.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Begin" })).toBeDisabled();
  await page.clock.setFixedTime("2026-11-25T08:00:00");
  await page.reload();
  await expect(page.getByRole("button", { name: "Begin" })).toBeEnabled();
});

test("a timer is paused, hidden, and stays hidden", async ({ page, site }) => {
  await page.clock.install({ time: "2026-11-21T18:00:00" });
  const session = await begin(page, site);
  const timer = session.getByRole("timer");
  await page.clock.runFor(65_000);
  await expect(timer).toHaveText(/^1:0\d of about 10 min$/);
  await session.getByRole("button", { name: "Pause" }).click();
  const paused = (await timer.textContent()) ?? "";
  await page.clock.runFor(60_000);
  await expect(timer).toHaveText(paused);
  await session.getByRole("button", { name: "Hide timer" }).click();
  await expect(timer).toBeHidden();
  await page.reload();
  await expect(
    session.getByRole("button", { name: "Show timer" }),
  ).toBeVisible();
  await session.getByRole("button", { name: "Show timer" }).click();
  await expect(timer).toHaveText(/^1:\d\d of/);
});

test("a mock interview mixes scenario, follow-ups and an exercise", async ({
  page,
  site,
}) => {
  const session = await begin(page, site, "interview/practice/?mock");
  await expect(session.getByText(/^\s*Mock interview · 1\s+of/)).toBeVisible();
  await reveal(session);
  await mark(session);
  await session.getByRole("button", { name: "Go on to a follow-up" }).click();
  const first = await session.locator("blockquote").last().textContent();
  await session.getByRole("button", { name: "Another follow-up" }).click();
  await expect(session.locator("blockquote").last()).not.toHaveText(
    first ?? "",
  );
  await session.getByRole("button", { name: "Next question" }).click();
  await session.getByRole("link", { name: "Open the exercise" }).click();
  await expect(page).toHaveURL(/exercises\/[a-z0-9-]+\/$/);
  const exercise = /exercises\/([a-z0-9-]+)\//.exec(page.url())?.[1] ?? "";
  await page.evaluate((id) => {
    const at = new Date().toISOString();
    const passed = { kind: "passed", at, files: {}, version: "1", hints: 0 };
    localStorage.setItem(
      `drydock:1:attempt:${id}`,
      JSON.stringify({ saved: [passed] }),
    );
  }, exercise);
  await page.goto(`${site}interview/practice/`);
  await expect(session.getByText("✓ Passed.")).toBeVisible();
  await session.getByRole("button", { name: "Go on" }).click();
  await expect(session.locator("[data-exercise]")).toHaveCount(0);
});

test("an answer that two tabs change at once asks which one stays", async ({
  page,
  site,
}) => {
  const session = await begin(page, site);
  const field = session.locator("[data-answer]");
  const key = "drydock:1:practice";
  const kept = () =>
    page.evaluate((name) => localStorage.getItem(name) ?? "", key);
  const theirs = (await kept()).replace('"answer":""', '"answer":"theirs"');
  await typeAsAnotherTabWrites(field, "mine", key, theirs);
  const mine = page.getByRole("button", { name: "Keep this one" });
  await expect(mine).toBeVisible();
  await expect(field).toHaveValue("mine");
  await session.getByRole("button", { name: "Reveal the rubric" }).click();
  await expect(mine).toBeFocused();
  expect(await kept()).toContain("theirs");
  await page.getByRole("button", { name: "Take the other" }).click();
  await expect(field).toHaveValue("theirs");
  await page.getByRole("button", { name: "Back to mine" }).click();
  await expect(field).toHaveValue("mine");
  expect(await kept()).toContain("mine");
});

test("a link to a question leaves the session that is under way to go on with", async ({
  page,
  site,
}) => {
  const session = await begin(page, site);
  await session.getByRole("textbox").fill("To be finished");
  await page.goto(`${site}interview/inherited-dockerfile-order/`);
  await page.getByRole("link", { name: "Practise this question" }).click();
  await expect(page.getByText("This question: The inherited")).toBeVisible();
  await page.getByRole("button", { name: /^Go on with the session/ }).click();
  await expect(session.getByRole("textbox")).toHaveValue("To be finished");
  await page.goto(`${site}interview/`);
  await page.getByRole("link", { name: "Go on with your session" }).click();
  await expect(session.getByRole("textbox")).toHaveValue("To be finished");
});

test("a session that was ended can be gone on with, and looked at later", async ({
  page,
  site,
}) => {
  const session = await begin(page, site);
  await session.getByRole("textbox").fill("Half an answer");
  await session.getByRole("button", { name: "End the session" }).click();
  await session.getByRole("button", { name: "Go on with this one" }).click();
  await expect(session.getByRole("textbox")).toHaveValue("Half an answer");
  await session.getByRole("button", { name: "End the session" }).click();
  await session.getByRole("button", { name: "Another session" }).click();
  await expect(page.getByRole("button", { name: "Begin" })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: /^Scorecard of/ }).click();
  await session.getByText("Your answer").click();
  await expect(session.getByText("Half an answer")).toBeVisible();
});

test("a question that does not load can be asked for again", async ({
  page,
  site,
}) => {
  let isBroken = true;
  await page.route("**/interview/shell-or-exec-form/", (route) =>
    isBroken ? route.fulfill({ status: 503 }) : route.continue(),
  );
  expectProblem(page, /503/);
  const session = await begin(page, site);
  await expect(session.getByText("This question did not load")).toBeVisible();
  isBroken = false;
  await session.getByRole("button", { name: "Try again" }).click();
  await expect(session.getByRole("textbox")).toBeVisible();
});

test("topics and a level narrow what is asked", async ({ page, site }) => {
  await page.goto(`${site}interview/practice/?module=m7`);
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(1);
  await expect(page.locator("[data-says]")).toContainText("to choose from");
  await page.getByRole("checkbox", { name: "Design" }).check();
  await page.getByRole("combobox", { name: "Level" }).selectOption("junior");
  await expect(page.locator("[data-says]")).toContainText("No scenario");
  await expect(page.getByRole("button", { name: "Begin" })).toBeDisabled();
});

test("a session can be walked by keyboard", async ({ page, site }) => {
  const session = await begin(page, site);
  const press = async (key: string, times = 1): Promise<void> => {
    for (let at = 0; at < times; at++) await page.keyboard.press(key);
  };
  // The exhibit scrolls, so it takes the focus; then pause, hide, the answer.
  await press("Tab", 4);
  await expect(session.getByRole("textbox")).toBeFocused();
  await page.keyboard.type("By keyboard");
  await press("Tab");
  await press("Enter");
  await expect(session.locator("[data-phase=rubric] h2")).toBeFocused();
  const rows = await session.locator("[data-criterion]").all();
  for (const row of rows) {
    await row.getByRole("radio").first().focus();
    await press("Space");
    await press("ArrowRight", 2);
    await expect(row.getByRole("radio", { name: "Met" })).toBeChecked();
    await expect(row.getByRole("radio", { name: "Met" })).toBeFocused();
  }
  await session.getByRole("button", { name: "Go on to a follow-up" }).focus();
  await press("Enter");
  await expect(session.locator("[data-phase=follow-up] h2")).toBeFocused();
});

test("axe finds nothing in any state of a session, by day and by night", async ({
  page,
  site,
}) => {
  test.slow();
  await page.clock.setFixedTime("2026-11-21T18:00:00");
  const session = await begin(page, site);
  expect(await axeFindsInBothThemes(page)).toEqual([]);
  await reveal(session);
  await session.getByRole("button", { name: "Go on to a follow-up" }).click();
  expect(await axeFindsInBothThemes(page)).toEqual([]);
  await mark(session, { handler: "Missed", proof: "Partly" });
  expect(await axeFindsInBothThemes(page)).toEqual([]);
  await session.getByRole("button", { name: "Go on to a follow-up" }).click();
  await session.getByText("Answer first, then open").click();
  expect(await axeFindsInBothThemes(page)).toEqual([]);
  await session.getByRole("button", { name: "See the scorecard" }).click();
  await expect(session.locator("[data-weakest]")).toBeVisible();
  expect(await axeFindsInBothThemes(page)).toEqual([]);
  await page.clock.setFixedTime("2026-12-21T18:00:00");
  await page.goto(`${site}interview/practice/?due`);
  expect(await axeFindsInBothThemes(page)).toEqual([]);
  await page.getByRole("button", { name: "Begin" }).click();
  await session.getByRole("button", { name: "Reveal", exact: true }).click();
  await expect(session.locator(".ratings")).toBeVisible();
  expect(await axeFindsInBothThemes(page)).toEqual([]);
});

for (const path of ["interview/", "interview/shell-or-exec-form/", one])
  test(`nothing is wider than a phone on /${path}`, async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(site + path);
    if (path === one) {
      await begin(page, site);
      await reveal(page.locator("[data-session]"));
    } else if (path !== "interview/")
      await page.getByText("Reveal the rubric and the model answer").click();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
    ).toBeLessThanOrEqual(390);
  });
