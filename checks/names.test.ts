import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Names } from "./names.ts";

/** All that a list gives, by name. */
function shown(names: Names<number>): Record<string, number> {
  const all: Record<string, number> = {};
  names.each((name, value) => {
    all[name] = value;
  });
  return all;
}

function listOf(names: readonly string[]): Names<number> {
  const edit = Symbol();
  let list = new Names<number>(edit);
  for (const [at, name] of names.entries()) list = list.with(name, at, edit);
  return list;
}

const MANY = Array.from({ length: 500 }, (_, at) => `name${at}`);

describe("a list of names", () => {
  it("gives what was put into it last, as a Map does", () => {
    const name = fc.integer({ min: 0, max: 60 }).map((at) => `n${at}`);
    const change = fc.record({ name, value: fc.option(fc.nat()) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const edit = Symbol();
        const map = new Map<string, number>();
        let list = new Names<number>(edit);
        for (const { name: at, value } of changes)
          if (value === null) {
            map.delete(at);
            list = list.without(at, edit);
          } else {
            map.set(at, value);
            list = list.with(at, value, edit);
          }
        expect(shown(list)).toEqual(Object.fromEntries(map));
        expect(list.get("n0")).toBe(map.get("n0"));
        expect(list.isEmpty).toBe(map.size === 0);
      }),
    );
  });

  it.each([["few", MANY.slice(0, 5)] as const, ["many", MANY] as const])(
    "of %s keeps what it has when a copy is changed",
    (_, names) => {
      const list = listOf(names);
      const before = shown(list);
      const copy = list.with("name1", -1, Symbol()).without("name2", Symbol());
      expect(copy.with("new", 0, Symbol()).get("new")).toBe(0);
      expect(shown(list)).toEqual(before);
      expect([copy.get("name1"), copy.get("name2")]).toEqual([-1, undefined]);
    },
  );

  it("tells which names have other values in another list", () => {
    const list = listOf(MANY);
    const other = list
      .with("name7", -1, Symbol())
      .without("name8", Symbol())
      .with("new", 1, Symbol());
    const found: unknown[] = [];
    other.eachOther(list, (...difference) => found.push(difference));
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        ["name7", -1, 7],
        ["name8", undefined, 8],
        ["new", 1, undefined],
      ]),
    );
  });
});
