import { noticesIn, type Notices } from "../exercise/notices.ts";
import { setTick, tickAt, ticks, type Ticks } from "../progress/checklist.ts";
import { storageProblem } from "../progress/storage.ts";
import { STORAGE_WORDS } from "../progress/storage-words.ts";
import { itemsIn, type ListItem } from "./item.ts";
import { rowsIn, type Row } from "./rows.ts";
import type { Verdict } from "./verdicts.ts";
import { addressOf, shows, viewOf, type View } from "./view.ts";

/** The checklist, over the HTML the server wrote. */
class CheckList extends HTMLElement {
  private items: readonly ListItem[] | undefined;
  private rows: readonly Row[] = [];
  private notices: Notices | undefined;
  /** What the rules said of the files that were checked last. */
  private verdicts: ReadonlyMap<string, Verdict> = new Map();

  connectedCallback(): void {
    this.rows = rowsIn(this);
    const place = this.querySelector<HTMLElement>("[data-notices]");
    const form = this.querySelector<HTMLFormElement>("[data-view]");
    if (place === null || form === null) return;
    this.notices = noticesIn(place);
    this.bindView(form);
    this.bindTakes(this.notices);
    this.bindFiles(this.notices);
    this.querySelector("[data-print]")?.addEventListener("click", () =>
      print(),
    );
    ticks.subscribe(() => this.draw(form));
    storageProblem.subscribe((problem) => {
      if (problem !== undefined)
        this.notices?.show("storage", STORAGE_WORDS[problem]);
    });
    this.openAsked();
    addEventListener("hashchange", () => this.openAsked());
  }

  /** The items as their rows say them, read when they are first asked for. */
  private get allItems(): readonly ListItem[] {
    return (this.items ??= itemsIn(this));
  }

  private bindView(form: HTMLFormElement): void {
    const { q, stage, severity, open } = fieldsOf(form);
    const view = viewOf(new URLSearchParams(location.search));
    q.value = view.text;
    stage.value = view.stage;
    severity.value = view.severity;
    // A value that a select does not have leaves it without one.
    for (const select of [stage, severity])
      if (select.selectedIndex === -1) select.selectedIndex = 0;
    open.checked = view.openOnly;
    form.addEventListener("input", () => {
      this.draw(form);
      const { hash, pathname } = location;
      history.replaceState(
        history.state,
        "",
        pathname + addressOf(viewIn(form)) + hash,
      );
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    this.querySelector("[data-reset]")?.addEventListener("click", () => {
      form.reset();
      form.dispatchEvent(new Event("input"));
      q.focus();
    });
  }

  /** What the list is taken along by is loaded when it is asked for. */
  private bindTakes(notices: Notices): void {
    for (const button of this.querySelectorAll<HTMLElement>("[data-take]"))
      button.addEventListener("click", () => {
        button.closest("details")?.removeAttribute("open");
        void import("./takes.ts").then(({ takeAlong }) =>
          takeAlong(
            button.dataset["take"] ?? "",
            {
              items: this.allItems.filter(({ id }) =>
                this.rows.some((row) => row.id === id && !row.element.hidden),
              ),
              ticks: ticks.get(),
            },
            notices,
          ),
        );
      });
  }

  /** What reads files is loaded with the first of them. */
  private bindFiles(notices: Notices): void {
    const input = this.querySelector<HTMLInputElement>("[data-open]");
    let isLoaded = false;
    let loading: Promise<void> | undefined;
    const load = (): Promise<void> =>
      (loading ??= import("./check-files.ts").then(({ checkFiles }) => {
        isLoaded = true;
        checkFiles(this, notices, this.allItems, (verdicts, file) =>
          this.apply(verdicts, file),
        );
      }));
    document.addEventListener("dragenter", () => void load(), { once: true });
    // Until then a file that is dropped must not take the place of the page.
    for (const type of ["dragover", "drop"])
      document.addEventListener(type, (event) => {
        if (!isLoaded) event.preventDefault();
      });
    input?.addEventListener("change", (event) => {
      if (isLoaded) return;
      event.stopImmediatePropagation();
      void load().then(() => input.dispatchEvent(new Event("change")));
    });
  }

  /** Opens the item that the address names. */
  private openAsked(): void {
    const id = location.hash.slice(1);
    const row = this.rows.find((each) => each.id === id);
    if (row === undefined) return;
    row.element.hidden = false;
    row.details.open = true;
    row.element.scrollIntoView();
  }

  private apply(verdicts: ReadonlyMap<string, Verdict>, files: string): void {
    const before: Ticks = ticks.get();
    this.verdicts = verdicts;
    for (const [id, { state }] of verdicts) setTick(id, { state, by: "rules" });
    const states = [...verdicts.values()].map(({ state }) => state);
    const count = (wanted: string): number =>
      states.filter((state) => state === wanted).length;
    this.notices?.show(
      "checked",
      `${files}: ${count("holds")} items hold, ${count("fails")} do not. The others are for you to say.`,
      {
        label: "Undo",
        run: () => {
          this.verdicts = new Map();
          // What is undone is a change as well: the newest counts when two devices are brought together.
          for (const id of verdicts.keys()) {
            const { state, by } = tickAt(before, id);
            setTick(id, { state, by });
          }
        },
      },
    );
  }

  private draw(form: HTMLFormElement): void {
    const all = ticks.get();
    const view = viewIn(form);
    let shown = 0;
    for (const row of this.rows) {
      const tick = tickAt(all, row.id);
      row.show(tick, this.verdicts.get(row.id));
      row.element.hidden = !shows(view, { ...row.says, state: tick.state });
      if (!row.element.hidden) shown++;
    }
    for (const group of this.querySelectorAll<HTMLElement>("[data-group]"))
      group.hidden = group.querySelector("[data-item]:not([hidden])") === null;
    const none = this.querySelector<HTMLElement>("[data-none]");
    if (none !== null) none.hidden = shown > 0;
    const holds = this.rows.filter(
      ({ id }) => tickAt(all, id).state === "holds",
    ).length;
    const count = this.querySelector("[data-count]");
    if (count !== null)
      count.textContent = `${shown} shown; ${holds} of ${this.rows.length} hold`;
  }
}

function fieldsOf(form: HTMLFormElement) {
  const input = (name: string): HTMLInputElement => {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) return field;
    throw new Error(`The form has no field "${name}".`);
  };
  const select = (name: string): HTMLSelectElement => {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) return field;
    throw new Error(`The form has no list "${name}".`);
  };
  return {
    q: input("q"),
    stage: select("stage"),
    severity: select("severity"),
    open: input("open"),
  };
}

function viewIn(form: HTMLFormElement): View {
  const { q, stage, severity, open } = fieldsOf(form);
  return {
    text: q.value,
    stage: stage.value,
    severity: severity.value,
    openOnly: open.checked,
  };
}

customElements.define("check-list", CheckList);
