import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";

const exercises = resolve(import.meta.dirname, "../../content/exercises");

/** A file of an exercise's folder. */
export function contentFile(path: string): string {
  return readFileSync(resolve(exercises, path), "utf8");
}

/** The workspace of a page, once it grades. */
export async function openWorkspace(page: Page, url: string): Promise<Locator> {
  await page.goto(url);
  const workspace = page.locator("exercise-workspace");
  await expect(workspace).toHaveAttribute("data-ready", "");
  await expect(workspace.locator("[data-headline]")).toContainText("kept");
  return workspace;
}

/** The plain field of a file. */
export function fieldOf(workspace: Locator, path: string): Locator {
  return workspace.locator(`[data-pane="${path}"] textarea`);
}

/** Replaces all text of a plain field by typing. */
export async function typeInto(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.press("ControlOrMeta+a");
  await field.page().keyboard.type(text);
}

/** Ids of the goals in a state, in the order of the panel. */
export function goalsIn(
  workspace: Locator,
  state: "met" | "open" | "unknown",
): Promise<string[]> {
  return workspace
    .locator(`.goals [data-state="${state}"]`)
    .evaluateAll((rows) =>
      rows.map((row) => row.getAttribute("data-goal") ?? ""),
    );
}
