import { describe, expect, it } from "vitest";
import { lint } from "../index.ts";
import { contentFolder, readFolder } from "./content.ts";
import { fencesOf, type Fence } from "./fences.ts";

/** Rules about what a whole Dockerfile lacks; a part of one may lack it. */
const ABOUT_THE_WHOLE = new Set(["run-as-non-root", "valid-syntax"]);

const samples = Object.entries(readFolder(contentFolder))
  .filter(([path]) => path.endsWith(".mdx"))
  .flatMap(([path, text]) =>
    fencesOf(text)
      .filter(({ language }) => language === "dockerfile")
      .map((fence) => ({ where: `${path}:${fence.line}`, fence })),
  );

/** The ids of the recommended rules that a sample breaks. */
function broken({ text, marks }: Fence): string[] {
  const findings = lint({ Dockerfile: text }).map(({ rule }) => rule);
  const isFragment = marks.includes("fragment");
  return [...new Set(findings)]
    .filter((rule) => !isFragment || !ABOUT_THE_WHOLE.has(rule))
    .sort();
}

/** What a sample says it breaks: `breaks=use-exec-form,run-as-non-root`. */
function announced({ marks }: Fence): string[] {
  const mark = marks.find((each) => each.startsWith("breaks="));
  return mark === undefined
    ? []
    : mark.slice("breaks=".length).split(",").sort();
}

// `$where` would be cut short.
const named = samples.map(({ where, fence }) => [where, fence] as const);

describe.each(named)("the sample at %s", (_, fence) => {
  it("breaks what it says, and nothing else", () => {
    expect(broken(fence)).toEqual(announced(fence));
  });

  it("is marked as bad, good, or a fragment", () => {
    const kinds = ["bad", "good", "fragment"].filter((kind) =>
      fence.marks.includes(kind),
    );
    expect(kinds).toHaveLength(1);
    expect(kinds.includes("bad")).toBe(announced(fence).length > 0);
  });
});
