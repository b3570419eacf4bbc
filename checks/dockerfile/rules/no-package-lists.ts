import { defineRule } from "../../rule.ts";
import { cachesLeftBy, type LeftCache } from "../package-caches.ts";
import { chainOf, posixRuns } from "../queries.ts";

export default defineRule({
  id: "no-package-lists",
  title: "Leave no package lists and caches behind",
  category: "size",
  severity: "warning",
  sameAs: [
    "hadolint/DL3009",
    "hadolint/DL3019",
    "kics/apt_get_install_lists_were_not_deleted",
    "kics/apk_add_using_local_cache_path",
    "trivy/DS-0025",
    "dockle/DKL-DI-0004",
    "dockle/DKL-DI-0005",
    "dockerfilelint/apt-get_missing_rm",
    "dockerfilelint/apkadd-missing_nocache_or_updaterm",
    "semgrep/remove-package-lists",
    "semgrep/missing-apk-no-cache",
  ],
  *check({ finalStage }) {
    if (finalStage === undefined) return;
    // The layers of the stages it starts from ship with it.
    for (const stage of chainOf(finalStage))
      for (const run of posixRuns(stage))
        for (const cache of cachesLeftBy(run))
          yield {
            at: cache.at,
            message: `${cache.manager} ${cache.verb} leaves ${cache.left} in this layer, and no later layer makes it smaller.`,
            remedy: remedyFor(cache),
            sameAs: cache.sameAs,
          };
  },
});

function remedyFor({ manager, verb, left }: LeftCache): string {
  if (manager !== "apk")
    return `Remove ${left}/* at the end of the same RUN, or mount it as a cache.`;
  return verb === "update"
    ? "Leave apk update out: apk add --no-cache fetches the lists it needs and keeps none."
    : `Write apk ${verb} --no-cache.`;
}
