import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { StageShown } from "./model.ts";
import { asTable } from "./parts.ts";
import { stagesDrawing } from "./stages-drawing.ts";

/** The stages side by side, and what goes from one to another. */
export function stagesTemplate(stages: readonly StageShown[]): TemplateResult {
  const { width, height, boxes, arrows, isWide } = stagesDrawing(stages);
  return html`<div
      class="scroll plan"
      role="img"
      aria-label="The stages side by side; the table below says the same"
      tabindex=${isWide ? 0 : nothing}
    >
      <svg
        class=${isWide ? "wide" : ""}
        viewBox="0 0 ${width} ${height}"
        width=${width}
        height=${height}
        aria-hidden="true"
      >
        ${arrows.map(({ points, isBase }) => {
          const [x = 0, y = 0] = points.at(-1) ?? [];
          return svg`<g class="flow" ?data-base=${isBase}>
            <path d=${`M${points.map((point) => point.join(" ")).join("L")}`} />
            <path class="tip" d=${`M${x} ${y}l-7 -3.5v7z`} />
          </g>`;
        })}
        ${boxes.map(
          ({ x, y, width: w, height: h, stage, lines }) => svg`<g
            class="box"
            data-state=${stage.state}
            transform=${`translate(${x} ${y})`}
          >
            <rect width=${w} height=${h} />
            <text class="name" x="8" y="20">${stage.title}</text>
            ${lines.map(
              (line, at) =>
                svg`<text class="code" x="8" y=${37 + at * 16}>${line}</text>`,
            )}
          </g>`,
        )}
      </svg>
    </div>
    ${asTable(
      "The stages as a table",
      "Stages",
      ["Stage", "State", "Why", "Starts from", "Takes"],
      stages.map(({ title, state, because, base, takes }) => [
        title,
        state,
        because,
        html`<code>${base}</code>`,
        takes.map(
          ({ from, what, line }) =>
            html`<p>
              <code>${what}</code> of ${stages[from]?.title}, line ${line}
            </p>`,
        ),
      ]),
    )}`;
}
