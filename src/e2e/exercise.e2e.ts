import { parse as parseYaml } from "yaml";
import { expect, test } from "./test.ts";
import {
  contentFile,
  fieldOf,
  goalsIn,
  openWorkspace,
  typeInto,
} from "./workspace.ts";

const path = "exercises/inherited-dockerfile/";
const solution = contentFile("inherited-dockerfile/solution/Dockerfile");

test("typing the solution into the plain field passes", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + path);
  expect(await goalsIn(workspace, "met")).toEqual([]);
  await typeInto(fieldOf(workspace, "Dockerfile"), solution);
  await expect(workspace).toHaveAttribute("data-passed", "");
  await expect(workspace.locator(".passed")).toContainText(
    "The image runs as 1000.",
  );
});

test("typing the solution into Monaco passes", async ({ page, site }) => {
  const workspace = await openWorkspace(page, site + path);
  await fieldOf(workspace, "Dockerfile").click();
  const monaco = workspace.locator(".monaco-editor").first();
  await expect(monaco).toBeVisible({ timeout: 15_000 });
  await expect(
    monaco.locator("textarea, [role=textbox]").first(),
  ).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(solution);
  await expect(workspace).toHaveAttribute("data-passed", "");
});

const { wrong } = parseYaml(
  contentFile("inherited-dockerfile/exercise.mdx").split("---")[1] ?? "",
) as { wrong: Record<string, { title: string; fails: string[] }> };

for (const [name, { title, fails }] of Object.entries(wrong))
  test(`a wrong answer stays failed: ${title}`, async ({ page, site }) => {
    const workspace = await openWorkspace(page, site + path);
    const folder = `inherited-dockerfile/wrong/${name}`;
    await fieldOf(workspace, "Dockerfile").fill(
      contentFile(`${folder}/Dockerfile`),
    );
    await workspace.getByRole("tab", { name: ".dockerignore" }).click();
    await fieldOf(workspace, ".dockerignore").fill(
      contentFile(`${folder}/.dockerignore`),
    );
    await expect(async () => {
      const failed = await workspace
        .locator(
          ".row:is([data-state=open], [data-state=unknown], [data-state=lost])",
        )
        .evaluateAll((rows) =>
          rows.map(
            (row) =>
              row.getAttribute("data-goal") ??
              row.getAttribute("data-keep") ??
              "",
          ),
        );
      expect(new Set(failed)).toEqual(new Set(fails));
    }).toPass();
    await expect(workspace).not.toHaveAttribute("data-passed", "");
  });

test("on a wide screen the page ends with its footer", async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openWorkspace(page, site + path);
  const below = await page
    .locator("body > footer")
    .evaluate(
      (footer) =>
        document.documentElement.scrollHeight -
        scrollY -
        footer.getBoundingClientRect().bottom,
    );
  expect(below).toBeLessThan(2);
});

test("a reload brings the draft back", async ({ page, site }) => {
  const workspace = await openWorkspace(page, site + path);
  const field = fieldOf(workspace, "Dockerfile");
  await field.press("ControlOrMeta+End");
  await page.keyboard.type("USER 1000\n");
  await page.reload();
  await expect(field).toHaveValue(/USER 1000\n$/);
  await expect(workspace.locator("[data-goal=non-root]")).toHaveAttribute(
    "data-state",
    "met",
  );
});

test("marks stand on the lines of what they say, once something was typed", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + path);
  const marked = workspace.locator(
    "[data-pane=Dockerfile] [data-gutter] [data-severity]",
  );
  await expect(marked).toHaveCount(0);
  const field = fieldOf(workspace, "Dockerfile");
  await typeInto(
    field,
    'FROM node:24-slim\n\nWORKDIR app\nADD server.js ./\nCMD ["node"]\n',
  );
  await expect(marked).toHaveText(["1", "3", "4"]);
  await expect(
    workspace.locator("[data-pane=Dockerfile] [data-backdrop] mark"),
  ).toHaveText(["node:24-slim", "app", "ADD"]);
});

test("Monaco's marks stand on the same lines", async ({ page, site }) => {
  const workspace = await openWorkspace(page, site + path);
  const field = fieldOf(workspace, "Dockerfile");
  await typeInto(field, 'FROM node:24-slim\n\nWORKDIR app\nCMD ["node"]\n');
  await workspace.getByRole("button", { name: "Rich editor" }).click();
  const monaco = workspace
    .locator("[data-pane=Dockerfile] .monaco-editor")
    .first();
  await expect(monaco).toBeVisible({ timeout: 15_000 });
  const squiggle = monaco.locator(".squiggly-warning");
  await expect(squiggle).toHaveCount(2);
  const line = monaco.locator(".view-line", { hasText: "WORKDIR" });
  await expect(async () => {
    const top = (await line.boundingBox())?.y ?? 0;
    const tops = await squiggle.evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().top),
    );
    expect(tops.some((at) => at >= top && at < top + 24)).toBe(true);
  }).toPass();
});

test("a remedy shows once the second hint is open", async ({ page, site }) => {
  const workspace = await openWorkspace(page, site + path);
  const field = fieldOf(workspace, "Dockerfile");
  await field.press("ControlOrMeta+End");
  await page.keyboard.type("# looking\n");
  await expect(
    workspace
      .locator("[data-pane=Dockerfile] [data-gutter] [data-severity]")
      .first(),
  ).toHaveText("1");
  const note = page.locator(".mark-note");
  const hoverFirstLine = async () => {
    await page.mouse.move(0, 0);
    const box = await field.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 22);
    await page.mouse.move((box?.x ?? 0) + 64, (box?.y ?? 0) + 24);
  };
  await hoverFirstLine();
  await expect(note).toContainText("node has no tag");
  await expect(note).not.toContainText("Add the release line");
  const goal = workspace.locator("[data-goal=pinned-base]");
  await goal.getByRole("button", { name: /Hint 1 of 3/ }).click();
  await goal.getByRole("button", { name: /Hint 2 of 3/ }).click();
  await expect(goal.locator(".hint")).toHaveCount(2);
  await hoverFirstLine();
  await expect(note).toContainText("Add the release line");
  await expect(
    note.getByRole("link", { name: "no-untagged-base" }),
  ).toBeVisible();
});

test("the solution opens after passing, beside the learner's text", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + path);
  const compare = workspace.getByRole("button", {
    name: "Compare with the solution",
  });
  await expect(compare).toBeDisabled();
  const mine = contentFile(
    "inherited-dockerfile/alternatives/alpine/Dockerfile",
  );
  const field = fieldOf(workspace, "Dockerfile");
  await field.fill(mine);
  await workspace.getByRole("tab", { name: ".dockerignore" }).click();
  await fieldOf(workspace, ".dockerignore").fill(
    contentFile("inherited-dockerfile/alternatives/alpine/.dockerignore"),
  );
  await expect(workspace).toHaveAttribute("data-passed", "");
  await compare.click();
  const dialog = page.getByRole("dialog");
  await expect(
    dialog.getByRole("row").filter({ hasText: "FROM node:24-slim" }),
  ).toContainText("FROM node:24-alpine");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(field).toHaveValue(mine);
});

test("the solution opens when every open goal's hints are used up", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + path);
  const compare = workspace.getByRole("button", {
    name: "Compare with the solution",
  });
  const hints = workspace.getByRole("button", { name: /^Hint \d of 3/ });
  for (let left = await hints.count(); left > 0; left = await hints.count()) {
    await expect(compare).toBeDisabled();
    await hints.first().click();
  }
  await expect(compare).toBeEnabled();
});

test("what a screen reader hears is the change, not every key", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + path);
  const field = fieldOf(workspace, "Dockerfile");
  await field.press("ControlOrMeta+End");
  await page.keyboard.type("USER 1000\n");
  await expect(workspace.locator("[data-say]")).toContainText(
    "The container runs as a user other than root: met.",
  );
});

test.describe("which editor", () => {
  test("keyboard focus never brings Monaco", async ({ page, site }) => {
    const workspace = await openWorkspace(page, site + path);
    await fieldOf(workspace, "Dockerfile").focus();
    await page.keyboard.type("# x\n");
    await expect(workspace.locator("[data-goal]")).not.toHaveCount(0);
    await expect(workspace.locator(".monaco-editor")).toHaveCount(0);
  });

  test("caret, selection and undo carry over to Monaco", async ({
    page,
    site,
  }) => {
    const workspace = await openWorkspace(page, site + path);
    const field = fieldOf(workspace, "Dockerfile");
    await field.press("ControlOrMeta+End");
    await page.keyboard.type("# typed before\n");
    await field.evaluate((element: HTMLTextAreaElement) =>
      element.setSelectionRange(0, 4),
    );
    await workspace.getByRole("button", { name: "Rich editor" }).click();
    const monaco = workspace
      .locator("[data-pane=Dockerfile] .monaco-editor")
      .first();
    await expect(monaco).toBeVisible({ timeout: 15_000 });
    await page.keyboard.type("BASE");
    await expect(monaco.locator(".view-line").first()).toHaveText(
      /^BASE\snode$/,
    );
    await page.keyboard.press("ControlOrMeta+z");
    await page.keyboard.press("ControlOrMeta+z");
    await page.keyboard.press("ControlOrMeta+z");
    await expect(monaco.locator(".view-lines")).not.toContainText("typed");
  });

  test("the choice of the plain field sticks", async ({ page, site }) => {
    const workspace = await openWorkspace(page, site + path);
    await workspace.getByRole("button", { name: "Rich editor" }).click();
    await expect(workspace.locator(".monaco-editor").first()).toBeVisible({
      timeout: 15_000,
    });
    await workspace.getByRole("button", { name: "Plain field" }).click();
    await page.reload();
    const field = fieldOf(workspace, "Dockerfile");
    await expect(workspace).toHaveAttribute("data-ready", "");
    await field.click();
    await page.keyboard.type("x");
    await expect(field).toHaveValue(/x/);
    await expect(workspace.locator(".monaco-editor")).toHaveCount(0);
  });

  test("a touch screen keeps the plain field", async ({ browser, site }) => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const page = await context.newPage();
    const workspace = await openWorkspace(page, site + path);
    await workspace.getByRole("button", { name: "Files" }).tap();
    await fieldOf(workspace, "Dockerfile").tap();
    await page.keyboard.type("# x");
    await expect(fieldOf(workspace, "Dockerfile")).toBeFocused();
    await expect(workspace.locator(".monaco-editor")).toHaveCount(0);
    await context.close();
  });
});

test("without script the brief, the files and the goals can be read", async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site + path);
  await expect(
    page.getByText("You have taken over a link shortener"),
  ).toBeVisible();
  await expect(page.locator("textarea").first()).toHaveValue(/^FROM node\n/);
  await expect(page.getByText('process.on("SIGTERM"')).toBeVisible();
  await expect(
    page.getByText("The container runs as a user other than root"),
  ).toBeVisible();
  await context.close();
});

test("the same workspace works inside a lesson", async ({ page, site }) => {
  const workspace = await openWorkspace(
    page,
    `${site}lessons/exec-form-and-pid-1/`,
  );
  await fieldOf(workspace, "Dockerfile").fill(solution);
  await expect(workspace).toHaveAttribute("data-passed", "");
});
