import { html, render } from "lit/html.js";
import type { Finding } from "../../checks/files.ts";
import { markBeside } from "../exercise/problems.ts";
import { part, type Fields } from "./fields.ts";

/** Says below the field what is found in the caret's line, and lets keys go from finding to finding. */
export function bindCaret(
  element: HTMLElement,
  fields: Fields,
  findings: () => readonly Finding[],
): void {
  const place = part(element, "[data-at]", HTMLElement);
  const input = part(element, "[data-pane=dockerfile]", HTMLElement);
  const say = part(element, "[data-say]", HTMLElement);
  const draw = (): void => {
    const { line } = fields.caret();
    const here = findings().filter(
      ({ range: { start, end } }) => start.line <= line && line <= end.line,
    );
    render(
      here.map(
        ({ severity, message, remedy }) =>
          html`<p data-severity=${severity}>
            ${message} <span class="remedy">${remedy}</span>
          </p>`,
      ),
      place,
    );
    place.hidden = here.length === 0;
  };
  document.addEventListener("selectionchange", () => {
    if (input.contains(document.activeElement)) draw();
  });
  input.addEventListener("keydown", (event) => {
    const isCheck = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (event.key !== "F8" && !isCheck) return;
    event.preventDefault();
    const marks = findings();
    const found = isCheck
      ? markBeside(marks, { line: 0, column: 0 }, "next")
      : markBeside(marks, fields.caret(), event.shiftKey ? "previous" : "next");
    if (found === undefined) return;
    fields.reveal(found.range);
    say.textContent = `Line ${found.range.start.line}. ${found.message}`;
  });
}
