import assert from "node:assert/strict";
import { test } from "node:test";
import { feeOf } from "../fees.js";

test("every seventh night is free", () => {
  assert.equal(feeOf(9, 7), feeOf(9, 6));
});

test("a stay of no nights has no fee", () => {
  assert.equal(feeOf(9, 0), undefined);
});
