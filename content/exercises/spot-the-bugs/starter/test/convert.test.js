import assert from "node:assert/strict";
import { test } from "node:test";
import { convert } from "../convert.js";

test("a nautical mile is 1852 metres", () => {
  assert.equal(convert(1, "nm", "m"), 1852);
});

test("a unit that is not known has no answer", () => {
  assert.equal(convert(1, "cubit", "m"), undefined);
});
