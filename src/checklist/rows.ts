import { NO_TICK, setTick, type Tick } from "../progress/checklist.ts";
import type { Verdict } from "./verdicts.ts";
import type { Seen } from "./view.ts";

/** A row of the list, alive. */
export interface Row {
  readonly id: string;
  readonly element: HTMLElement;
  readonly details: HTMLDetailsElement;
  readonly says: Omit<Seen, "state">;
  /** Shows the mark, the note, and what the rules said. */
  show(tick: Tick, verdict: Verdict | undefined): void;
}

/** How long after the last key a note is kept, in milliseconds. */
const NOTE_DELAY = 400;

/** The rows of a list that the server wrote. */
export function rowsIn(list: HTMLElement): readonly Row[] {
  const own = list.querySelector<HTMLTemplateElement>("template[data-own]");
  return [...list.querySelectorAll<HTMLElement>("[data-item]")].flatMap(
    (element) => (own && rowOf(element, own)) ?? [],
  );
}

function rowOf(
  element: HTMLElement,
  template: HTMLTemplateElement,
): Row | undefined {
  const { item: id = "", stage = "", severity = "" } = element.dataset;
  const words = `${element.textContent} ${stage}`.toLowerCase();
  const details = element.querySelector("details");
  const inside = element.querySelector(".inside");
  const verdictLine = element.querySelector<HTMLElement>("[data-verdict]");
  if (details === null || inside === null || verdictLine === null) return;
  const buttons = [
    ...element.querySelectorAll<HTMLButtonElement>("[data-mark]"),
  ];
  for (const button of buttons)
    button.addEventListener("click", () => {
      const state =
        button.dataset["mark"] === element.dataset["state"]
          ? "open"
          : button.dataset["mark"];
      if (state === "holds" || state === "fails" || state === "open")
        setTick(id, { state, by: "reader" });
    });
  // As the server wrote the row.
  let shown: readonly [Tick, Verdict | undefined] = [NO_TICK, undefined];
  let showOwn: ((tick: Tick) => void) | undefined;
  // A field for each row costs the browser a layout each, before anybody sees them.
  details.addEventListener("toggle", () => {
    showOwn ??= addOwn(inside, template, id);
    showOwn(shown[0]);
  });
  return {
    id,
    element,
    details,
    says: { stage, severity, words },
    show: (tick, verdict) => {
      if (tick === shown[0] && verdict === shown[1]) return;
      shown = [tick, verdict];
      element.dataset["state"] = tick.state;
      for (const button of buttons)
        button.ariaPressed = String(button.dataset["mark"] === tick.state);
      showOwn?.(tick);
      verdictLine.hidden = tick.by !== "rules" || tick.state === "open";
      verdictLine.textContent =
        verdict?.state === tick.state
          ? verdict.said
          : "Our rules said so of files that were checked before.";
    },
  };
}

/** Puts the reader's own part into an open row; gives what shows a tick in it. */
function addOwn(
  inside: Element,
  template: HTMLTemplateElement,
  id: string,
): (tick: Tick) => void {
  inside.append(template.content.cloneNode(true));
  const note = inside.querySelector<HTMLTextAreaElement>("[data-note]");
  const changed = inside.querySelector("[data-changed]");
  const copy = inside.querySelector("[data-copy-link]");
  if (note !== null) bindNote(note, (text) => setTick(id, { note: text }));
  copy?.addEventListener("click", () => {
    const address = new URL(`#${id}`, location.origin + location.pathname);
    void navigator.clipboard.writeText(address.href).then(
      () => (copy.textContent = "Copied"),
      () => (location.hash = id),
    );
  });
  return (tick) => {
    // What is being typed is newer than what is kept.
    if (note !== null && document.activeElement !== note)
      note.value = tick.note;
    if (changed !== null)
      changed.textContent =
        tick.at === ""
          ? ""
          : `Changed ${new Date(tick.at).toLocaleDateString("en-GB", { dateStyle: "long" })}`;
  };
}

function bindNote(
  note: HTMLTextAreaElement,
  keep: (text: string) => void,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    keep(note.value);
  };
  note.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(flush, NOTE_DELAY);
  });
  note.addEventListener("blur", flush);
  addEventListener("pagehide", flush);
}
