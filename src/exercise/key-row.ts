/** Keys that a Dockerfile needs and a phone's keyboard hides. */
export function bindKeyRow(section: HTMLElement): void {
  const row = section.querySelector<HTMLElement>("[data-keys]");
  if (row === null) return;
  // The field keeps the focus, and with it the phone's keyboard.
  row.addEventListener("pointerdown", (event) => event.preventDefault());
  row.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    const field = section.querySelector<HTMLTextAreaElement>(
      "[data-pane]:not([hidden]) textarea",
    );
    if (!button || field === null) return;
    field.focus();
    insert(field, button.dataset["key"] ?? "");
  });
}

/** Inserts a text at the caret as typing does, so that it can be undone. */
function insert(field: HTMLTextAreaElement, text: string): void {
  // The one way that keeps the field's own undo history; setRangeText is what remains where it is gone.
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
