import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

test("each page of the guide begins with a title", () => {
  for (const file of readdirSync("docs/guide"))
    assert.match(readFileSync(`docs/guide/${file}`, "utf8"), /^# \S/);
});
