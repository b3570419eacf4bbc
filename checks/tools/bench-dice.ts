/** Chooses with a seed, so that every run has the same files. */
export interface Dice {
  /** One of them. */
  of<Item>(items: readonly [Item, ...Item[]]): Item;
  /** True in so many of a hundred cases. */
  in100(cases: number): boolean;
  /** The items, each with these odds out of a hundred, in their order. */
  some<Item>(cases: number, items: readonly Item[]): readonly Item[];
}

/** A generator of even numbers by a seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const in100 = (cases: number): boolean => next() * 100 < cases;
  return {
    of: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    in100,
    some: (cases, items) => items.filter(() => in100(cases)),
  };
}
