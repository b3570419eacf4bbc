import type { Entry } from "./tree.ts";

/** A change to one path. */
export type Change =
  /** A file, directory or link of these properties. `replaces`: whether the layers below hold the path already. */
  | {
      readonly kind: "put";
      readonly path: string;
      readonly entry: Entry;
      readonly replaces: boolean | undefined;
    }
  /** A whiteout: the path and all below it are hidden, the layers below still hold them. */
  | { readonly kind: "delete"; readonly path: string };

/** What one step changed in the files of its stage. */
export interface Layer {
  /**
   * In the order of their paths. A directory that something was put into or removed from is not listed unless it was
   * changed itself. A path that was removed with all below it and made again has its `delete` before its `put`.
   */
  readonly changes: readonly Change[];
  /** What the layer may hold besides, each a reason in words; empty where the list is whole. */
  readonly unknown: readonly string[];
}
