import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "./test.ts";
import { contentFile, fieldOf, openWorkspace } from "./workspace.ts";

const path = "exercises/inherited-dockerfile/";
const solution = contentFile("inherited-dockerfile/solution/Dockerfile");

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a link carries the answer to somebody who has a draft", async ({
  page,
  site,
  context,
}) => {
  const workspace = await openWorkspace(page, site + path);
  const field = fieldOf(workspace, "Dockerfile");
  await field.fill(solution);
  await workspace.getByRole("button", { name: "More" }).click();
  await workspace.getByRole("button", { name: "Copy a link" }).click();
  await expect(workspace.getByText("on the clipboard")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).pathname).toBe(new URL(site + path).pathname);
  await field.fill("FROM alpine:3.24\n");
  await expect(workspace).not.toHaveAttribute("data-passed", "");

  const other = await context.newPage();
  const opened = await openWorkspace(other, link);
  const shown = fieldOf(opened, "Dockerfile");
  await expect(shown).toHaveValue(solution);
  await expect(opened).toHaveAttribute("data-passed", "");
  await opened.getByRole("button", { name: "Back to mine" }).click();
  await expect(shown).toHaveValue("FROM alpine:3.24\n");
});

test("typing in a shared answer makes it one's own, and saves the draft", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + path);
  const field = fieldOf(workspace, "Dockerfile");
  await field.fill(solution);
  await workspace.getByRole("button", { name: "More" }).click();
  await workspace.getByRole("button", { name: "Copy a link" }).click();
  await expect(workspace.getByText("on the clipboard")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await field.fill("FROM mine:1\n");
  await page.goto("about:blank");
  await openWorkspace(page, link);
  await field.press("ControlOrMeta+End");
  await page.keyboard.type("# more\n");
  await expect(workspace.getByText("is yours now")).toBeVisible();
  await workspace.getByRole("button", { name: "More" }).click();
  await workspace.getByRole("button", { name: "Saved answers" }).click();
  const draft = page.getByRole("listitem").filter({ hasText: "Draft" });
  await draft.getByRole("button", { name: "Bring back" }).click();
  await expect(field).toHaveValue("FROM mine:1\n");
});

test("a link that was cut is told, and the draft stays", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, `${site + path}#answer=q1YqSy0q`);
  await expect(workspace.getByText("The link cannot be read")).toBeVisible();
  await expect(fieldOf(workspace, "Dockerfile")).toHaveValue(/^FROM node\n/);
});

test("the answer is copied as Markdown with its grade", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + path);
  await fieldOf(workspace, "Dockerfile").fill(solution);
  await expect(workspace).toHaveAttribute("data-passed", "");
  await workspace.getByRole("button", { name: "More" }).click();
  await workspace.getByRole("button", { name: "Copy as Markdown" }).click();
  await expect(workspace.getByText("as Markdown.")).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("Passed: 115 of 115 points");
  expect(text).toContain(`\`\`\`dockerfile\n${solution}\`\`\``);
});

test("the files are downloaded as they stand", async ({ page, site }) => {
  const workspace = await openWorkspace(page, site + path);
  await fieldOf(workspace, "Dockerfile").fill(solution);
  await workspace.getByRole("button", { name: "More" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    workspace.getByRole("button", { name: "Download as zip" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("inherited-dockerfile.zip");
  const files = unzipSync(readFileSync(await download.path()));
  expect(Object.keys(files).sort()).toEqual([".dockerignore", "Dockerfile"]);
  expect(strFromU8(files["Dockerfile"] ?? new Uint8Array())).toBe(solution);
});

test("with the clipboard closed the text can be copied by hand", async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("closed"));
  });
  const workspace = await openWorkspace(page, site + path);
  await workspace.getByRole("button", { name: "More" }).click();
  await workspace.getByRole("button", { name: "Copy a link" }).click();
  await expect(page.getByLabel("To copy")).toHaveValue(/#answer=/);
});
