import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, test } from "./test.ts";

async function open(page: Page, site: string, view = ""): Promise<Locator> {
  await page.goto(`${site}checklist/${view}`);
  const list = page.locator("check-list");
  await expect(list.locator("[data-count]")).toContainText("shown");
  return list;
}

function row(list: Locator, id: string): Locator {
  return list.locator(`[data-item="${id}"]`);
}

function mark(list: Locator, id: string, name: string): Locator {
  return row(list, id).getByRole("button", { name: new RegExp(`^${name}`) });
}

async function choose(
  list: Locator,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await list.locator("[data-open]").setInputFiles(
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: "text/plain",
      buffer: Buffer.from(text),
    })),
  );
}

test("the view is in the address, and comes from it", async ({
  page,
  site,
}) => {
  const list = await open(page, site, "?q=CKV_DOCKER_3");
  await expect(row(list, "non-root-user")).toBeVisible();
  await expect(row(list, "multi-arch")).toBeHidden();
  await list.getByRole("searchbox").fill("");
  await list.getByRole("combobox", { name: "Stage" }).selectOption("registry");
  await list.getByRole("combobox", { name: "Severity" }).selectOption("high");
  await expect(page).toHaveURL(/\/checklist\/\?stage=registry&severity=high$/);
  await page.reload();
  await expect(list.getByRole("combobox", { name: "Stage" })).toHaveValue(
    "registry",
  );
  await expect(row(list, "non-root-user")).toBeHidden();
  await list.getByRole("searchbox").fill("nothing has this");
  await list.getByRole("button", { name: "Show all" }).click();
  await expect(row(list, "non-root-user")).toBeVisible();
  await expect(page).toHaveURL(/\/checklist\/$/);
});

test("marks and notes stay, and what holds can be left out", async ({
  page,
  site,
}) => {
  const list = await open(page, site);
  await mark(list, "dockerignore", "Holds").click();
  await row(list, "multi-arch").locator("summary").click();
  const note = row(list, "multi-arch").getByLabel("Note");
  await note.fill("amd64 only until March");
  await note.blur();
  await page.reload();
  await expect(mark(list, "dockerignore", "Holds")).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await list.getByRole("checkbox", { name: "Open only" }).check();
  await expect(row(list, "dockerignore")).toBeHidden();
  await row(list, "multi-arch").locator("summary").click();
  await expect(note).toHaveValue("amd64 only until March");
  await list.getByRole("checkbox", { name: "Open only" }).uncheck();
  await mark(list, "dockerignore", "Holds").click();
  await expect(row(list, "dockerignore")).toHaveAttribute("data-state", "open");
});

test("an address leads to its item, opened", async ({ page, site }) => {
  const list = await open(page, site, "#graceful-stop");
  await expect(row(list, "graceful-stop").locator(".inside")).toBeInViewport();
});

test("files are checked: what rules find is crossed, the rest is left, and all can be undone", async ({
  page,
  site,
}) => {
  const list = await open(page, site);
  await choose(list, {
    Dockerfile: "FROM node:24-slim\nCOPY . .\nCMD npm start\n",
  });
  const user = row(list, "non-root-user");
  await expect(user).toHaveAttribute("data-state", "fails");
  await expect(user.locator("[data-verdict]")).toContainText(
    "Dockerfile, line",
  );
  await expect(row(list, "logs-to-stdout")).toHaveAttribute(
    "data-state",
    "open",
  );
  await list.getByRole("button", { name: "Undo" }).click();
  await expect(user).toHaveAttribute("data-state", "open");
});

test("files without a Dockerfile are told, and mark nothing", async ({
  page,
  site,
}) => {
  const list = await open(page, site);
  await choose(list, { ".dockerignore": "node_modules\n" });
  await expect(list.locator("[data-notices]")).toContainText("no Dockerfile");
  await expect(list.locator("[data-state=open]")).toHaveCount(
    await list.locator("[data-item]").count(),
  );
});

for (const [name, file, said] of [
  ["Markdown, for a pull request", "checklist.md", "- [x]"],
  ["CSV, for a spreadsheet", "checklist.csv", "dockerignore,build,"],
  ["JSON", "checklist.json", '"format": "drydock-checklist"'],
  ["AGENTS.md, for coding assistants", "AGENTS.md", "# Container images"],
] as const)
  test(`what is shown is taken along as ${file}`, async ({ page, site }) => {
    const list = await open(page, site);
    await mark(list, "dockerignore", "Holds").click();
    await list.getByText("Take it with you").click();
    const taken = page.waitForEvent("download");
    await list.getByRole("button", { name, exact: true }).click();
    const download = await taken;
    expect(download.suggestedFilename()).toBe(file);
    expect(readFileSync(await download.path(), "utf8")).toContain(said);
  });

test("the sheet fits on paper", async ({ page, site }) => {
  await open(page, site);
  const pdf = await page.pdf({
    format: "A4",
    margin: { top: "12mm", right: "12mm", bottom: "12mm", left: "12mm" },
  });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
  expect(pages.length).toBeLessThanOrEqual(3);
});

test("axe finds nothing where an item is open and marked", async ({
  page,
  site,
}) => {
  const list = await open(page, site, "#health-check");
  await mark(list, "health-check", "Does not hold").click();
  // The whole page is asked among all the others.
  const { violations } = await new AxeBuilder({ page })
    .include("#health-check")
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
