import { defineRule } from "../../rule.ts";
import { permissionsSet } from "../permissions.ts";
import { chainOf } from "../queries.ts";

export default defineRule({
  id: "no-world-writable",
  title: "Let not everyone write",
  category: "security",
  severity: "warning",
  about: ["RUN", "COPY", "ADD"],
  mentions: /chmod|-\w*m/,
  sameAs: ["kics/avoid_chmod_777"],
  *check({ finalStage }) {
    if (finalStage === undefined) return;
    for (const stage of chainOf(finalStage))
      for (const { at, by, bits, targets } of permissionsSet(stage)) {
        // With the sticky bit, as on /tmp, nobody can change what another one wrote.
        if ((bits & 0o002) === 0 || (bits & 0o1000) !== 0) continue;
        yield {
          at,
          message: `${by} lets every user and every process of the container change ${targets.join(", ") || "it"}.`,
          remedy:
            "Give write permission to the user that needs it alone: own the directory by that user, and write 755, or 644 for a file that is not run.",
        };
      }
  },
});
