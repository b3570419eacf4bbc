import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Files } from "../../files.ts";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { fencesOf } from "../../testing/fences.ts";
import { Scope } from "../../scope.ts";
import { subjectOf } from "../../subject.ts";
import { readDockerfile } from "../model.ts";
import { rules } from "./index.ts";

const here = import.meta.dirname;

describe("the list of rules", () => {
  it("is in the order of the ids, each once", () => {
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
});

/** The Dockerfiles of all pages. */
const everyExample = rules.flatMap(({ id }) =>
  fencesOf(readPage(id)).flatMap(({ language, text }) =>
    language === "dockerfile" ? [text] : [],
  ),
);

describe.each(rules)("$id", (rule) => {
  const page = readPage(rule.id);
  const fences = fencesOf(page);
  const context: Files = Object.fromEntries(
    fences.flatMap(({ marks, text }) =>
      marks
        .filter((mark) => mark.startsWith("file="))
        .map((mark) => [mark.slice("file=".length), text] as const),
    ),
  );
  const examples = (mark: string) =>
    fences.filter(
      ({ language, marks }) =>
        language === "dockerfile" && marks.includes(mark),
    );
  const findings = (text: string, judged = [rule]) =>
    lint(
      { ...context, Dockerfile: text },
      {
        rules: judged,
        context: Object.keys(context).length > 0 ? "complete" : "unknown",
      },
    );
  const fixed = (text: string): string =>
    applyFixes({ Dockerfile: text }, findings(text)).files["Dockerfile"] ?? "";

  it("has a test of its own", () => {
    expect(existsSync(join(here, `${rule.id}.test.ts`))).toBe(true);
  });

  it("has a page that says what happens, when it does not apply, and on what it rests", () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, text]) => text);
    expect(headings).toEqual([
      "What happens",
      "When it does not apply",
      "Elsewhere",
      "Sources",
    ]);
    expect(page).toMatch(/## Sources\n\n- \[.+\]\(https:\/\/.+\)/);
    expect(examples("bad").length).toBeGreaterThan(0);
    expect(examples("good").length).toBeGreaterThan(0);
  });

  it("has nothing to say where no instruction is one that it is about", () => {
    const said = everyExample.flatMap((text) => {
      const { about } = rule;
      const subject = subjectOf(
        { Dockerfile: without(text, new Set(["ONBUILD", ...about])) },
        {},
      );
      return about.size === 0 ? [] : [...rule.check(subject)];
    });
    expect(said).toEqual([]);
  });

  it("has nothing to say where none of its programs runs", () => {
    const said = everyExample.flatMap((text) => {
      const subject = subjectOf({ Dockerfile: text }, {});
      return new Scope(subject.dockerfile).holds(rule)
        ? []
        : [...rule.check(subject)];
    });
    expect(said).toEqual([]);
  });

  it.each(examples("bad"))(
    "fires on its bad example, line $line",
    ({ text }) => {
      expect(findings(text)).not.toEqual([]);
    },
  );

  it.each(
    examples("bad").filter(({ text }) =>
      findings(text).some(({ fix }) => fix !== undefined),
    ),
  )(
    "has a fix for its bad example that removes its finding and adds none, line $line",
    ({ text }) => {
      const fixable = findings(text).filter(({ fix }) => fix !== undefined);
      const after = fixed(text);
      expect(findings(after)).toHaveLength(
        findings(text).length - fixable.length,
      );
      expect(fixed(after)).toBe(after);
      const others = rules.filter(
        ({ id, recommended }) => recommended && id !== rule.id,
      );
      const said = (of: string) =>
        findings(of, others).map((finding) => finding.rule);
      expect(said(text)).toEqual(expect.arrayContaining(said(after)));
    },
  );

  it.each(examples("good"))(
    "accepts its good example, line $line",
    ({ text }) => {
      expect(findings(text)).toEqual([]);
    },
  );
});

/** A Dockerfile without its instructions of some keywords. */
function without(text: string, keywords: ReadonlySet<string>): string {
  const { instructions } = readDockerfile({ Dockerfile: text }, "Dockerfile");
  return instructions
    .filter(({ keyword }) => keywords.has(keyword))
    .reduceRight(
      (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
      text,
    );
}

function readPage(id: string): string {
  const path = join(here, `${id}.md`);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
