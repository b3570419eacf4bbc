import { expect, test } from "vitest";
import { readRulesVersion } from "../../checks/cli/read-content.ts";
import { judge } from "./judge.ts";

test("the site and the command line are of one version", () => {
  expect(judge).toMatch(/^[0-9a-f]{16}$/);
  expect(judge).toBe(readRulesVersion());
});
