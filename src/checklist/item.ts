/** An item of the checklist, as its row says it. */
export interface ListItem {
  readonly id: string;
  readonly title: string;
  readonly stage: string;
  readonly severity: string;
  readonly why: string;
  readonly check: string;
  readonly good: string;
  readonly language: string;
  /** Our rules that look at it. */
  readonly rules: readonly string[];
  /** Whether it holds where none of its rules finds anything. */
  readonly decided: boolean;
  /** Ids in other tools, those of its rules among them. */
  readonly ids: readonly string[];
}

/** The stages in the order of the list, as they are called. */
export const STAGES: Readonly<Record<string, string>> = {
  dockerfile: "Dockerfile",
  build: "Build",
  image: "Image",
  run: "Run",
  compose: "Compose",
  kubernetes: "Kubernetes",
  pipeline: "Pipeline",
  registry: "Registry",
  operations: "Operations",
};

/** The severities, the gravest first. */
export const SEVERITIES = ["high", "medium", "low"] as const;

/** The items of a list that the server wrote. */
export function itemsIn(list: HTMLElement): readonly ListItem[] {
  return [...list.querySelectorAll<HTMLElement>("[data-item]")].map((row) => {
    const said = (selector: string): string =>
      row.querySelector(selector)?.textContent.trim() ?? "";
    const { item = "", stage = "", severity = "", language = "" } = row.dataset;
    return {
      id: item,
      title: said(".title"),
      stage,
      severity,
      why: said("[data-why]"),
      check: said("[data-check]"),
      good: said("[data-form=right] pre"),
      language,
      rules: (row.dataset["rules"] ?? "").split(" ").filter(Boolean),
      decided: row.dataset["decided"] !== undefined,
      ids: said("[data-ids]").split(" · ").filter(Boolean),
    };
  });
}
