import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suggestion, type Rule } from "../index.ts";
import { lintAsJson } from "../report/lint-json.ts";
import { lintAsText } from "../report/lint-text.ts";
import { Tally, type LintFormat } from "../report/linted.ts";
import { printable } from "../report/printable.ts";
import { lintAsSarif } from "../report/sarif.ts";
import { chosenRules } from "./choose-rules.ts";
import { INPUT, lintPaths } from "./lint-paths.ts";
import { readOptions } from "./options.ts";
import { FOUND, OK, painted, UNUSABLE, type Terminal } from "./terminal.ts";
import { Unusable } from "./unusable.ts";

/** What `lint --help` says. */
export const LINT_HELP = `Usage: npm run drydock -- lint [PATH...] [OPTION...]

Says what the rules find in Dockerfiles. A PATH is a file, a folder (every
Dockerfile and Containerfile below it, except in .git and node_modules), or -
for standard input. Without a PATH it is the folder you are in.

  --format text|json|sarif  how to print it; text unless told
  --fix                     apply the changes that findings offer, and write
                            the files
  --rule ID                 only this rule: its id, or that of another tool
                            such as DL3008; may be given more than once
  --all                     also the rules that are not recommended
  --stdin-filename PATH     what standard input is called
  --site ADDRESS            where the site is, for complete links to rules

Exits with 0 when there is no error, 1 when there is one, 2 when something
could not be used.
`;

/**
 * Runs `lint` and gives the exit code. It prints file by file, so that thousands of them take no more memory than the
 * largest.
 */
export async function lintCommand(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { values, positionals } = readOptions(args, {
    format: { type: "string", default: "text" },
    fix: { type: "boolean", default: false },
    rule: { type: "string", multiple: true, default: [] },
    all: { type: "boolean", default: false },
    "stdin-filename": { type: "string" },
    site: { type: "string" },
  });
  const paths = positionals.length === 0 ? ["."] : positionals;
  if (values.fix && paths.includes(INPUT))
    throw new Unusable("--fix wants files: it cannot write standard input.");
  const rules = chosenRules({ named: values.rule, all: values.all });
  const format = formatNamed(values.format, {
    rules,
    site: values.site === undefined ? undefined : siteAddress(values.site),
    colour: terminal.colour,
  });
  const job = {
    terminal,
    rules,
    fix: values.fix,
    input: paths.includes(INPUT)
      ? { bytes: await terminal.readInput(), path: values["stdin-filename"] }
      : undefined,
  };
  const tally = new Tally(values.fix);
  await terminal.write(format.start());
  for (const result of lintPaths(paths, job)) {
    if (result.kind === "unreadable") {
      tally.unreadable.push({ path: result.path, because: result.because });
      terminal.warn(`${printable(result.path)}: ${result.because}.\n`);
      continue;
    }
    tally.add(result.file);
    await terminal.write(format.file(result.file));
  }
  await terminal.write(format.end(tally));
  if (tally.unreadable.length > 0) return UNUSABLE;
  return tally.counts.error > 0 ? FOUND : OK;
}

function formatNamed(
  name: string,
  {
    rules,
    site,
    colour,
  }: {
    readonly rules: readonly Rule[];
    readonly site: string | undefined;
    readonly colour: boolean;
  },
): LintFormat {
  switch (name) {
    case "text":
      return lintAsText(colour ? painted : (_, text) => text, site);
    case "json":
      return lintAsJson(site);
    case "sarif":
      return lintAsSarif({ rules, pageOf, version: projectVersion(), site });
    default:
      throw new Unusable(
        `There is no format "${name}".${suggestion(name, ["text", "json", "sarif"])}`,
      );
  }
}

/** The address of the site with a slash at its end. */
function siteAddress(address: string): string {
  if (!/^https?:/.test(address) || !URL.canParse(address))
    throw new Unusable(
      `--site wants a complete address such as https://example.org/drydock/, not ${address}.`,
    );
  return address.endsWith("/") ? address : `${address}/`;
}

const rulePages = join(import.meta.dirname, "../dockerfile/rules");

function pageOf(rule: string): string {
  return readFileSync(join(rulePages, `${rule}.md`), "utf8");
}

function projectVersion(): string {
  const path = join(import.meta.dirname, "../../package.json");
  const read: unknown = JSON.parse(readFileSync(path, "utf8"));
  const version =
    typeof read === "object" && read !== null && "version" in read
      ? read.version
      : undefined;
  return typeof version === "string" ? version : "0.0.0";
}
