import { expect, test } from "vitest";
import { foundInputs } from "../../../checks/tools/fuzz/found.ts";
import { targets } from "./targets.ts";

const found = foundInputs();

test("each kept input has its target", () => {
  const names = targets.map(({ name }) => name);
  expect(found.map(({ target }) => target)).not.toEqual([]);
  for (const { target } of found) expect(names).toContain(target);
});

test.each(found)("what failed once is taken well: $name", async (kept) => {
  const target = targets.find(({ name }) => name === kept.target);
  const checked = async (): Promise<void> => target?.check(kept.input);
  await expect(checked()).resolves.toBeUndefined();
});
