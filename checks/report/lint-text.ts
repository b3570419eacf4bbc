import type { Finding, Severity } from "../files.ts";
import { linesOf } from "../lines.ts";
import { count } from "./columns.ts";
import {
  pageAddress,
  type LintedFile,
  type LintFormat,
  type Totals,
} from "./linted.ts";
import { printable } from "./printable.ts";
import { markedLine } from "./source-line.ts";

/** What a part of the output is, for its colour. */
export type Style = Severity | "quiet" | "strong";

/** Colours a text, or leaves it. */
export type Paint = (style: Style, text: string) => string;

/** The findings for a terminal: each with its source line, carets below it, what to do and the page of its rule. */
export function lintAsText(paint: Paint, site?: string): LintFormat {
  return {
    start: () => "",
    file: (linted) => fileText(linted, paint, site),
    end: (totals) => `${summary(totals)}\n`,
  };
}

function fileText(
  { path, text, findings, fixed }: LintedFile,
  paint: Paint,
  site: string | undefined,
): string {
  const lines = linesOf(text);
  const name = printable(path);
  const blocks = findings.map((finding) => {
    const { rule, severity, range, message, remedy, fix } = finding;
    const { line, column } = range.start;
    const source = lines.text(line);
    const last = range.end.line === line ? range.end.column : source.length + 1;
    const marked = markedLine(source, column, last);
    const gutter = String(line).length;
    return [
      `${paint("strong", `${name}:${line}:${column}`)} ${paint(severity, severity)} ${rule}`,
      `  ${paint("quiet", `${line} |`)} ${marked.source}`,
      `  ${" ".repeat(gutter)} ${paint("quiet", "|")} ${paint(severity, marked.carets)}`,
      `  ${printable(message)}`,
      `  ${printable(remedy)}`,
      ...(fix === undefined ? [] : [`  Fix: ${printable(fix.title)}.`]),
      `  ${paint("quiet", pageAddress(rule, site))}`,
      "",
      "",
    ].join("\n");
  });
  return (
    (fixed.length === 0 ? "" : `${fixedText(name, fixed, paint)}\n\n`) +
    blocks.join("")
  );
}

function fixedText(
  name: string,
  fixed: readonly Finding[],
  paint: Paint,
): string {
  return [
    `${paint("strong", name)} fixed ${count(fixed.length, "finding")}`,
    ...fixed.map(
      ({ range, rule, fix }) =>
        `  line ${range.start.line} ${rule}: ${printable(fix?.title ?? "")}.`,
    ),
  ].join("\n");
}

/** The closing line. */
function summary(totals: Totals): string {
  const { files, counts, skipped, fixed, fixable, fixing, unreadable } = totals;
  const { error, warning, info } = counts;
  const found =
    error + warning + info === 0
      ? "nothing found"
      : `${count(error, "error")}, ${count(warning, "warning")}, ${count(info, "info")}`;
  return [
    `${count(files, "file")}: ${found}`,
    ...(skipped > 0 ? [`${skipped} skipped by comments`] : []),
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
    ...(fixable > 0
      ? [
          fixing
            ? `${fixable} not fixed, as that would bring other findings`
            : `${fixable} can be fixed with --fix`,
        ]
      : []),
    ...(unreadable.length > 0 ? [`${unreadable.length} not usable`] : []),
  ].join("; ");
}
