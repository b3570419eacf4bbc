import { defineRule } from "../../rule.ts";
import { permissionsSet } from "../permissions.ts";
import { chainOf } from "../queries.ts";

export default defineRule({
  id: "no-setuid",
  title: "Add no set-user-ID programs",
  category: "security",
  severity: "warning",
  about: ["RUN", "COPY", "ADD"],
  mentions: /chmod|-\w*m/,
  sameAs: ["dockle/CIS-DI-0008", "cis/4.8"],
  *check({ finalStage }) {
    if (finalStage === undefined) return;
    for (const stage of chainOf(finalStage))
      for (const { at, by, bits, targets } of permissionsSet(stage)) {
        // Set-group-ID alone is how directories hand their group on.
        if ((bits & 0o4000) === 0) continue;
        yield {
          at,
          message: `${by} makes ${targets.join(", ") || "it"} run as its owner, whoever starts it: a way to more rights than USER gives.`,
          remedy:
            "Leave the set-user-ID bit out. Give a program the one capability that it needs with setcap, or do the step in the build.",
        };
      }
  },
});
