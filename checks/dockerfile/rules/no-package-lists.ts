import { defineRule } from "../../rule.ts";
import { cachesLeftBy } from "../package-caches.ts";
import { posixRuns } from "../queries.ts";

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
    for (const run of posixRuns(finalStage))
      for (const { at, manager, left, sameAs } of cachesLeftBy(run))
        yield {
          at,
          message: `${manager} leaves ${left} in this layer, and no later layer makes it smaller.`,
          remedy:
            manager === "apk"
              ? "Write apk add --no-cache."
              : `Remove ${left} at the end of the same RUN, or mount it as a cache.`,
          sameAs,
        };
  },
});
