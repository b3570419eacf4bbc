/** Tabs of which one is shown. */
export interface Tabs {
  /** The name of the tab that is shown. */
  readonly selected: string;
  select(name: string): void;
}

/**
 * Makes the elements with `data-tab`, and the panels they control, tabs: one panel at a time, arrow keys between the
 * tabs that are not hidden.
 */
export function bindTabs(container: HTMLElement): Tabs {
  const tabs = [...container.querySelectorAll<HTMLElement>("[data-tab]")];
  let selected = "";
  const select = (name: string): void => {
    selected = name;
    for (const tab of tabs) {
      const isSelected = tab.dataset["tab"] === name;
      tab.setAttribute("aria-selected", String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
      const panel = container.querySelector<HTMLElement>(
        `[id="${tab.getAttribute("aria-controls") ?? ""}"]`,
      );
      if (panel !== null) panel.hidden = !isSelected;
    }
  };
  for (const tab of tabs) {
    tab.addEventListener("click", () => select(tab.dataset["tab"] ?? ""));
    tab.addEventListener("keydown", ({ key }) => {
      const shown = tabs.filter(({ hidden }) => !hidden);
      const at = shown.indexOf(tab);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[
        key
      ];
      if (to === undefined) return;
      const next = shown.at(to % shown.length);
      if (next === undefined) return;
      select(next.dataset["tab"] ?? "");
      next.focus();
    });
  }
  select(tabs[0]?.dataset["tab"] ?? "");
  return {
    get selected() {
      return selected;
    },
    select,
  };
}
