import { html, nothing, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import type {
  FileShown,
  LayerShown,
  LayersView,
  Since,
  StageShown,
} from "./model.ts";
import type { ViewActions } from "./panel.ts";
import { UNSIZED } from "./model.ts";
import { andMore, asTable, cacheWord, lineButton, notKnown } from "./parts.ts";
import { stagesTemplate } from "./stages-template.ts";

const SIGNS = { added: "+", changed: "~", deleted: "−" } as const;

/** The image as a stack, and the stages that it is made from. */
export function layersTemplate(
  view: LayersView,
  actions: ViewActions,
): TemplateResult {
  const { stages, sentence, size, unknown, more, stops } = view;
  const named = stages.length > 1;
  return html`
    <p class="about">
      Each step that changes files leaves a layer; the image is its base with
      these layers on it.
    </p>
    ${stops.map(
      ({ line, message }) =>
        html`<p class="trouble">
          The build stops at ${lineButton(line, actions.goTo)}: ${message}
        </p>`,
    )}
    <p>${sentence} ${size}</p>
    ${named ? stagesTemplate(stages) : nothing}
    ${view.hasStarter ? comparison(view.since, actions) : nothing}
    <div class="stages">
      ${stages.map((stage) => stageTemplate(stage, named, actions))}
    </div>
    ${
      more === 0
        ? nothing
        : html`<p class="muted">and ${more} more steps, which are not shown</p>`
    }
    ${notKnown(unknown)} ${table(stages)}
  `;
}

function table(stages: readonly StageShown[]): TemplateResult {
  const named = stages.length > 1;
  return asTable(
    "The layers as a table",
    "Layers",
    [
      "Line",
      ...(named ? ["Stage"] : []),
      "Instruction",
      "Files",
      "Size",
      "Cache",
    ],
    stages.flatMap(({ title, steps }) =>
      steps.map(({ line, text, layer, cache }) => [
        line,
        ...(named ? [title] : []),
        html`<code>${text}</code>`,
        layer?.summary ?? "settings only",
        layer?.size,
        cache === undefined
          ? ""
          : cache.because === ""
            ? cache.word
            : `${cache.word}: ${cache.because}`,
      ]),
    ),
  );
}

function comparison(since: Since, { compare }: ViewActions): TemplateResult {
  const option = (value: Since, title: string): TemplateResult =>
    html`<option value=${value} ?selected=${since === value}>${title}</option>`;
  return html`<label class="choose">
    <span>The cache holds</span>
    <select
      @change=${({ target }: Event) => {
        if (target instanceof HTMLSelectElement)
          compare(target.value === "start" ? "start" : "edit");
      }}
    >
      ${option("edit", "the build before my last edit")}
      ${option("start", "the build of the starter")}
    </select>
  </label>`;
}

function stageTemplate(
  stage: StageShown,
  named: boolean,
  actions: ViewActions,
): TemplateResult {
  const { title, state, because, steps, base, baseSize, pinned, line } = stage;
  const seen = new Map<string, number>();
  const keyOf = ({ text }: LayerShown): string => {
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    return `${times} ${text}`;
  };
  return html`<section class="stage" data-state=${state}>
    ${
      named
        ? html`<h3>
              <span class="named">${title}</span>
              <span class="label">${state === "target" ? "ships" : state}</span>
            </h3>
            <p class="muted">${because}</p>`
        : nothing
    }
    ${
      state === "skipped"
        ? nothing
        : html`<ol class="hull" role="list">
            <li class="plate base" ?data-pinned=${pinned}>
              <div class="strake">
                <span class="number">${line}</span>
                <span class="does"
                  ><code class="instruction">FROM ${base}</code>
                  ${pinned ? html`<span class="muted">pinned by its digest</span>` : nothing}</span
                >
                <span class="facts"
                  ><span class=${baseSize === UNSIZED ? "untold" : ""}
                    >${baseSize}</span
                  ></span
                >
              </div>
            </li>
            ${repeat(steps, keyOf, (step) => plate(step, actions))}
          </ol>`
    }
  </section>`;
}

function plate(step: LayerShown, { goTo }: ViewActions): TemplateResult {
  const { line, text, layer, cache } = step;
  if (layer === undefined)
    return html`<li class="plate settings">
      <div class="strake">
        <span class="number">${line}</span>
        <code class="does instruction">${text}</code>
        <span class="facts">settings</span>
      </div>
    </li>`;
  const { summary, size, files, unknown } = layer;
  return html`<li class="plate" data-cache=${cache?.state ?? "none"}>
    <details>
      <summary class="strake">
        <span class="number">${line}</span>
        <span class="does">
          <code class="instruction">${text}</code>
          <span class="opens muted">${summary}</span>
        </span>
        <span class="facts">
          ${cacheWord(cache)}
          <span class=${size === UNSIZED ? "untold" : ""}>${size}</span>
        </span>
      </summary>
      <div class="inside">
        ${
          cache === undefined || cache.because === ""
            ? nothing
            : html`<p>${cacheWord(cache)}: ${cache.because}.</p>`
        }
        <ul class="paths" role="list">
          ${files.items.map(fileRow)} ${andMore(files.more, "more paths")}
        </ul>
        ${notKnown(unknown)}
        <p>${lineButton(line, goTo)}</p>
      </div>
    </details>
  </li>`;
}

function fileRow(file: FileShown): TemplateResult {
  const { change, path, what, mode, owner, origin } = file;
  const details = [
    change,
    mode === "" ? "" : `mode ${mode}`,
    owner === "" ? "" : `owner ${owner}`,
    origin,
  ].filter((text) => text !== "");
  return html`<li data-change=${change}>
    <span class="token" aria-hidden="true">${SIGNS[change]}</span>
    <code>${path}</code>
    <span class="what">${what}</span>
    <span class="muted">${details.join(", ")}</span>
  </li>`;
}
