import { defineRule, type Problem } from "../../rule.ts";
import { appended } from "../append-command.ts";
import type { Dockerfile } from "../model.ts";
import {
  SYSTEM_CACHE_IDS,
  systemCachesLeft,
  type LeftCache,
} from "../package-caches.ts";
import { chainOf } from "../queries.ts";

export default defineRule({
  id: "no-package-lists",
  title: "Leave no package lists and caches behind",
  category: "size",
  severity: "warning",
  sameAs: SYSTEM_CACHE_IDS,
  *check({ dockerfile, finalStage }) {
    if (finalStage === undefined) return;
    // The layers of the stages it starts from ship with it.
    for (const stage of chainOf(finalStage))
      for (const cache of systemCachesLeft(stage)) {
        const { at, by, left, sameAs } = cache;
        const fix = fixFor(cache, dockerfile);
        yield {
          at,
          message: `${by.calledAs} ${by.verb} leaves ${left} in this layer, and no later layer makes it smaller.`,
          remedy: remedyFor(cache),
          sameAs,
          ...(fix && { fix }),
        };
      }
  },
});

function remedyFor(cache: LeftCache): string {
  const { manager, by, left } = cache;
  if (manager === "apt")
    return `Remove ${left}/* at the end of the same RUN, or mount it as a cache.`;
  if (manager !== "apk")
    return `End the same RUN with ${cleaning(cache)}, or mount the directory as a cache.`;
  return by.verb === "update"
    ? "Leave apk update out: apk add --no-cache fetches the lists it needs and keeps none."
    : `Write apk ${by.verb} --no-cache.`;
}

/** The command that empties a cache. */
function cleaning({ manager, by: { calledAs }, left }: LeftCache): string {
  switch (manager) {
    case "dnf":
      return `${calledAs.replace(/ .*/, "")} clean all`;
    case "zypper":
      return "zypper clean --all";
    case "pacman":
      return "pacman -Scc --noconfirm";
    default:
      return `rm -rf ${left}/*`;
  }
}

function fixFor(cache: LeftCache, dockerfile: Dockerfile): Problem["fix"] {
  const { manager, by, more } = cache;
  if (manager === "apk") {
    const at = by.verbWord?.end;
    // Without the cache apk update does nothing, and what an earlier command left would stay.
    if (!by.editable || more || at === undefined || by.verb === "update")
      return undefined;
    return {
      title: "Add --no-cache",
      edits: [{ start: at, end: at, text: " --no-cache" }],
    };
  }
  const command = cleaning(cache);
  const edit = appended(by.run, command, dockerfile);
  return edit && { title: `Add ${command}`, edits: [edit] };
}
