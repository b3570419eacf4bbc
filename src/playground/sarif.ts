import { Tally, type LintedFile } from "../../checks/report/linted.ts";
import { lintAsSarif } from "../../checks/report/sarif.ts";
import type { Rule } from "../../checks/rule.ts";
import { version } from "../../package.json";

const pages = import.meta.glob<string>("../../checks/dockerfile/rules/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The findings of one file as SARIF, with the pages of the rules in it; `site` is the address of this site. */
export function sarifOf(
  linted: LintedFile,
  rules: readonly Rule[],
  site: string,
): string {
  const format = lintAsSarif({
    rules,
    pageOf: (rule) => pages[`../../checks/dockerfile/rules/${rule}.md`] ?? "",
    version,
    site,
  });
  const tally = new Tally(false);
  tally.add(linted);
  return format.start() + format.file(linted) + format.end(tally);
}
