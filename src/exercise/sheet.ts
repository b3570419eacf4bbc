import { render, type TemplateResult } from "lit/html.js";

/** Opens the workspace's dialog with a title and a body, or changes what it shows. */
export function openSheet(
  workspace: HTMLElement,
  title: string,
  body: TemplateResult,
): void {
  const sheet = workspace.querySelector<HTMLDialogElement>("[data-sheet]");
  const heading = sheet?.querySelector<HTMLElement>("[data-sheet-title]");
  const target = sheet?.querySelector<HTMLElement>("[data-sheet-body]");
  if (!sheet || !heading || !target) return;
  heading.textContent = title;
  render(body, target);
  if (!sheet.open) sheet.showModal();
}

/** Closes the workspace's dialog. */
export function closeSheet(workspace: HTMLElement): void {
  workspace.querySelector<HTMLDialogElement>("[data-sheet]")?.close();
}
