import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../queue.js";

test("labels are printed one after the other", async () => {
  const printed = [];
  const queue = new Queue(async (label) => printed.push(label));
  queue.add("a");
  queue.add("b");
  await new Promise(setImmediate);
  assert.deepEqual(printed, ["a", "b"]);
  assert.equal(queue.length, 0);
});

test("a label that takes too long says so", () => {
  let now = 0;
  const queue = new Queue(() => new Promise(() => {}), () => now);
  queue.add("a");
  assert.equal(queue.isStuck, false);
  now = 31_000;
  assert.equal(queue.isStuck, true);
});
