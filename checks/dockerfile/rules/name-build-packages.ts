import { defineRule } from "../../rule.ts";
import { listed } from "../listed.ts";
import type { Run } from "../instruction.ts";
import {
  packageCommands,
  plainText,
  type PackageCommand,
} from "../package-commands.ts";
import { programsOf } from "../package-manager-data.ts";
import { mayHaveOption } from "../package-options.ts";

export default defineRule({
  id: "name-build-packages",
  title: "Give packages for the build a name to remove them by",
  category: "size",
  severity: "info",
  about: ["RUN"],
  runs: programsOf(["apk"]),
  sameAs: ["dockerfilelint/apkadd-missing-virtual"],
  *check({ stages }) {
    for (const stage of stages) {
      let run: Run | undefined;
      let added = new Map<string, PackageCommand>();
      for (const of of packageCommands(stage)) {
        if (of.run !== run) added = new Map();
        run = of.run;
        if (of.manager !== "apk") continue;
        if (of.verb === "add" && !mayHaveOption(of, "--virtual", "-t"))
          for (const name of namesIn(of)) added.set(name, of);
        if (of.verb !== "del") continue;
        const names = namesIn(of).filter((name) => added.has(name));
        const at = added.get(names[0] ?? "");
        if (at === undefined) continue;
        yield {
          at: at.at,
          message: `apk add installs ${listed(names)} for this RUN only, and apk del has to list the same names again.`,
          remedy:
            "Write apk add --virtual .build with the packages for the build, and apk del .build.",
        };
      }
    }
  },
});

/** The packages that a command names, without their versions. */
function namesIn({ operands }: PackageCommand): readonly string[] {
  return operands.flatMap(
    (word) => plainText(word)?.replace(/[=<>~@].*/s, "") ?? [],
  );
}
