import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { AttackView, LeakShown, SurfaceShown } from "./model.ts";
import type { ViewActions } from "./panel.ts";
import { asTable, lineButton, notKnown } from "./parts.ts";

const SIGNS = {
  leaks: "✗",
  cache: "✓",
  unknown: "?",
  clear: "✓",
  "no image": "?",
} as const;

/** What can be recovered from an image, and how. */
export function attackTemplate(
  view: AttackView,
  actions: ViewActions,
): TemplateResult {
  const { state, sentence, surfaces, leaks, unknown } = view;
  return html`
    <p class="about">
      What somebody who has the image, or the cache of its builder, can take out
      of it.
    </p>
    ${state === "no image" ? nothing : section(view)}
    <p class="verdict" data-attack=${state}>
      <span class="token" aria-hidden="true">${SIGNS[state]}</span> ${sentence}
    </p>
    <ul class="leaks" role="list">
      ${leaks.items.map((leak) => leakTemplate(leak, actions))}
      ${leaks.more === 0 ? nothing : html`<li class="muted">and ${leaks.more} more</li>`}
    </ul>
    ${notKnown({
      items: unknown.items.map(
        ({ line, because }) =>
          html`${lineButton(line, actions.goTo)}: ${because}`,
      ),
      more: unknown.more,
    })}
    ${asTable(
      "The places as a table",
      "Where a secret can be read",
      ["Place", "Secrets", "Who can read it"],
      surfaces.map(({ title, count, who }) => [
        title,
        said(count, unknown.items.length > 0),
        who,
      ]),
    )}
  `;
}

function said(count: number, isDoubtful: boolean): string {
  if (count > 0) return `${count}`;
  return isDoubtful ? "none known" : "none";
}

function leakTemplate(
  { place, pushed, name, line, reason, command }: LeakShown,
  { goTo }: ViewActions,
): TemplateResult {
  return html`<li data-pushed=${pushed}>
    <p class="named">
      <code>${name}</code> <span class="label">${place}</span>
    </p>
    <p>${reason} ${lineButton(line, goTo)}</p>
    <p class="muted">What shows it:</p>
    <pre
      tabindex="0"
      aria-label="Command that shows ${name}"
    ><code>${command}</code></pre>
  </li>`;
}

/** From deck to hold: the places of the image; at the quay the one that stays with the builder. */
const DECKS = ["configuration", "history", "provenance", "layer"];
const DECK = 29;

/** A section through the hull: what goes out with the image, deck by deck, and what stays ashore. */
function section({ surfaces, unknown }: AttackView): TemplateResult {
  const of = (surface: string): SurfaceShown | undefined =>
    surfaces.find((each) => each.surface === surface);
  const doubtful = unknown.items.length > 0;
  const state = (count: number): string =>
    count > 0 ? "leaks" : doubtful ? "unknown" : "clear";
  const cached = of("cache")?.count ?? 0;
  return html`<svg
    class="section"
    viewBox="0 0 330 150"
    width="330"
    height="150"
    aria-hidden="true"
  >
    <text class="caption" x="24" y="14">PUSHED WITH THE IMAGE</text>
    <text class="caption" x="240" y="14">NOT PUSHED</text>
    <clipPath id="happens-hull">
      <path d="M24 24h192v92a30 30 0 0 1 -30 30h-132a30 30 0 0 1 -30 -30z" />
    </clipPath>
    <g clip-path="url(#happens-hull)">
      ${DECKS.map(
        (surface, at) => svg`<rect
          class="deck"
          data-attack=${state(of(surface)?.count ?? 0)}
          x="24"
          y=${24 + at * DECK}
          width="192"
          height=${at === DECKS.length - 1 ? 40 : DECK}
        />`,
      )}
    </g>
    ${DECKS.map((surface, at) => {
      const shown = of(surface);
      const count = shown?.count ?? 0;
      const y = 24 + at * DECK;
      return svg`<g data-attack=${state(count)}>
        ${at === 0 ? nothing : svg`<path class="beam" d=${`M24 ${y}h192`} />`}
        <text x="40" y=${y + 20}>${shown?.title}</text>
        <text class="tally" x="204" y=${y + 20}>${mark(count, doubtful)}</text>
        ${
          count === 0
            ? nothing
            : svg`<path class="out" d=${`M24 ${y + 15}h-16`} /><path class="out tip" d=${`M4 ${y + 15}l7 -4v8z`} />`
        }
      </g>`;
    })}
    <path
      class="shell"
      d="M24 24v92a30 30 0 0 0 30 30h132a30 30 0 0 0 30 -30v-92z"
    />
    <path class="quay" d="M240 24h88v122h-88z" />
    <g data-attack=${state(cached)}>
      <text x="250" y="44">Builder’s</text>
      <text x="250" y="60">cache</text>
      <text class="tally start" x="250" y="86">${mark(cached, doubtful)}</text>
    </g>
  </svg>`;
}

function mark(count: number, isDoubtful: boolean): string {
  if (count > 0) return `✗ ${count}`;
  return isDoubtful ? "? none known" : "✓ none";
}
