import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

test("Markdown becomes HTML", () => {
  const page = execFileSync(process.execPath, ["render.js"], {
    input: "# Minutes",
    encoding: "utf8",
  });
  assert.equal(page.trim(), "<h1>Minutes</h1>");
});
