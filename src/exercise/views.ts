/** The views that a phone shows one at a time. */
const VIEWS = ["brief", "files", "result"] as const;
type View = (typeof VIEWS)[number];

/** Brings the bar to life by which a phone changes between brief, files and result. */
export function bindViews(workspace: HTMLElement): {
  /** Shows a view; where all are side by side, nothing changes. */
  show(view: View): void;
} {
  const bench = workspace.closest<HTMLElement>("[data-bench]");
  const buttons = [
    ...workspace.querySelectorAll<HTMLButtonElement>("[data-view]"),
  ];
  const show = (view: View): void => {
    if (bench === null) return;
    bench.dataset["shows"] = view;
    for (const button of buttons)
      button.setAttribute(
        "aria-pressed",
        String(button.dataset["view"] === view),
      );
  };
  for (const button of buttons)
    button.addEventListener("click", () => {
      const view = VIEWS.find((each) => each === button.dataset["view"]);
      if (view === undefined) return;
      show(view);
      scrollTo({ top: 0 });
    });
  show("brief");
  return { show };
}
