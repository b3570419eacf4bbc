import { defineRule } from "../../rule.ts";
import type { Run } from "../instruction.ts";
import { downloadOf, DOWNLOADING_MANAGERS } from "../kept-downloads.ts";
import { programsOf } from "../package-manager-data.ts";
import { packageCommands } from "../package-commands.ts";

export default defineRule({
  id: "use-cache-mounts",
  title: "Keep downloads between builds in a cache mount",
  category: "caching",
  severity: "info",
  about: ["RUN"],
  runs: programsOf(DOWNLOADING_MANAGERS),
  recommended: false,
  *check({ stages, dockerfile }) {
    for (const stage of stages) {
      let reported: Run | undefined;
      for (const of of packageCommands(stage)) {
        if (of.run === reported) continue;
        const download = downloadOf(of, dockerfile);
        if (download === undefined) continue;
        reported = of.run;
        const does = `${of.calledAs} ${of.verb}`.trim();
        const { targets, extra = "" } = download;
        yield {
          at: of.at,
          message: `${does} downloads everything again whenever this RUN runs again, as nothing keeps the downloads between builds.`,
          remedy: `Mount a cache: RUN ${targets.map((target) => `--mount=type=cache,target=${target}`).join(" ")}.${extra}`,
        };
      }
    }
  },
});
