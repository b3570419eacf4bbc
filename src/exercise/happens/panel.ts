import { html, nothing, render, type TemplateResult } from "lit/html.js";
import type { Files } from "../../../checks/files.ts";
import { attackTemplate } from "./attack-template.ts";
import { changeTemplate } from "./change-template.ts";
import { layersTemplate } from "./layers-template.ts";
import type {
  Happens,
  HappensQuestion,
  HappensSubject,
  Since,
  Stopped,
  Told,
  ToWorker,
} from "./model.ts";
import { lineButton } from "./parts.ts";
import { stopTemplate } from "./stop-template.ts";
import "./happens.css";
import "./attack.css";
import "./drawings.css";
import "./plates.css";
import "./sides.css";

/** The panel "What happens", over a worker that answers. */
export interface HappensPanel {
  /** Works out what happens with these files of the learner's; an older question that is still open is forgotten. */
  readonly show: (files: Files) => void;
}

/** What the views can ask for. */
export interface ViewActions {
  readonly goTo: (line: number) => void;
  readonly pick: (key: string) => void;
  readonly compare: (since: Since) => void;
}

const VIEWS = [
  { view: "layers", title: "Layers" },
  { view: "change", title: "Change a file" },
  { view: "attack", title: "Attacker’s view" },
  { view: "stop", title: "docker stop" },
] as const;

type View = (typeof VIEWS)[number]["view"];

/**
 * Draws the panel into an element. The worker at the other end of the port answers with `serveHappens`; `goTo` moves
 * to a line of the Dockerfile.
 */
export function happensIn(
  element: HTMLElement,
  port: MessagePort,
  subject: HappensSubject,
  goTo: (line: number) => void,
): HappensPanel {
  const id = element.id === "" ? "happens" : element.id;
  let view: View = "layers";
  let told: Told | undefined;
  let question: HappensQuestion | undefined;
  let isOpen = false;
  let isOverdue = false;

  const send = (message: ToWorker): void => port.postMessage(message);
  const ask = (next: HappensQuestion): void => {
    question = next;
    // One question at a time: what is asked meanwhile goes next, and what lies between is skipped.
    if (isOpen) isOverdue = true;
    else {
      isOpen = true;
      send({ kind: "question", question });
    }
  };
  const actions: ViewActions = {
    goTo,
    pick: (pick) => question && ask({ ...question, pick }),
    compare: (since) => question && ask({ ...question, since }),
  };
  const choose = (next: View): void => {
    view = next;
    draw();
  };
  const draw = (): void => {
    render(
      html`${tabs(id, view, choose)}
        <div
          class="view"
          role="tabpanel"
          id="${id}-view"
          aria-labelledby="${id}-${view}"
        >
          ${
            told?.failed === true
              ? html`<p class="trouble">
                  What this text does could not be worked out, by a fault of
                  ours. The next change is another try.
                </p>`
              : nothing
          }
          ${troubleTemplate(told?.trouble, told?.happens !== undefined, goTo)}
          ${told?.happens === undefined ? nothing : viewTemplate(view, told.happens, actions)}
        </div>`,
      element,
    );
  };

  port.addEventListener("message", ({ data }: MessageEvent<Told>) => {
    isOpen = false;
    if (isOverdue && question !== undefined) {
      isOverdue = false;
      ask(question);
      return;
    }
    told = data;
    draw();
  });
  port.start();
  send({ kind: "subject", subject });
  draw();
  return {
    show: (files) =>
      ask({ pick: question?.pick, since: question?.since ?? "edit", files }),
  };
}

function viewTemplate(
  view: View,
  happens: Happens,
  actions: ViewActions,
): TemplateResult {
  switch (view) {
    case "layers":
      return layersTemplate(happens.layers, actions);
    case "change":
      return changeTemplate(happens.change, actions);
    case "attack":
      return attackTemplate(happens.attack, actions);
    case "stop":
      return stopTemplate(happens.stop);
  }
}

function tabs(
  id: string,
  chosen: View,
  choose: (view: View) => void,
): TemplateResult {
  const onKey = (event: KeyboardEvent, at: number): void => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[
      event.key
    ];
    const next = to === undefined ? undefined : VIEWS.at(to % VIEWS.length);
    if (next === undefined) return;
    event.preventDefault();
    choose(next.view);
    document.getElementById(`${id}-${next.view}`)?.focus();
  };
  return html`<div class="view-tabs" role="tablist" aria-label="What happens">
    ${VIEWS.map(
      ({ view, title }, at) =>
        html`<button
          type="button"
          role="tab"
          class="view-tab"
          id="${id}-${view}"
          aria-controls="${id}-view"
          aria-selected=${view === chosen}
          tabindex=${view === chosen ? 0 : -1}
          data-title=${title}
          @click=${() => choose(view)}
          @keydown=${(event: KeyboardEvent) => onKey(event, at)}
        >
          ${title}
        </button>`,
    )}
  </div>`;
}

function troubleTemplate(
  trouble: Stopped | undefined,
  hasPicture: boolean,
  goTo: (line: number) => void,
): TemplateResult | typeof nothing {
  if (trouble === undefined) return nothing;
  return html`<div class="trouble">
    <p>
      The builder cannot read ${lineButton(trouble.line, goTo)}:
      ${trouble.message}
    </p>
    <p class="muted">
      ${
        hasPicture
          ? "Below is what your last text does that it could read."
          : "What the build does stands here as soon as it can be read."
      }
    </p>
  </div>`;
}
