import { fileLeaks } from "./leaks/files.ts";
import type { Leak, UntoldLeak } from "./leaks/leak.ts";
import { untoldLeaks } from "./leaks/untold.ts";
import { valueLeaks } from "./leaks/values.ts";
import type { Build } from "./simulate.ts";

export {
  isPushed,
  type Leak,
  type Surface,
  type UntoldLeak,
} from "./leaks/leak.ts";

/** The secrets that can be recovered from what a build leaves. */
export interface Leaks {
  /** What comes with the image, then what its provenance holds, then what only the builder keeps; each by its place. */
  readonly leaks: readonly Leak[];
  /** What may be a leak and cannot be told: without leaks, "none" is known only where this is empty as well. */
  readonly unknown: readonly UntoldLeak[];
}

/**
 * Every secret that can be recovered from the image of a build, from its history or provenance, or only from the
 * builder's cache. Values that a variable or a secret mount brings are none, nor are placeholders, paths and public keys.
 */
export function leaksOf(build: Build): Leaks {
  const leaks = [...valueLeaks(build), ...fileLeaks(build)];
  const rank = ({ surface }: Leak): number =>
    surface === "cache" ? 2 : surface === "provenance" ? 1 : 0;
  return {
    leaks: leaks.sort((a, b) => rank(a) - rank(b) || a.at.start - b.at.start),
    unknown: [...untoldLeaks(build)],
  };
}
