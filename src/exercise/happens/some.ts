import type { Lines } from "../../../checks/lines.ts";
import type { Some } from "./model.ts";

/** The first of many, each as it is shown. */
export function some<Item>(all: readonly Item[], most: number): Some<Item>;
export function some<Item, Shown>(
  all: readonly Item[],
  most: number,
  show: (item: Item) => Shown,
): Some<Shown>;
export function some(
  all: readonly unknown[],
  most: number,
  show: (item: unknown) => unknown = (item) => item,
): Some<unknown> {
  return {
    items: all.slice(0, most).map(show),
    more: Math.max(0, all.length - most),
  };
}

/** The line of a place in a Dockerfile, from 1. */
export function lineIn(
  { lines }: { readonly lines: Lines },
  at: { readonly start: number },
): number {
  return lines.position(at.start).line;
}
