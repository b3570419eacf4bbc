import type { Locator } from "@playwright/test";

/** Types into a field; before that is kept, what another tab keeps under a key of storage arrives. */
export async function typeAsAnotherTabWrites(
  field: Locator,
  text: string,
  key: string,
  newValue: string,
): Promise<void> {
  await field.evaluate(
    (element: HTMLTextAreaElement, [typed, name, value]) => {
      element.value = typed;
      element.dispatchEvent(new InputEvent("input", { bubbles: true }));
      localStorage.setItem(name, value);
      dispatchEvent(
        new StorageEvent("storage", { key: name, newValue: value }),
      );
    },
    [text, key, newValue] as const,
  );
}
