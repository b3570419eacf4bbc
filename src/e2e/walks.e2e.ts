import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./test.ts";
import { contentFile, fieldOf, openWorkspace, typeInto } from "./workspace.ts";

const path = "exercises/inherited-dockerfile/";
const solution = contentFile("inherited-dockerfile/solution/Dockerfile");

test("the exercise is done by keyboard alone @keyboard", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + path);
  const field = fieldOf(workspace, "Dockerfile");
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("ENV a b\n");
  await expect(
    workspace.locator("[data-pane=Dockerfile] [data-gutter] [data-severity]"),
  ).toHaveCount(5);
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("F8");
  await expect(workspace.locator("[data-say]")).not.toBeEmpty();
  await expect.poll(() => caretLine(field)).toBe(1);
  await page.keyboard.press("Shift+F8");
  await expect.poll(() => caretLine(field)).toBe(11);

  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(solution);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(workspace).toHaveAttribute("data-passed", "");
  await expect(workspace.locator(".passed")).toContainText("One slim stage");

  await tabTo(page, workspace.getByRole("button", { name: "More" }));
  await page.keyboard.press("Enter");
  await expect(
    workspace.getByRole("button", { name: "Copy a link" }),
  ).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(workspace.getByRole("button", { name: "More" })).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const compare = workspace.getByRole("button", {
    name: "Compare with the solution",
  });
  await tabTo(page, compare, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("dialog", { name: "Beside yours" }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(compare).toBeFocused();
});

test("the checklist is worked by keyboard alone @keyboard", async ({
  page,
  site,
}) => {
  await page.goto(`${site}checklist/`);
  const list = page.locator("check-list");
  await expect(list.locator("[data-count]")).toContainText("shown");
  await tabTo(page, list.getByRole("searchbox"));
  await page.keyboard.type("CKV_DOCKER_3");
  const row = list.locator("[data-item=non-root-user]");
  await expect(list.locator("[data-item=multi-arch]")).toBeHidden();
  const holds = row.getByRole("button", { name: /^Holds/ });
  await tabTo(page, holds);
  await page.keyboard.press("Space");
  await expect(holds).toHaveAttribute("aria-pressed", "true");
  await tabTo(page, row.locator("summary"));
  await page.keyboard.press("Enter");
  await tabTo(page, row.getByLabel("Note"));
  await page.keyboard.type("since March");
  await expect(row.getByLabel("Note")).toHaveValue("since March");
});

test("the playground is worked by keyboard alone @keyboard", async ({
  page,
  site,
}) => {
  await page.goto(`${site}playground/`);
  const own = page.locator("own-dockerfile");
  const field = own.locator("[data-pane=dockerfile] textarea");
  await tabTo(page, field);
  await page.keyboard.type("FROM ubuntu:latest\nWORKDIR app\n");
  const finding = own.locator("[data-rule=use-absolute-workdir]");
  await tabTo(page, finding.getByRole("button").first());
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  expect(await caretLine(field)).toBe(2);
});

test("progress is taken out and in by keyboard alone @keyboard", async ({
  page,
  site,
}) => {
  await page.goto(`${site}progress/`);
  await tabTo(page, page.getByRole("button", { name: "Download the file" }));
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const file = await (await download).path();
  await tabTo(page, page.locator("[data-import]"));
  // Right after a download Chromium may let the key go by.
  await expect(async () => {
    const chooser = page.waitForEvent("filechooser", { timeout: 5000 });
    await page.keyboard.press("Enter");
    await (await chooser).setFiles(file);
  }).toPass();
  await expect(page.locator("[data-preview]")).toContainText(
    "nothing that is not here already",
  );
});

test("hints open by keyboard and keep the focus @keyboard", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + path);
  const goal = workspace.locator("[data-goal=non-root]");
  await tabTo(page, goal.getByRole("button", { name: /^Hint 1 of 3/ }));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(goal.locator(".hint")).toHaveCount(2);
  await expect(
    goal.getByRole("button", { name: /^Hint 3 of 3/ }),
  ).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  test("the exercise is done by touch @phone", async ({ page, site }) => {
    const workspace = await openWorkspace(page, site + path);
    await expect(page.getByText("You have taken over")).toBeVisible();
    await workspace.getByRole("button", { name: "Files" }).tap();
    const field = fieldOf(workspace, "Dockerfile");
    await field.tap();
    expect(
      await field.evaluate((element) =>
        Number.parseFloat(getComputedStyle(element).fontSize),
      ),
    ).toBeGreaterThanOrEqual(16);
    await field.press("ControlOrMeta+a");
    // The text of the solution, its brackets by the row of keys.
    for (const part of solution.split(/(?=[[\]])|(?<=[[\]])/))
      if (part === "[" || part === "]")
        await workspace.locator(`[data-key="${part}"]`).tap();
      else await page.keyboard.type(part);
    await expect(field).toHaveValue(solution);
    await expect(field).toBeFocused();
    await workspace.getByRole("button", { name: /^Result/ }).tap();
    await expect(field).toBeHidden();
    await expect(workspace.locator(".passed")).toContainText("Seaworthy");
  });

  test("a line of the result leads to the file @phone", async ({
    page,
    site,
  }) => {
    const workspace = await openWorkspace(page, site + path);
    await workspace.getByRole("button", { name: /^Result/ }).tap();
    const goal = workspace.locator("[data-goal=graceful-stop]");
    await goal.getByRole("button", { name: "line 10" }).tap();
    await expect(fieldOf(workspace, "Dockerfile")).toBeFocused();
  });

  test("nothing is wider than the screen @phone", async ({ page, site }) => {
    const workspace = await openWorkspace(page, site + path);
    for (const view of ["Brief", "Files", /^Result/]) {
      await workspace.getByRole("button", { name: view }).tap();
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
      ).toBeLessThanOrEqual(390);
    }
  });
});

test("with the plain field chosen the exercise is done in it @keyboard", async ({
  page,
  site,
}) => {
  await page.goto(site);
  await page.evaluate(() =>
    localStorage.setItem("drydock:1:settings", '{"editor":"plain"}'),
  );
  const workspace = await openWorkspace(page, site + path);
  const field = fieldOf(workspace, "Dockerfile");
  await field.click();
  await typeInto(field, solution);
  await expect(workspace).toHaveAttribute("data-passed", "");
  await expect(workspace.locator(".monaco-editor")).toHaveCount(0);
  const onward = workspace.locator(".passed").getByRole("link").first();
  await tabTo(page, onward);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing in any state, ${colorScheme}`, async ({
    page,
    site,
  }) => {
    await page.emulateMedia({ colorScheme });
    const workspace = await openWorkspace(page, site + path);
    const field = fieldOf(workspace, "Dockerfile");
    const more = workspace.getByRole("button", { name: "More" });
    const states: Readonly<Record<string, () => Promise<void>>> = {
      "a broken keep": async () => {
        await field.fill("FROM node:24-slim\nENV a b\n");
        await expect(workspace.locator(".broken")).toBeVisible();
        await expect(workspace.locator(".noticed")).toBeVisible();
      },
      "asking before a reset": async () => {
        await workspace
          .getByRole("button", { name: "Reset", exact: true })
          .click();
      },
      passed: async () => {
        await workspace.getByRole("button", { name: "Keep mine" }).click();
        await field.fill(solution);
        await expect(workspace.locator(".passed table")).toBeVisible();
      },
      "the menu": () => more.click(),
      "saved answers": async () => {
        await workspace.getByRole("button", { name: "Saved answers" }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
      },
      "a comparison": async () => {
        await page
          .getByRole("button", { name: "Compare", exact: true })
          .click();
        await expect(page.getByText("line for line").first()).toBeVisible();
      },
    };
    for (const [name, enter] of Object.entries(states)) {
      await enter();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
        ),
        name,
      ).toEqual([]);
    }
  });

/** Presses Tab until the focus is where it should be: what cannot be reached fails. */
async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement))
      return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}

function caretLine(field: Locator): Promise<number> {
  return field.evaluate(
    (element: HTMLTextAreaElement) =>
      element.value.slice(0, element.selectionStart).split("\n").length,
  );
}
