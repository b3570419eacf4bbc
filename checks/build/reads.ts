import type { Tree } from "./tree.ts";

/** Paths of the context that a step reads, listed when they are asked for. */
export class Reads {
  private readonly found: (() => readonly string[])[] = [];
  private readonly ofContext: boolean;

  /** Of other sources than the context nothing is kept. */
  constructor(ofContext: boolean) {
    this.ofContext = ofContext;
  }

  /** Adds a path of a tree that is the context's. */
  add(path: string): void {
    if (this.ofContext) this.found.push(() => [path.slice(1)]);
  }

  /** Adds all that stands below a directory of the context. */
  addBelow(tree: Tree, directory: string): void {
    if (this.ofContext)
      this.found.push(() =>
        tree
          .below(directory)
          .flatMap(([path]) => (path === directory ? [] : [path.slice(1)])),
      );
  }

  /** Adds what another list gives. */
  addAll(list: () => readonly string[]): void {
    this.found.push(list);
  }

  list(): readonly string[] {
    return this.found.flatMap((paths) => paths());
  }
}
