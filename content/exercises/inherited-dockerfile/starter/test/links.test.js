import assert from "node:assert/strict";
import { test } from "node:test";
import { nanoid } from "nanoid";

test("ids are short and differ", () => {
  const ids = new Set(Array.from({ length: 100 }, () => nanoid(8)));
  assert.equal(ids.size, 100);
  for (const id of ids) assert.equal(id.length, 8);
});
