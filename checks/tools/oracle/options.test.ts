import { expect, it } from "vitest";
import { chosen, readOptions } from "./options.ts";

const all = ["copy: a", "copy: b", "run: c", "exercise x: solution", "run: d"];
const cases = all.map((name) => ({ name }));

function names(...args: readonly string[]): readonly string[] {
  return chosen(cases, readOptions(args)).map(({ name }) => name);
}

it("keeps the order of the cases unless told", () => {
  expect(names()).toEqual(all);
});

it("shuffles by a text, the same way each time, the solutions first", () => {
  const orders = ["1", "2", "3", "4"].map((text) => names("--order", text));
  for (const order of orders) {
    expect(order[0]).toBe("exercise x: solution");
    expect(order.toSorted()).toEqual(all.toSorted());
  }
  expect(new Set(orders.map((order) => order.join())).size).toBeGreaterThan(1);
  expect(names("--order", "1")).toEqual(orders[0]);
});

it("takes as many as are asked for, by a part of the name", () => {
  expect(names("--only", "copy", "--cases", "1")).toEqual(["copy: a"]);
});
