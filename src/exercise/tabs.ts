/** Makes the files of a workspace tabs: one panel at a time, arrow keys between them. */
export function bindTabs(workspace: HTMLElement): void {
  const tabs = [...workspace.querySelectorAll<HTMLElement>("[data-tab]")];
  const panelOf = (tab: HTMLElement): HTMLElement | null =>
    workspace.querySelector(
      `[id="${tab.getAttribute("aria-controls") ?? ""}"]`,
    );
  const select = (chosen: HTMLElement): void => {
    for (const tab of tabs) {
      const selected = tab === chosen;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      const panel = panelOf(tab);
      if (panel !== null) panel.hidden = !selected;
    }
  };
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[
        key
      ];
      if (to === undefined) return;
      const next = tabs.at(to % tabs.length);
      if (next === undefined) return;
      select(next);
      next.focus();
    });
  }
  const [first] = tabs;
  if (first !== undefined) select(first);
}
