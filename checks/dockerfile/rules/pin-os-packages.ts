import { defineRule } from "../../rule.ts";
import { listed } from "../listed.ts";
import { packageCommands } from "../package-commands.ts";
import { OS_PINS } from "../package-pin-data.ts";
import { programsOf } from "../package-manager-data.ts";
import { pinIds, unpinnedBy } from "../package-pins.ts";

export default defineRule({
  id: "pin-os-packages",
  title: "Install system packages in versions that you chose",
  category: "reproducibility",
  severity: "info",
  about: ["RUN"],
  runs: programsOf(OS_PINS.keys()),
  recommended: false,
  sameAs: pinIds(OS_PINS),
  *check({ stages }) {
    for (const stage of stages)
      for (const of of packageCommands(stage)) {
        const found = unpinnedBy(of, OS_PINS);
        const [first] = found?.packages ?? [];
        if (found === undefined || first === undefined) continue;
        const { packages, write } = found;
        const names = listed(packages.map(({ name }) => name));
        yield {
          at: of.editable ? first.word : of.at,
          message: `${of.calledAs} ${of.verb} takes ${names} in whatever version the repository has on the day of the build.`,
          remedy: `Write ${write}, and let a bot raise it; or leave it open and rebuild often.`,
          sameAs: first.sameAs,
        };
      }
  },
});
