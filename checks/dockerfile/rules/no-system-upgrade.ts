import { defineRule } from "../../rule.ts";
import { packageCommands } from "../package-commands.ts";
import { programsOf } from "../package-manager-data.ts";
import {
  systemUpgradeIds,
  UPGRADE_IDS,
  UPGRADING_MANAGERS,
} from "../system-upgrades.ts";

export default defineRule({
  id: "no-system-upgrade",
  title: "Take fixes from a newer base image, not from an upgrade",
  category: "reproducibility",
  severity: "info",
  about: ["RUN"],
  runs: programsOf(UPGRADING_MANAGERS),
  sameAs: UPGRADE_IDS,
  *check({ stages }) {
    for (const stage of stages) {
      const commands = packageCommands(stage);
      for (const [at, of] of commands.entries()) {
        const next = commands[at + 1];
        const alone = next?.run !== of.run || !/^in(?:stall)?$/.test(next.verb);
        const sameAs = systemUpgradeIds(of, alone);
        if (sameAs === undefined) continue;
        yield {
          at: of.at,
          message: `${of.calledAs} ${of.verb} replaces packages of the base image by whatever is newest on the day the layer is built, and a cached layer stays as it is.`,
          remedy:
            "Build from a newer base image, with --pull; where a fix cannot wait, upgrade the package that needs it by name.",
          sameAs,
        };
      }
    }
  },
});
