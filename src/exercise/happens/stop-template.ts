import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { StopView } from "./model.ts";
import { asTable } from "./parts.ts";
import { START, stopDrawing, WIDTH } from "./stop-drawing.ts";

/** What `docker stop` does, from the signal to the end. */
export function stopTemplate(view: StopView): TemplateResult {
  const { kind, outcome, sentence, processes, events, graceSeconds } = view;
  return html`
    <p class="about">
      docker stop sends the stop signal to PID 1 alone; what still runs when the
      grace period${kind === "no image" ? nothing : ` of ${graceSeconds} s`} is
      over gets SIGKILL.
    </p>
    <p class="verdict" data-stop=${kind}>
      <span class="token" aria-hidden="true">${SIGNS[kind]}</span>
      <span><strong>${outcome}:</strong> ${sentence}</span>
    </p>
    ${processes.length === 0 ? nothing : timeline(view)}
    ${
      processes.length === 0
        ? nothing
        : asTable(
            "The processes as a table",
            "Processes",
            ["Process", "Arguments", "Role", "Made way for it"],
            processes.map(({ name, command, role, before }, at) => [
              at === 0 ? `${name} (PID 1)` : name,
              html`<code>${command}</code>`,
              role,
              before.map((program) => html`<p><code>${program}</code></p>`),
            ]),
          )
    }
    ${
      events.length === 0
        ? nothing
        : asTable(
            "The time line as a table",
            "What happens, in order",
            ["When", "What"],
            events.map(({ time, text }) => [time, text]),
          )
    }
  `;
}

const SIGNS = {
  graceful: "✓",
  terminated: "○",
  "cut-off": "✗",
  killed: "✗",
  "not-started": "✗",
  unknown: "?",
  "no image": "?",
} as const;

function timeline(view: StopView): TemplateResult {
  const { processes } = view;
  const drawing = stopDrawing(view);
  const { height, lanes, marks, arrows, kill, ticks, axis } = drawing;
  return html`<svg
    class="timeline"
    viewBox="0 0 ${WIDTH} ${height}"
    width=${WIDTH}
    height=${height}
    aria-hidden="true"
  >
    ${arrows.length === 0 ? nothing : svg`<text class="caption" x=${START} y="14">DOCKER STOP</text>`}
    <path class="axis" d="M${START} ${axis}H${WIDTH - 4}" />
    ${ticks.map(
      ({ x, text }) => svg`<g class="tick">
        <path d=${`M${x} ${axis - 4}v8`} />
        <text x=${x} y=${axis + 20}>${text}</text>
      </g>`,
    )}
    ${
      ticks.length < 2
        ? nothing
        : svg`<path class="break" d=${`M${START + 112} ${axis - 5}l-4 10m8 -10l-4 10`} />`
    }
    ${lanes.map(({ y, indent, to, ends }, at) => {
      const process = processes[at];
      return svg`<g class="lane" data-ends=${ends}>
        ${at === 0 ? nothing : svg`<path class="elbow" d=${`M${indent - 5} ${y - 36}v32h7`} />`}
        <text class="name" x=${indent + (at === 0 ? 0 : 5)} y=${y + (at === 0 ? -2 : 0)}>${short(process?.name ?? "", 12 - at)}</text>
        ${at === 0 ? svg`<text class="caption" x="0" y=${y + 12}>PID 1</text>` : nothing}
        <path class="life" d=${`M${START} ${y}H${to}`} />
        ${ends === "unknown" ? svg`<text class="untold" x=${to + 4} y=${y + 4}>?</text>` : nothing}
      </g>`;
    })}
    ${
      kill === undefined
        ? nothing
        : svg`<g class="kill">
            <path d=${`M${kill.x} 22V${kill.bottom}`} />
            <text x=${kill.x} y="14">SIGKILL</text>
          </g>`
    }
    ${arrows.map(
      ({ x, from, to, text }) => svg`<g class="signal">
        <path d=${`M${x} ${from}V${to - 5}`} />
        <path class="tip" d=${`M${x} ${to - 1}l-4 -8h8z`} />
        <text x=${x + 6} y=${to - 12}>${text}</text>
      </g>`,
    )}
    ${marks.map(({ kind, x, y, to, text }) => {
      switch (kind) {
        case "handled":
          return svg`<g class="handled">
            <rect x=${x} y=${y - 4} width=${Math.max(0, to - x)} height="8" />
            <text x=${x + 6} y=${y + 18}>${text}</text>
          </g>`;
        case "exited":
          return svg`<g class="exited">
            <path d=${`M${x} ${y - 8}v16`} />
            <text x=${x} y=${y - 12}>${text}</text>
          </g>`;
        case "ignored":
          return svg`<g class="ignored">
            <path d=${`M${x - 4} ${y - 4}l8 8m0 -8l-8 8`} />
            <text x=${x + 8} y=${y + 17}>${text}</text>
          </g>`;
      }
    })}
  </svg>`;
}

function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
