import { render } from "lit/html.js";
import { siteRoot } from "../components/root.ts";
import { part } from "./fields.ts";
import { countsInWords } from "./grouping.ts";
import { readingFor, type TaughtLesson } from "./reading.ts";
import { count, type Report } from "./report.ts";
import { reportView, type ReportActions } from "./report-view.ts";

/** Why there is no report. */
export type Silence = "empty" | "working" | "too-long" | "failed";

/** The side of the page on which the report stands. */
export interface ReportSide {
  /** Whether the reader wants all rules to be asked, or the recommended ones. */
  readonly asksAll: boolean;
  show(report: Report): void;
  /** Says why there is no report. */
  silence(why: Silence, title: string, words: string): void;
  /** Takes the focus, where what had it is gone. */
  focus(): void;
}

/** How long after the last report it is said aloud: not at every key. */
const SAY_DELAY = 1200;

/** The report's side of an element; `onRules` is told when other rules are to be asked. */
export function reportSide(
  element: HTMLElement,
  lessons: readonly TaughtLesson[],
  actions: ReportActions,
  onRules: () => void,
): ReportSide {
  const title = part(element, "[data-sum]", HTMLElement);
  const counts = part(element, "[data-counts]", HTMLElement);
  const body = part(element, "[data-body]", HTMLElement);
  const live = part(element, "[data-say]", HTMLElement);
  const tools = part(element, "[data-tools]", HTMLFormElement);
  let shown: Report | undefined;
  let sayTimer: ReturnType<typeof setTimeout> | undefined;

  const chosen = (name: string): string =>
    part(tools, `[name=${name}]:checked`, HTMLInputElement).value;
  const head = (
    state: Silence | "report",
    sum: string,
    words: string,
  ): void => {
    element.dataset["state"] = state;
    title.textContent = sum;
    counts.textContent = words;
    clearTimeout(sayTimer);
    sayTimer = setTimeout(() => {
      live.textContent = state === "empty" ? "" : `${sum}. ${words}`;
    }, SAY_DELAY);
  };
  const draw = (report: Report): void => {
    render(
      reportView(
        report,
        {
          by: chosen("by") === "topic" ? "topic" : "severity",
          reading: readingFor(report, lessons),
          root: siteRoot(),
        },
        actions,
      ),
      body,
    );
  };
  tools.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === "rules")
      onRules();
    else if (shown !== undefined) draw(shown);
  });
  return {
    get asksAll() {
      return chosen("rules") === "all";
    },
    show: (report) => {
      shown = report;
      const { findings, asked, skipped } = report;
      head(
        "report",
        findings.length === 0
          ? "No findings"
          : count(findings.length, "finding"),
        [
          countsInWords(report),
          `${asked} rules asked`,
          skipped === 0
            ? ""
            : `${count(skipped, "finding")} left out by skip comments`,
        ]
          .filter((words) => words !== "")
          .join(" · "),
      );
      draw(report);
    },
    silence: (why, sum, words) => {
      shown = undefined;
      head(why, sum, words);
    },
    focus: () => title.focus({ preventScroll: true }),
  };
}
