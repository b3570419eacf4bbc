import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod/mini";
import { rules } from "../dockerfile/rules/index.ts";

const path = join(
  import.meta.dirname,
  "..",
  "..",
  "content",
  "not-checked.yaml",
);
const rows = z
  .array(z.object({ id: z.string(), sameAs: z.array(z.string()) }))
  .parse(parse(readFileSync(path, "utf8")));

describe("what we do not check", () => {
  it("is what no rule answers for", () => {
    const answered = new Set(rules.flatMap(({ sameAs }) => sameAs));
    const both = rows.flatMap(({ sameAs }) =>
      sameAs.filter((id) => answered.has(id)),
    );
    expect(both).toEqual([]);
  });

  it("takes no rule's address", () => {
    expect(rules.map(({ id }) => id)).not.toContain("not-checked");
  });
});
