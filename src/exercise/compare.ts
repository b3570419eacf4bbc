import { diffLines } from "diff";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { NamedAnswer } from "../../checks/exercise/exercise.ts";
import { fileText, type Files } from "../../checks/files.ts";
import { withCode } from "./panel.ts";
import { openSheet } from "./sheet.ts";

interface Row {
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** Opens answers beside the learner's own, one of them at a time. */
export function openComparison(
  workspace: HTMLElement,
  title: string,
  own: Files,
  answers: readonly NamedAnswer[],
): void {
  const show = (chosen: number): void =>
    openSheet(workspace, title, comparison(own, answers, chosen, show));
  show(0);
}

/** An answer beside the learner's own, file by file; nothing is replaced. */
function comparison(
  own: Files,
  answers: readonly NamedAnswer[],
  chosen: number,
  choose: (at: number) => void,
): TemplateResult {
  const answer = answers[chosen];
  if (answer === undefined) return html``;
  return html`
    <div
      class="choices"
      role="group"
      aria-label="Answers"
      ?hidden=${answers.length < 2}
    >
      ${answers.map(
        ({ title }, at) =>
          html`<button
            type="button"
            class="button"
            aria-pressed=${at === chosen}
            @click=${() => choose(at)}
          >
            ${title}
          </button>`,
      )}
    </div>
    ${answer.note === "" ? nothing : html`<p class="note">${withCode(answer.note)}</p>`}
    ${[...new Set([...Object.keys(answer.files), ...Object.keys(own)])]
      .sort((a, b) =>
        a === "Dockerfile" ? -1 : b === "Dockerfile" ? 1 : a < b ? -1 : 1,
      )
      .map((path) => fileDiff(path, own, answer.files))}
  `;
}

function fileDiff(path: string, own: Files, other: Files): TemplateResult {
  const [mine, theirs] = [
    fileText(own, path) ?? "",
    fileText(other, path) ?? "",
  ];
  if (mine === theirs)
    return html`<p class="same">
      <code>${path}</code> Yours is the same, line for line.
    </p>`;
  const rows = rowsOf(mine, theirs);
  return html`<div
    class="diff"
    role="region"
    aria-label="${path}: yours and the answer"
    tabindex="0"
  >
    <table>
      <caption class="label">
        ${path}
      </caption>
      <thead>
        <tr>
          <th scope="col">Yours</th>
          <th scope="col">The answer</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ left, right }) =>
            html`<tr>
              ${cell(left, left === right ? undefined : "gone")}
              ${cell(right, left === right ? undefined : "new")}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cell(
  text: string | undefined,
  change: "gone" | "new" | undefined,
): TemplateResult {
  if (text === undefined) return html`<td class="none"></td>`;
  const word = change === "gone" ? "only in yours: " : "only in the answer: ";
  return html`<td class=${change ?? ""}>
    ${change === undefined ? nothing : html`<span class="sr-only">${word}</span>`}<code
      >${text}</code
    >
  </td>`;
}

/** The two texts in rows: equal lines face each other, what differs stands side by side. */
export function rowsOf(left: string, right: string): readonly Row[] {
  const rows: Row[] = [];
  let gone: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    for (let at = 0; at < Math.max(gone.length, added.length); at++)
      rows.push({ left: gone[at], right: added[at] });
    gone = [];
    added = [];
  };
  for (const change of diffLines(left, right)) {
    const lines = change.value.replace(/\n$/, "").split("\n");
    if (change.removed) gone.push(...lines);
    else if (change.added) added.push(...lines);
    else {
      flush();
      rows.push(...lines.map((line) => ({ left: line, right: line })));
    }
  }
  flush();
  return rows;
}
