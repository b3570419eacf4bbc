import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ChangeSide, ChangeView, StepShown } from "./model.ts";
import type { ViewActions } from "./panel.ts";
import { asTable, cacheWord } from "./parts.ts";

/** What a change runs again, before and after. */
export function changeTemplate(
  view: ChangeView,
  { pick }: ViewActions,
): TemplateResult {
  const { choices, picked, sides, more } = view;
  return html`
    <p class="about">
      Change one thing and build again: what reads it runs again, and with it
      what follows in its stage.
    </p>
    <label class="choose">
      <span>Change</span>
      <select
        @change=${({ target }: Event) => {
          if (target instanceof HTMLSelectElement) pick(target.value);
        }}
      >
        ${choices.map(
          (group) =>
            html`<optgroup label=${group.title}>
              ${group.choices.map(
                ({ key, title }) =>
                  html`<option value=${key} ?selected=${key === picked}>
                    ${title}
                  </option>`,
              )}
            </optgroup>`,
        )}
      </select>
    </label>
    ${
      more === 0
        ? nothing
        : html`<p class="muted">${more} more files are not offered.</p>`
    }
    <div class="sides">${sides.map(sideTemplate)}</div>
    ${asTable(
      "The steps as a table",
      "What runs again",
      ["Answer", "Line", "Instruction", "Cache", "Why"],
      sides.flatMap(({ title, stages }) =>
        stages.flatMap(({ steps }) =>
          steps.map(({ line, text, cache }) => [
            title,
            line,
            html`<code>${text}</code>`,
            cache?.word,
            cache?.because,
          ]),
        ),
      ),
    )}
  `;
}

function sideTemplate({
  title,
  sentence,
  stages,
  more,
}: ChangeSide): TemplateResult {
  return html`<section class="side">
    <h3 class="label">${title}</h3>
    <p aria-live=${title === "Yours" ? "polite" : "off"}>${sentence}</p>
    ${stages.map(
      (stage) =>
        html`${stage.title === "" ? nothing : html`<h4>${stage.title}</h4>`}
          <ol class="hull" role="list">
            ${stage.steps.map(stepTemplate)}
          </ol>`,
    )}
    ${more === 0 ? nothing : html`<p class="muted">and ${more} more steps</p>`}
  </section>`;
}

function stepTemplate({ line, text, cache }: StepShown): TemplateResult {
  return html`<li class="plate" data-cache=${cache?.state ?? "none"}>
    <div class="strake">
      <span class="number">${line}</span>
      <span class="does">
        <code class="instruction">${text}</code>
        <span class="outcome"
          >${cacheWord(cache)}${
            cache === undefined || cache.because === ""
              ? nothing
              : html`<span class="muted">: ${cache.because}</span>`
          }</span
        >
      </span>
    </div>
  </li>`;
}
