import { missText, type Miss } from "../../../checks/build/miss.ts";
import type { RebuiltStep } from "../../../checks/build/rebuild.ts";
import type { Build } from "../../../checks/build/simulate.ts";
import type { Dockerfile } from "../../../checks/dockerfile/model.ts";
import type { CacheShown } from "./model.ts";
import { lineIn } from "./some.ts";

const WORDS = { hit: "cached", unknown: "perhaps" } as const;

/**
 * What the cache gives for a step, in words; undefined for one that only writes the configuration. `miss` is the word for
 * a step that runs: one that did before runs "again".
 */
export function cacheShown(
  { cache, cacheMounts }: RebuiltStep,
  { dockerfile }: Build,
  miss: "again" | "runs",
): CacheShown | undefined {
  if (cache.kind === "none") return undefined;
  const { kind: state } = cache;
  const shown = { state, word: state === "miss" ? miss : WORDS[state] };
  if (cache.kind === "hit")
    return {
      ...shown,
      because: cache.linked
        ? "a linked layer does not depend on what is below it"
        : "",
    };
  const why = reason(cache.because, dockerfile);
  return {
    ...shown,
    because:
      cacheMounts.length === 0
        ? why
        : `${why}; ${cacheMounts.join(", ")} still holds what it held`,
  };
}

/** Why a step runs again; another step is named by its line, as it stands in the same drawing. */
function reason(miss: Miss, dockerfile: Dockerfile): string {
  return miss.kind === "earlier"
    ? `it follows line ${lineIn(dockerfile, miss.step.instruction)}`
    : missText(miss);
}
