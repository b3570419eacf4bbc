import { html, type TemplateResult } from "lit/html.js";
import { settings } from "../progress/settings.ts";

/** Whether this is a Mac, which names its keys otherwise. */
export function isMac(): boolean {
  return navigator.platform.startsWith("Mac");
}

/** Every shortcut of the workspace, by the names that this machine's keys have. */
export function keysSheet(): TemplateResult {
  const mac = isMac();
  const control = mac ? "⌘" : "Ctrl";
  const keys: readonly (readonly [readonly string[], string])[] = [
    [[control, "Enter"], "Check, and go to the first problem"],
    [["F8"], "Go to the next problem of the file"],
    [["Shift", "F8"], "Go to the problem before"],
    [[control, "."], "Offer the fixes of the line, where there are any"],
    [["Ctrl", "Space"], "In the rich editor: suggest what fits here"],
    [
      ["Shift", mac ? "⌥" : "Alt", "F"],
      "In the rich editor: lay out the Dockerfile",
    ],
    [["Tab"], "In the plain field: on to the next control"],
    [
      mac ? ["Control", "Shift", "M"] : ["Ctrl", "M"],
      "In the rich editor: Tab moves on, or writes a tab again",
    ],
    [["←", "→"], "Between the files, while a tab has the focus"],
    [["Esc"], "Close what is open"],
    [["?"], "This list"],
    [["/"], "Search the site"],
  ];
  return html`<table class="keys-table">
      <thead class="sr-only">
        <tr>
          <th scope="col">Keys</th>
          <th scope="col">What they do</th>
        </tr>
      </thead>
      <tbody>
        ${keys.map(
          ([names, what]) =>
            html`<tr>
              <th scope="row">
                ${names.map((name) => html`<kbd>${name}</kbd> `)}
              </th>
              <td>${what}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      settings.get().shortcuts
        ? html`<p class="note">
            Single keys act while nothing is being typed. The preferences switch
            them off.
          </p>`
        : html`<p class="note">Single keys are switched off.</p>`
    }`;
}
