/** Chromium takes seconds to type a thousand lines: more than these are set, and the field forgets its steps. */
const MOST_TYPED_LINES = 200;

/**
 * Replaces the text of a field as one step that the field's own undo takes back, and leaves the focus where it was.
 * Fields forget their steps when their value is set, so the change is typed, in the smallest stretch that differs.
 */
export function replaceText(field: HTMLTextAreaElement, next: string): void {
  const before = field.value;
  if (before === next) return;
  const most = Math.min(before.length, next.length);
  let start = 0;
  while (start < most && before[start] === next[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === next.at(-1 - end)) end++;
  const text = next.slice(start, next.length - end);
  const focused = document.activeElement;
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, before.length - end);
  // The one way to type into a field: deprecated, and in every browser.
  const typed =
    text === ""
      ? document.execCommand("delete")
      : text.split("\n").length <= MOST_TYPED_LINES &&
        document.execCommand("insertText", false, text);
  if (!typed || field.value !== next) {
    field.value = next;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  if (focused instanceof HTMLElement && focused !== field)
    focused.focus({ preventScroll: true });
}
