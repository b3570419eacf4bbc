import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { axeFindsInBothThemes } from "./axe.ts";
import { CLEAN, example, fieldOf, open, rule } from "./playground.ts";
import { expect, test } from "./test.ts";
import { BELOW } from "./server.ts";

for (const below of ["/", BELOW])
  test(`a pasted Dockerfile gets its report at ${below}`, async ({
    page,
    site,
  }) => {
    const own = await open(page, new URL(below, site).href);
    await fieldOf(own).fill("FROM ubuntu:latest\nRUN apt-get install curl\n");
    await expect(rule(own, "assume-yes")).toContainText("line 2");
    await expect(rule(own, "no-latest-tag")).toContainText(
      "also known as hadolint DL3007",
    );
    await expect(
      rule(own, "assume-yes").getByRole("link", { name: "assume-yes" }),
    ).toHaveAttribute("href", new URL(`${below}rules/assume-yes/`, site).href);
    await expect(
      own.locator("[data-pane=dockerfile] [data-gutter] [data-severity]"),
    ).toHaveText(["1", "2"]);
    expect(page.url()).toBe(new URL(`${below}playground/`, site).href);
  });

test("findings are grouped by severity, and by topic on choice; all rules are asked on choice", async ({
  page,
  site,
}) => {
  const own = await example(page, site);
  const groups = own.locator("[data-group] > h3");
  await expect(groups).toHaveText([/Errors 1/, /Warnings/, /Trade-offs/]);
  await own.getByRole("radio", { name: "Topic" }).check();
  await expect(groups.first()).toHaveText(/Security/);
  await expect(
    rule(own, "no-secrets-in-arg-or-env").locator(".severity"),
  ).toHaveText("error");
  await expect(rule(own, "pin-base-digest")).toHaveCount(0);
  await own.getByRole("radio", { name: /^All/ }).check();
  await expect(rule(own, "pin-base-digest")).toBeVisible();
});

test("a line leads into the field, keys lead from finding to finding", async ({
  page,
  site,
}) => {
  const own = await example(page, site);
  const field = fieldOf(own);
  const line = () =>
    field.evaluate(
      (element: HTMLTextAreaElement) =>
        element.value.slice(0, element.selectionStart).split("\n").length,
    );
  await own.getByRole("tab", { name: ".dockerignore" }).click();
  await rule(own, "use-absolute-workdir").getByRole("button").first().click();
  await expect(field).toBeFocused();
  expect(await line()).toBe(5);
  await expect(own.locator("[data-at]")).toContainText("WORKDIR app");
  await page.keyboard.press("F8");
  expect(await line()).toBe(6);
  await page.keyboard.press("Shift+F8");
  expect(await line()).toBe(5);
  await page.keyboard.press("Control+Enter");
  expect(await line()).toBe(1);
});

test.describe("fixes", () => {
  test("one is applied, and taken back by its notice or by the field's own undo", async ({
    page,
    site,
  }) => {
    const own = await example(page, site);
    const field = fieldOf(own);
    const before = await field.inputValue();
    const fix = rule(own, "prefer-copy").getByRole("button", { name: /^Fix/ });
    await fix.click();
    await expect(field).toHaveValue(before.replace("ADD . .", "COPY . ."));
    await expect(rule(own, "prefer-copy")).toHaveCount(0);
    await own.getByRole("button", { name: "Undo" }).click();
    await expect(field).toHaveValue(before);
    await fix.click();
    await expect(field).not.toHaveValue(before);
    await field.press("ControlOrMeta+z");
    await expect(field).toHaveValue(before);
  });

  test("all safe ones are applied at once, and can be taken back", async ({
    page,
    site,
  }) => {
    const own = await example(page, site);
    const field = fieldOf(own);
    const before = await field.inputValue();
    await own.getByRole("button", { name: "Apply all safe fixes" }).click();
    await expect(field).toHaveValue(/ENTRYPOINT \["npm", "start"\]/);
    await expect(own.locator("[data-fix]")).toHaveCount(0);
    await own.getByRole("button", { name: "Undo" }).click();
    await expect(field).toHaveValue(before);
  });
});

test("skip comments are honoured and counted", async ({ page, site }) => {
  const own = await open(page, site);
  await fieldOf(own).fill(
    `# hadolint ignore=DL3007\nFROM ubuntu:latest\nUSER 1000\n`,
  );
  await expect(own.locator("[data-counts]")).toContainText(
    "1 finding left out by skip comments",
  );
  await expect(rule(own, "no-latest-tag")).toHaveCount(0);
});

test("a clean file is told no more than that", async ({ page, site }) => {
  const own = await open(page, site);
  await fieldOf(own).fill(CLEAN);
  await expect(own.locator("[data-sum]")).toHaveText("No findings");
  await expect(own.locator(".own-clean")).toContainText(
    /Nothing to say under \d+ rules/,
  );
  await own.getByRole("link", { name: "what we do not check" }).click();
  await expect(page).toHaveURL(`${site}rules/not-checked/`);
});

test("a private base is said to be unknown", async ({ page, site }) => {
  const own = await open(page, site);
  await fieldOf(own).fill("FROM registry.example.com/base:1\nRUN make\n");
  await expect(own.locator("[data-unknown]")).toContainText(
    "nothing is known about the image registry.example.com/base",
  );
});

test("the reading list has the lessons of these findings, and the rules of the rest", async ({
  page,
  site,
}) => {
  const own = await open(page, site);
  await fieldOf(own).fill("FROM node:24-slim\nRUN sudo id\nCMD node a.js\n");
  const reading = own.locator("[data-reading]");
  await expect(reading).toBeVisible();
  const inLessons = await reading.locator(".own-lessons p").allInnerTexts();
  const alone = await reading.locator(".own-rules a").allInnerTexts();
  const explained = inLessons.flatMap((titles) => titles.split(" · "));
  expect(new Set([...explained, ...alone]).size).toBe(
    await own.locator("[data-rule]").count(),
  );
  expect(alone.filter((title) => explained.includes(title))).toEqual([]);
  await reading
    .getByRole("link", { name: "Run as a user other than root" })
    .click();
  await expect(page).toHaveURL(`${site}lessons/run-as-non-root/`);
});

test.describe("the report is taken away", () => {
  test("as Markdown, copied and saved", async ({ page, site, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const own = await example(page, site);
    await own.getByRole("button", { name: "Copy as Markdown" }).click();
    await expect(own.getByText("on the clipboard")).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(`](${site}rules/prefer-copy/)`);
    const waiting = page.waitForEvent("download");
    await own.getByRole("button", { name: "Download Markdown" }).click();
    const saved = await waiting;
    expect(saved.suggestedFilename()).toBe("dockerfile-report.md");
    expect(readFileSync(await saved.path(), "utf8")).toBe(copied);
  });

  test("as SARIF 2.1.0", async ({ page, site }) => {
    const own = await example(page, site);
    const waiting = page.waitForEvent("download");
    await own.getByRole("button", { name: "Download SARIF" }).click();
    const saved = await waiting;
    const log: unknown = JSON.parse(readFileSync(await saved.path(), "utf8"));
    expect(log).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          results: expect.arrayContaining([
            expect.objectContaining({ ruleId: "prefer-copy" }),
          ]),
        },
      ],
    });
  });
});

test("what happens is shown below, once it is opened", async ({
  page,
  site,
}) => {
  const own = await example(page, site);
  await own.getByText("What happens", { exact: true }).click();
  const panel = own.locator("[data-happens-panel]");
  await expect(panel.getByRole("tab", { name: "Layers" })).toBeVisible();
  await expect(panel).toContainText("RUN npm install");
  await fieldOf(own).fill("FROM alpine:3.22\nRUN touch /marker\n");
  await expect(panel).toContainText("touch /marker");
});

test("what a page loads before it is used", async ({ page, site }) => {
  const loads: Promise<number>[] = [];
  page.on("requestfinished", (request) =>
    loads.push(
      request
        .response()
        .then((response) => response?.body())
        .then((body = Buffer.alloc(0)) =>
          request.resourceType() === "font"
            ? body.length
            : gzipSync(body, { level: 9 }).length,
        ),
    ),
  );
  await page.goto(`${site}playground/`, { waitUntil: "networkidle" });
  const total = (await Promise.all(loads)).reduce((sum, one) => sum + one, 0);
  console.log(`playground: ${(total / 1000).toFixed(1)} kB of 60.0 kB`);
  expect(total).toBeLessThanOrEqual(60_000);
});

test("the report follows each key in 100 lines @timed", async ({
  page,
  site,
}) => {
  const own = await open(page, site);
  const lines = Array.from(
    { length: 96 },
    (_, at) => `RUN apt-get update && apt-get install -y tool${at}`,
  );
  const text = ["FROM node:24-slim AS build", "WORKDIR /app", ...lines, ""];
  await fieldOf(own).fill(text.join("\n"));
  await expect(own).toHaveAttribute("data-state", "report");
  await fieldOf(own).press("ControlOrMeta+End");
  const reports = await page.evaluateHandle(() => {
    const times: number[] = [];
    let start = 0;
    addEventListener("input", () => (start = performance.now()), {
      capture: true,
    });
    const sum = document.querySelector("[data-sum]");
    if (sum === null) throw new Error("There is no report.");
    // Each report writes its sum anew.
    new MutationObserver(() => times.push(performance.now() - start)).observe(
      sum,
      { childList: true },
    );
    return times;
  });
  let keys = 0;
  for (const key of "USER 1000") {
    await page.keyboard.press(key);
    await page.waitForFunction(([all, most]) => all.length >= most, [
      reports,
      ++keys,
    ] as const);
  }
  const times = await reports.jsonValue();
  times.sort((a, b) => a - b);
  const median = times[times.length >> 1] ?? 0;
  console.log(
    `playground: keystroke to report ${median.toFixed(0)} ms median, ${times.at(-1)?.toFixed(0)} ms at most`,
  );
  expect(median).toBeLessThan(1_000);
});

test("without script it explains itself", async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site}playground/`);
  await expect(page.getByText("npm run drydock -- lint")).toBeVisible();
  await expect(page.getByRole("link", { name: "the checklist" })).toBeVisible();
  await expect(page.locator("own-dockerfile")).toBeHidden();
  await context.close();
});

test("@phone it is used with a thumb at 390 px", async ({ browser, site }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const own = await open(page, site);
  await own.getByRole("button", { name: "Begin with an example" }).tap();
  await rule(own, "prefer-copy").getByRole("button", { name: /^Fix/ }).tap();
  await expect(fieldOf(own)).toHaveValue(/COPY \. \./);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await context.close();
});

test("axe finds nothing in any state, by day and by night", async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  const clean = async (state: string): Promise<void> => {
    const found = await axeFindsInBothThemes(page);
    expect(found.map((find) => `${state}: ${find}`)).toEqual([]);
  };
  const own = await open(page, site);
  await clean("empty");
  await own.getByRole("button", { name: "Begin with an example" }).click();
  await expect(own).toHaveAttribute("data-state", "report");
  await clean("report");
  await own.getByRole("radio", { name: "Topic" }).check();
  await own.getByRole("tab", { name: "Other files" }).click();
  await clean("topics, other files");
  await own.getByRole("tab", { name: "Dockerfile", exact: true }).click();
  await own.getByText("What happens", { exact: true }).click();
  await expect(own.getByRole("tab", { name: "Layers" })).toBeVisible();
  await clean("what happens");
  await fieldOf(own).fill(CLEAN);
  await expect(own.locator("[data-sum]")).toHaveText("No findings");
  await clean("clean");
});
