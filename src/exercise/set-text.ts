/** Writes a text where it differs: the same text again would cost a new layout. */
export function setText(element: Element | null, text: string): void {
  if (element !== null && element.textContent !== text)
    element.textContent = text;
}
