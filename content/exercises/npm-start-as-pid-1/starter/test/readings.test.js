import assert from "node:assert/strict";
import { test } from "node:test";
import { read, record } from "../dist/readings.js";

test("an older reading does not replace a newer one", () => {
  record({ gauge: "harbour", level: 312, at: "2026-11-21T10:00Z" });
  record({ gauge: "harbour", level: 298, at: "2026-11-21T09:00Z" });
  assert.equal(read("harbour")?.level, 312);
});
