import type { OpenList } from "./config.ts";

/** A list that instructions add to, put together when it is asked for, so that thousands of them copy nothing. */
export class GrowingList<Item> implements OpenList<Item> {
  readonly openBecause: string | undefined;
  private readonly added: readonly Item[];
  private readonly before: GrowingList<Item> | undefined;
  private all: readonly Item[] | undefined;

  /** A list of these items; with a reason where there may be more. */
  constructor(
    items: readonly Item[],
    openBecause?: string,
    before?: GrowingList<Item>,
  ) {
    this.added = items;
    this.openBecause = openBecause;
    this.before = before;
  }

  /** This list and what comes after it. */
  with(items: readonly Item[], openBecause?: string): GrowingList<Item> {
    return new GrowingList(items, this.openBecause ?? openBecause, this);
  }

  /** Each item once. */
  get items(): readonly Item[] {
    return (this.all ??= [...new Set(this.parts().flat())]);
  }

  private parts(): readonly (readonly Item[])[] {
    const parts: (readonly Item[])[] = [this.added];
    let at = this.before;
    for (; at !== undefined; at = at.before) {
      parts.push(at.all ?? at.added);
      if (at.all !== undefined) break;
    }
    return parts.reverse();
  }
}
