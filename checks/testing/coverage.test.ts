import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod/mini";
import { rules } from "../dockerfile/rules/index.ts";

const root = join(import.meta.dirname, "..", "..");
const idsByTool = z.record(z.string(), z.array(z.string()));
const known = z
  .object({ dockerfile: idsByTool, manifests: idsByTool })
  .parse(
    JSON.parse(
      readFileSync(join(import.meta.dirname, "known-ids.json"), "utf8"),
    ),
  );
const notChecked = z
  .array(z.object({ sameAs: z.array(z.string()) }))
  .parse(parse(readFileSync(join(root, "content", "not-checked.yaml"), "utf8")))
  .flatMap(({ sameAs }) => sameAs);

const idsOf = (tools: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(tools).flatMap(([tool, ids]) =>
    ids.map((id) => `${tool}/${id}`),
  );

describe("the ids of other tools", () => {
  it("are each answered by a rule, or named among what we do not check", () => {
    const answered = new Set([
      ...rules.flatMap(({ sameAs }) => sameAs),
      ...notChecked,
    ]);
    // The benchmark speaks of hosts and running containers too.
    const asked = idsOf(known.dockerfile).filter(
      (id) => !id.startsWith("cis/"),
    );
    expect(asked.filter((id) => !answered.has(id))).toEqual([]);
  });

  it("exist in those tools where a rule or that page names them", () => {
    const ids = new Set(idsOf(known.dockerfile));
    const named = [...rules.flatMap(({ sameAs }) => sameAs), ...notChecked];
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each(Object.entries(known))("stand once in the list of %s", (_, tools) => {
    const ids = idsOf(tools);
    expect(ids).toHaveLength(new Set(ids).size);
  });
});
