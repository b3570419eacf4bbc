import type { Finding } from "../../checks/files.ts";
import { plainMarkdown } from "../components/plain-markdown.ts";
import { countsInWords, groupsOf } from "./grouping.ts";
import type { Reading } from "./reading.ts";
import { count, type Report } from "./report.ts";

/** A report to hand on, as Markdown; `root` is the address of this site. */
export function reportAsMarkdown(
  path: string,
  report: Report,
  reading: Reading,
  root: URL,
): string {
  const linkTo = (kind: string, id: string, text: string): string =>
    `[${text}](${new URL(`${kind}/${id}/`, root).href})`;
  const { findings, unknown } = report;
  const groups = groupsOf(report, "severity").map(({ title, rules }) =>
    [
      `## ${title}`,
      ...rules.flatMap(({ rule, findings: own }) =>
        own.map(
          (finding) =>
            `- ${placeOf(finding)}: ${plainMarkdown(finding.message)} ${plainMarkdown(finding.remedy)} (${linkTo("rules", rule.id, `\`${rule.id}\``)})`,
        ),
      ),
    ].join("\n"),
  );
  const read = [
    ...reading.lessons.map(
      ({ lesson, rules }) =>
        `- ${linkTo("lessons", lesson.id, plainMarkdown(lesson.title))}: ${rules.map(({ id }) => `\`${id}\``).join(", ")}`,
    ),
    ...reading.others.map(
      ({ id, title }) => `- ${linkTo("rules", id, plainMarkdown(title))}`,
    ),
  ];
  const parts = [
    `# Report on ${plainMarkdown(path)}`,
    `${summaryOf(report)}${findings.length === 0 ? "" : `: ${countsInWords(report)}`}.`,
    ...groups,
    ...section(
      "Not known",
      unknown.map(({ text }) => `- ${plainMarkdown(text)}`),
    ),
    ...section("To read", read),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The size of a report in one line: "3 findings under 80 rules, 1 more left out by a skip comment". */
export function summaryOf({ findings, asked, skipped }: Report): string {
  const left =
    skipped === 0 ? "" : `, ${skipped} more left out by skip comments`;
  return `${count(findings.length, "finding")} under ${count(asked, "rule")}${left}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join("\n")];
}

function placeOf({ range }: Finding): string {
  return `line ${range.start.line}`;
}
