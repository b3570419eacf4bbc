/** How long the pointer may be on its way from the word to its definition, in milliseconds. */
const LEAVING = 250;

/** A word whose definition opens by hover, focus and tap, and closes by Escape. */
class TermNote extends HTMLElement {
  private leaving: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const button = this.querySelector("button");
    button?.addEventListener("click", () => this.open(true));
    this.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType === "mouse") this.open(true);
    });
    this.addEventListener("pointerleave", () => {
      this.leaving = setTimeout(() => {
        if (!this.contains(document.activeElement)) this.open(false);
      }, LEAVING);
    });
    this.addEventListener("focusin", () => this.open(true));
    this.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node) || !this.contains(relatedTarget))
        this.open(false);
    });
    this.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.open(false);
    });
  }

  private open(opens: boolean): void {
    clearTimeout(this.leaving);
    const note = this.querySelector<HTMLElement>(".definition");
    if (note === null) return;
    note.hidden = !opens;
    this.querySelector("button")?.setAttribute("aria-expanded", String(opens));
    if (!opens) return;
    // Stays within the screen.
    note.style.removeProperty("translate");
    const over = note.getBoundingClientRect().right - (innerWidth - 8);
    if (over > 0) note.style.setProperty("translate", `${-over}px`);
  }
}

customElements.define("term-note", TermNote);
