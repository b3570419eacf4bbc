import { setTick, type Tick } from "../progress/checklist.ts";
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
  return [...list.querySelectorAll<HTMLElement>("[data-item]")].flatMap(
    (element) => rowOf(element) ?? [],
  );
}

function rowOf(element: HTMLElement): Row | undefined {
  const { item: id = "", stage = "", severity = "" } = element.dataset;
  const words = `${element.textContent} ${stage}`.toLowerCase();
  const details = element.querySelector("details");
  const note = element.querySelector<HTMLTextAreaElement>("[data-note]");
  const verdictLine = element.querySelector<HTMLElement>("[data-verdict]");
  const changed = element.querySelector("[data-changed]");
  if (details === null || note === null || verdictLine === null) return;
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
  bindNote(note, (text) => setTick(id, { note: text }));
  const copy = element.querySelector("[data-copy-link]");
  copy?.addEventListener("click", () => {
    const address = new URL(`#${id}`, location.origin + location.pathname);
    void navigator.clipboard.writeText(address.href).then(
      () => (copy.textContent = "Copied"),
      () => (location.hash = id),
    );
  });
  return {
    id,
    element,
    details,
    says: { stage, severity, words },
    show: (tick, verdict) => {
      element.dataset["state"] = tick.state;
      for (const button of buttons)
        button.ariaPressed = String(button.dataset["mark"] === tick.state);
      // What is being typed is newer than what is kept.
      if (document.activeElement !== note) note.value = tick.note;
      if (changed !== null)
        changed.textContent =
          tick.at === ""
            ? ""
            : `Changed ${new Date(tick.at).toLocaleDateString("en-GB", { dateStyle: "long" })}`;
      verdictLine.hidden = tick.by !== "rules" || tick.state === "open";
      verdictLine.textContent =
        verdict?.state === tick.state
          ? verdict.said
          : "Our rules said so of files that were checked before.";
    },
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
