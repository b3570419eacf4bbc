/** Whoever holds it may change in place the lists that were made with it; all others copy them first. */
export type Edit = symbol;

/** A list of more names than these is parted by their hashes. */
const MOST = 16;
/** The bits of a hash that part a list once. */
const BITS = 4;
const PARTS = 1 << BITS;
const HASH_BITS = 32;

/**
 * Names and their values. A copy shares with the list that it was made of all that does not change, so that the files
 * and the variables of each step of a build can be kept.
 */
export class Names<Value> {
  private names: string[];
  private values: Value[];
  /** Instead of names: the lists that hold them, by a part of their hashes. */
  private parts: Names<Value>[] | undefined;
  private readonly shift: number;
  private readonly edit: Edit;

  constructor(
    edit: Edit,
    names: string[] = [],
    values: Value[] = [],
    parts?: Names<Value>[],
    shift = 0,
  ) {
    this.edit = edit;
    this.names = names;
    this.values = values;
    this.parts = parts;
    this.shift = shift;
  }

  get isEmpty(): boolean {
    return this.parts === undefined
      ? this.names.length === 0
      : this.parts.every((part) => part.isEmpty);
  }

  get(name: string): Value | undefined {
    if (this.parts !== undefined)
      return this.parts[this.partOf(name)]?.get(name);
    const at = this.names.indexOf(name);
    return at === -1 ? undefined : this.values[at];
  }

  /** The list with a name and its value; this one where it may be changed. */
  with(name: string, value: Value, edit: Edit): Names<Value> {
    const list = this.own(edit);
    if (list.parts !== undefined) {
      const at = list.partOf(name);
      const part = list.parts[at];
      if (part !== undefined) list.parts[at] = part.with(name, value, edit);
      return list;
    }
    const at = list.names.indexOf(name);
    if (at !== -1) list.values[at] = value;
    else if (list.names.length < MOST || list.shift >= HASH_BITS) {
      list.names.push(name);
      list.values.push(value);
    } else {
      list.split();
      return list.with(name, value, edit);
    }
    return list;
  }

  /** The list without a name. */
  without(name: string, edit: Edit): Names<Value> {
    if (this.get(name) === undefined) return this;
    const list = this.own(edit);
    if (list.parts !== undefined) {
      const at = list.partOf(name);
      const part = list.parts[at];
      if (part !== undefined) list.parts[at] = part.without(name, edit);
      return list;
    }
    const at = list.names.indexOf(name);
    list.names.splice(at, 1);
    list.values.splice(at, 1);
    return list;
  }

  /** The same names with other values. */
  map(change: (value: Value) => Value, edit: Edit): Names<Value> {
    return new Names(
      edit,
      this.names,
      this.values.map(change),
      this.parts?.map((part) => part.map(change, edit)),
      this.shift,
    );
  }

  each(visit: (name: string, value: Value) => void): void {
    const { names, values, parts } = this;
    if (parts !== undefined) for (const part of parts) part.each(visit);
    // Not by entries(), which makes a pair for each name: this is walked for every file of an image.
    for (let at = 0; at < names.length; at++) {
      const name = names[at];
      const value = values[at];
      if (name !== undefined && value !== undefined) visit(name, value);
    }
  }

  /** Visits the names whose values are not the same ones in another list. */
  eachOther(
    other: Names<Value> | undefined,
    visit: (
      name: string,
      value: Value | undefined,
      other: Value | undefined,
    ) => void,
  ): void {
    if (this === other) return;
    const { parts } = this;
    const others = other?.parts;
    if (parts !== undefined && others !== undefined) {
      for (const [at, part] of parts.entries())
        part.eachOther(others[at], visit);
      return;
    }
    this.each((name, value) => {
      const found = other?.get(name);
      if (found !== value) visit(name, value, found);
    });
    other?.each((name, value) => {
      if (this.get(name) === undefined) visit(name, undefined, value);
    });
  }

  private own(edit: Edit): Names<Value> {
    return this.edit === edit
      ? this
      : new Names(
          edit,
          this.names.slice(),
          this.values.slice(),
          this.parts?.slice(),
          this.shift,
        );
  }

  private split(): void {
    const { names, values, edit, shift } = this;
    this.parts = Array.from(
      { length: PARTS },
      () => new Names<Value>(edit, [], [], undefined, shift + BITS),
    );
    this.names = [];
    this.values = [];
    for (const [at, name] of names.entries()) {
      const value = values[at];
      if (value !== undefined)
        this.parts[this.partOf(name)]?.with(name, value, edit);
    }
  }

  private partOf(name: string): number {
    return (hashOf(name) >>> this.shift) & (PARTS - 1);
  }
}

/** FNV-1a, with its high bits mixed into the low ones (http://www.isthe.com/chongo/tech/comp/fnv/). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
