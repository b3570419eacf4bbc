import { html, render } from "lit/html.js";
import { TabFocus } from "monaco-editor/editor/browser/config/tabFocus.js";
import { choose, settings } from "../../progress/settings.ts";
import { isMac } from "../keys-sheet.ts";

/**
 * Says below Monaco what Tab does there and which keys change that; they differ on a Mac. What was chosen last holds.
 * Returns how to stop.
 */
export function showTabHint(line: HTMLElement): () => void {
  const keys = isMac() ? ["Control", "Shift", "M"] : ["Ctrl", "M"];
  const chord = html`${keys.map((key) => html`<kbd>${key}</kbd> `)}`;
  const draw = (): unknown =>
    render(
      TabFocus.getTabFocusMode()
        ? html`<kbd>Tab</kbd> leaves the editor. ${chord}makes it indent again.`
        : html`<kbd>Tab</kbd> indents. ${chord}lets it leave the editor.`,
      line,
    );
  const { tabLeaves } = settings.get();
  if (TabFocus.getTabFocusMode() !== tabLeaves)
    TabFocus.setTabFocusMode(tabLeaves);
  draw();
  // Monaco keeps it for all its editors.
  const changes = TabFocus.onDidChangeTabFocus((leaves) => {
    if (settings.get().tabLeaves !== leaves) choose({ tabLeaves: leaves });
    draw();
  });
  return () => changes.dispose();
}
