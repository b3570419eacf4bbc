import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Finding, Range } from "../../checks/files.ts";
import {
  groupsOf,
  nameOf,
  type Grouping,
  type RuleFindings,
} from "./grouping.ts";
import type { Reading } from "./reading.ts";
import { readingList } from "./reading-view.ts";
import { count, type Report, type ShownRule, type Unknown } from "./report.ts";

/** What the report asks the page to do. */
export interface ReportActions {
  goTo(range: Range): void;
  fix(finding: Finding): void;
  fixAll(): void;
}

/** What a report is shown with. */
export interface ReportOptions {
  readonly by: Grouping;
  readonly reading: Reading;
  /** The address of the site's root. */
  readonly root: URL;
}

const SIGNS = { error: "✗", warning: "!", info: "i" } as const;
/** More findings of one rule are folded away. */
const MOST_ROWS = 3;
/** Still more are counted only. */
const MOST_UNFOLDED = 50;
/** More ids of other tools are folded away. */
const MOST_IDS = 3;

/** The findings in groups, what is not known, and what to read. */
export function reportView(
  report: Report,
  { by, reading, root }: ReportOptions,
  actions: ReportActions,
): TemplateResult {
  const groups = groupsOf(report, by);
  const fixable = report.findings.filter(({ fix }) => fix !== undefined);
  return html`
    ${groups.length === 0 ? clean(report, root) : nothing}
    ${
      fixable.length < 2
        ? nothing
        : html`<p class="own-fixes">
            <span
              >${count(fixable.length, "finding")} can be fixed without a
              decision of yours.</span
            >
            <button
              class="button"
              type="button"
              data-fix-all
              @click=${() => actions.fixAll()}
            >
              Apply all safe fixes
            </button>
          </p>`
    }
    ${groups.map(
      ({ id, title, count: number, rules }) => html`
        <section class="own-group" data-group=${id}>
          <h3 class="label">${title} <span class="number">${number}</span></h3>
          <ol role="list">
            ${rules.map((each) => ruleRow(each, by, root, actions))}
          </ol>
        </section>
      `,
    )}
    ${unknownList(report.unknown, actions)} ${readingList(reading, root)}
  `;
}

function clean({ asked, unknown }: Report, root: URL): TemplateResult {
  return html`<div class="own-clean">
    <h3>Nothing to say under ${asked} rules</h3>
    <p>
      None of them found anything in the text. That is all it
      means${unknown.length === 0 ? "" : ", and what is listed below was not judged"}:
      see
      <a href=${new URL("rules/not-checked/", root).href}
        >what we do not check</a
      >.
    </p>
  </div>`;
}

function ruleRow(
  { rule, findings }: RuleFindings,
  by: Grouping,
  root: URL,
  actions: ReportActions,
): TemplateResult {
  const rows = (some: readonly Finding[]): readonly TemplateResult[] =>
    some.map((finding, at) => findingRow(finding, some[at - 1], by, actions));
  return html`<li class="own-rule" data-rule=${rule.id}>
    ${rows(findings.slice(0, MOST_ROWS))}
    ${
      findings.length <= MOST_ROWS
        ? nothing
        : html`<details class="own-more">
            <summary>
              ${count(findings.length - MOST_ROWS, "more place")}
            </summary>
            ${rows(findings.slice(MOST_ROWS, MOST_UNFOLDED))}
            ${
              findings.length <= MOST_UNFOLDED
                ? nothing
                : html`<p>
                    and ${count(findings.length - MOST_UNFOLDED, "other")}
                  </p>`
            }
          </details>`
    }
    <p class="own-ids">
      <a href=${new URL(`rules/${rule.id}/`, root).href}
        ><code>${rule.id}</code></a
      >${idsOf(rule, findings)}
    </p>
  </li>`;
}

/** A finding; the remedy of the one before it is not said again. */
function findingRow(
  finding: Finding,
  before: Finding | undefined,
  by: Grouping,
  actions: ReportActions,
): TemplateResult {
  const { severity, range, message, remedy, fix } = finding;
  return html`<div class="own-finding" data-severity=${severity}>
    <button class="own-line" type="button" @click=${() => actions.goTo(range)}>
      <span class="sign" aria-hidden="true">${SIGNS[severity]}</span>
      <span><span class="word">line </span>${range.start.line}</span>
    </button>
    <div class="what">
      <p>
        ${
          by === "topic"
            ? html`<span class="label severity">${nameOf(severity)}</span> `
            : nothing
        }${message}
      </p>
      ${
        remedy === before?.remedy
          ? nothing
          : html`<p class="remedy">${remedy}</p>`
      }
      ${
        fix === undefined
          ? nothing
          : html`<button
              class="button own-fix"
              type="button"
              data-fix
              @click=${() => actions.fix(finding)}
            >
              Fix: ${fix.title}<span class="sr-only"
                >, line ${range.start.line}</span
              >
            </button>`
      }
    </div>
  </div>`;
}

/** What other tools call it. */
function idsOf(
  { sameAs }: ShownRule,
  findings: readonly Finding[],
): TemplateResult | typeof nothing {
  const own = findings.flatMap((finding) => finding.sameAs ?? sameAs);
  const ids = [...new Set(own)].map((id) => id.replace("/", " "));
  if (ids.length === 0) return nothing;
  return ids.length <= MOST_IDS
    ? html`<span>also known as ${ids.join(", ")}</span>`
    : html`<details>
        <summary>
          also known as ${ids.slice(0, MOST_IDS - 1).join(", ")} and
          ${ids.length - MOST_IDS + 1} more
        </summary>
        ${ids.slice(MOST_IDS - 1).join(", ")}
      </details>`;
}

function unknownList(
  unknown: readonly Unknown[],
  actions: ReportActions,
): TemplateResult | typeof nothing {
  if (unknown.length === 0) return nothing;
  return html`<section class="own-group" data-unknown>
    <h3 class="label">
      Not known <span class="number">${unknown.length}</span>
    </h3>
    <ul role="list">
      ${unknown.map(
        ({ text, line }) =>
          html`<li class="own-finding">
            ${
              line === undefined
                ? html`<span class="own-line"
                    ><span class="sign" aria-hidden="true">?</span></span
                  >`
                : html`<button
                    class="own-line"
                    type="button"
                    @click=${() => actions.goTo(lineRange(line))}
                  >
                    <span class="sign" aria-hidden="true">?</span>
                    <span><span class="word">line </span>${line}</span>
                  </button>`
            }
            <p class="what">${text}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

function lineRange(line: number): Range {
  const place = { line, column: 1 };
  return { start: place, end: place };
}
