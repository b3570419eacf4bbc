import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./test.ts";
import { fieldOf, openWorkspace } from "./workspace.ts";

const path = "exercises/inherited-dockerfile/";

/** The exercise as it would be if its frontmatter offered quick fixes. */
async function offerQuickFixes(page: Page): Promise<void> {
  await page.route(`**/${path}`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '"goals":[',
      '"quickFixes":true,"goals":[',
    );
    await route.fulfill({ response, body });
  });
}

/** A workspace whose Dockerfile is this text, in Monaco and with the focus. */
async function openMonaco(
  page: Page,
  site: string,
  text: string,
): Promise<{ readonly workspace: Locator; readonly monaco: Locator }> {
  const workspace = await openWorkspace(page, site + path);
  await fieldOf(workspace, "Dockerfile").fill(text);
  await workspace.getByRole("button", { name: "Rich editor" }).click();
  const monaco = workspace
    .locator("[data-pane=Dockerfile] .monaco-editor")
    .first();
  await expect(monaco).toBeVisible({ timeout: 15_000 });
  await expect(
    monaco.locator("textarea, [role=textbox]").first(),
  ).toBeFocused();
  await page.keyboard.press("ControlOrMeta+End");
  return { workspace, monaco };
}

/** The text in Monaco; it draws spaces that do not break. */
async function textOf(monaco: Locator): Promise<string> {
  const lines = await monaco.locator(".view-line").evaluateAll((all) =>
    all
      .map((line) => ({
        top: line.getBoundingClientRect().top,
        text: line.textContent,
      }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return lines.join("\n").replaceAll("\u00a0", " ");
}

/** The number of a line beside the plain field. */
function lineNumber(workspace: Locator, line: number): Locator {
  return workspace.locator(
    `[data-pane=Dockerfile] [data-gutter] span:nth-child(${line})`,
  );
}

const TWO_ADDS = "FROM node:24-slim\nADD server.js ./\nADD test ./\n";

test.describe("quick fixes", () => {
  test("are not offered where the exercise does not say so", async ({
    page,
    site,
  }) => {
    const { monaco } = await openMonaco(page, site, TWO_ADDS);
    await expect(monaco.locator(".squiggly-warning")).not.toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ControlOrMeta+.");
    await expect(monaco.getByText("No code actions available")).toBeVisible();
    await expect(page.locator(".action-widget")).toHaveCount(0);
  });

  test("change the place they are asked at, and can be undone", async ({
    page,
    site,
  }) => {
    await offerQuickFixes(page);
    const { monaco } = await openMonaco(page, site, TWO_ADDS);
    await expect(monaco.locator(".squiggly-warning")).not.toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ArrowDown");
    await expect(monaco.locator("[class*=codicon-gutter-light]")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+.");
    await page.locator(".action-widget").getByText("Write COPY").click();
    await expect
      .poll(() => textOf(monaco))
      .toContain("COPY server.js ./\nADD test ./");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => textOf(monaco)).toContain("ADD server.js ./");
  });

  test("change all places of a rule at once", async ({ page, site }) => {
    await offerQuickFixes(page);
    const { monaco } = await openMonaco(page, site, TWO_ADDS);
    await expect(monaco.locator(".squiggly-warning")).not.toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ControlOrMeta+.");
    await page
      .locator(".action-widget")
      .getByText("Fix all 2 of prefer-copy")
      .click();
    await expect
      .poll(() => textOf(monaco))
      .toContain("COPY server.js ./\nCOPY test ./");
  });

  test("stand in the note of the plain field", async ({ page, site }) => {
    await offerQuickFixes(page);
    const workspace = await openWorkspace(page, site + path);
    const field = fieldOf(workspace, "Dockerfile");
    await field.fill(TWO_ADDS);
    await expect(lineNumber(workspace, 2)).toHaveAttribute("data-severity");
    const box = await field.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 46);
    await page.mouse.move((box?.x ?? 0) + 64, (box?.y ?? 0) + 48);
    await page.getByRole("button", { name: "Fix: Write COPY" }).click();
    await expect(field).toHaveValue(/COPY server\.js \.\/\nADD test/);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(field).toHaveValue(TWO_ADDS);
  });

  test("of the plain field are reached by keyboard", async ({ page, site }) => {
    await offerQuickFixes(page);
    const workspace = await openWorkspace(page, site + path);
    const field = fieldOf(workspace, "Dockerfile");
    await field.fill(TWO_ADDS);
    await expect(lineNumber(workspace, 2)).toHaveAttribute("data-severity");
    await field.press("ControlOrMeta+Home");
    await field.press("ArrowDown");
    await page.keyboard.press("ControlOrMeta+.");
    const note = page.locator(".mark-note");
    await expect(
      note.getByRole("button", { name: "Fix: Write COPY" }),
    ).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(field).toBeFocused();
    await expect(note).toBeHidden();
    await page.keyboard.press("ControlOrMeta+.");
    await page.keyboard.press("Enter");
    await expect(field).toHaveValue(/COPY server\.js \.\/\nADD test/);
    await expect(field).toBeFocused();
  });
});

test.describe("suggestions", () => {
  const list = (page: Page): Locator =>
    page.locator(".suggest-widget.visible .monaco-list-row");

  test("are the context's files for COPY, without what is ignored", async ({
    page,
    site,
  }) => {
    await openMonaco(page, site, "FROM node:24-slim\n");
    await page.keyboard.type("COPY pack");
    await page.keyboard.press("Control+Space");
    await expect(list(page)).toHaveText([
      /package-lock\.json/,
      /package\.json/,
    ]);
  });

  test("are stages, variables and flags", async ({ page, site }) => {
    const { monaco } = await openMonaco(
      page,
      site,
      "FROM node:24-slim AS build\nARG PORT=3000\nFROM node:24-slim\nARG PORT\n",
    );
    await page.keyboard.type("COPY --fr");
    await page.keyboard.press("Control+Space");
    await expect(list(page)).toHaveText([/--from=/]);
    await page.keyboard.press("Enter");
    // The flag is followed by the stages at once.
    await expect(list(page)).toHaveText([/build/]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.type(" a b\nEXPOSE $P");
    await page.keyboard.press("Control+Space");
    await expect(list(page).filter({ hasText: "$PORT" })).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect
      .poll(() => textOf(monaco))
      .toContain("COPY --from=build a b\nEXPOSE $P");
  });

  test("that come by themselves take neither Enter nor Tab", async ({
    page,
    site,
  }) => {
    const { monaco } = await openMonaco(page, site, "FROM node:24-slim\n");
    await page.keyboard.type("EN");
    await expect(list(page)).toHaveText([/ENTRYPOINT/, /ENV/]);
    await page.keyboard.press("Enter");
    await page.keyboard.type("WOR");
    await expect(list(page)).toHaveText([/WORKDIR/]);
    await page.keyboard.press("Tab");
    await page.keyboard.type("x");
    await expect
      .poll(() => textOf(monaco))
      .toMatch(/^FROM node:24-slim\nEN\nWOR +x$/);
  });

  test("are taken with Enter once an arrow key has chosen one", async ({
    page,
    site,
  }) => {
    const { monaco } = await openMonaco(page, site, "FROM node:24-slim\n");
    await page.keyboard.type("WOR");
    await expect(list(page)).toHaveText([/WORKDIR/]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => textOf(monaco)).toMatch(/\nWORKDIR$/);
  });
});

test.describe("a hover", () => {
  /** The hover over a word; a line that Monaco draws anew under the pointer is pointed at again. */
  const hoverOver = async (monaco: Locator, word: string): Promise<Locator> => {
    const page = monaco.page();
    const hover = page.locator(".monaco-hover:visible");
    await expect(async () => {
      await page.mouse.move(0, 0);
      await monaco
        .locator(".view-line span", { hasText: word })
        .last()
        .hover({ position: { x: 8, y: 10 } });
      await expect(hover).toBeVisible({ timeout: 2_000 });
    }).toPass();
    return hover;
  };

  test("says what an instruction does, with its lesson", async ({
    page,
    site,
  }) => {
    const { monaco } = await openMonaco(
      page,
      site,
      "FROM node:24-slim\nUSER node\n",
    );
    const hover = await hoverOver(monaco, "USER");
    await expect(hover).toContainText("Sets the user of the RUN instructions");
    await expect(
      hover.getByRole("link", { name: "Run as a user other than root" }),
    ).toHaveAttribute("data-href", `${site}lessons/run-as-non-root/`);
  });

  test("says what is found there, with the rule's page", async ({
    page,
    site,
  }) => {
    const { monaco } = await openMonaco(page, site, TWO_ADDS);
    await expect(monaco.locator(".squiggly-warning")).not.toHaveCount(0);
    const hover = await hoverOver(monaco, "ADD");
    await expect(
      hover.getByRole("link", { name: "prefer-copy" }),
    ).toHaveAttribute("href", /rules\/prefer-copy\/$/);
  });
});

test("formatting lays out the lines and leaves here-documents alone", async ({
  page,
  site,
}) => {
  const { monaco } = await openMonaco(
    page,
    site,
    "from node:24-slim\n  run a \\\n&& b\nRUN <<EOF\n  c\nEOF\n",
  );
  await page.keyboard.press("Shift+Alt+F");
  await expect
    .poll(() => textOf(monaco))
    .toBe("FROM node:24-slim\nRUN a \\\n    && b\nRUN <<EOF\n  c\nEOF\n");
});

test.describe("keys in Monaco", () => {
  test("that let Tab leave it are shown, and the choice lasts", async ({
    page,
    site,
  }) => {
    const { workspace, monaco } = await openMonaco(page, site, TWO_ADDS);
    const hint = workspace.locator("[data-pane=Dockerfile] .tab-hint");
    const area = monaco.locator("textarea, [role=textbox]").first();
    await expect(hint).toHaveText(/^Tab indents\. Ctrl M lets it leave/);
    await page.keyboard.press("Control+m");
    await expect(hint).toHaveText(/^Tab leaves the editor\./);
    await page.keyboard.press("Tab");
    await expect(area).not.toBeFocused();
    await page.reload();
    await expect(hint).toHaveText(/^Tab leaves the editor\./, {
      timeout: 15_000,
    });
  });

  test("F8 goes from problem to problem", async ({ page, site }) => {
    const { monaco } = await openMonaco(page, site, TWO_ADDS);
    await expect(monaco.locator(".squiggly-warning")).not.toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+Home");
    const widget = monaco.locator(".peekview-widget");
    await page.keyboard.press("F8");
    await expect(widget).toContainText("1 of");
    const first = await widget.textContent();
    await page.keyboard.press("F8");
    await expect(widget).toContainText("2 of");
    expect(await widget.textContent()).not.toBe(first);
    await page.keyboard.press("Shift+F8");
    await expect(widget).toContainText("1 of");
    await page.keyboard.press("Escape");
    await expect(widget).toHaveCount(0);
  });

  test("Ctrl Enter checks, and adds no line", async ({ page, site }) => {
    const { workspace, monaco } = await openMonaco(page, site, TWO_ADDS);
    // Lines have their place only once they are drawn.
    await expect.poll(() => textOf(monaco)).toBe(TWO_ADDS);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(workspace.locator("[data-say]")).not.toBeEmpty();
    expect(await textOf(monaco)).toBe(TWO_ADDS);
  });
});
