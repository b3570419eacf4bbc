import { defineRule } from "../../rule.ts";
import { listed } from "../listed.ts";
import { packageCommands } from "../package-commands.ts";
import { LANGUAGE_PINS } from "../package-pin-data.ts";
import { pinIds, unpinnedBy } from "../package-pins.ts";

export default defineRule({
  id: "pin-language-packages",
  title: "Install packages and tools of a language in fixed versions",
  category: "reproducibility",
  severity: "warning",
  sameAs: pinIds(LANGUAGE_PINS),
  *check({ stages }) {
    for (const stage of stages)
      for (const of of packageCommands(stage)) {
        const found = unpinnedBy(of, LANGUAGE_PINS);
        const [first] = found?.packages ?? [];
        if (found === undefined || first === undefined) continue;
        const { packages, write } = found;
        const names = listed(packages.map(({ name }) => name));
        yield {
          at: of.editable ? first.word : of.at,
          message: `${of.calledAs} ${of.verb} takes ${names} in the newest version of the day, so the same Dockerfile builds another image tomorrow.`,
          remedy: `Write ${write}.`,
          sameAs: [...new Set(packages.flatMap(({ sameAs }) => sameAs))],
        };
      }
  },
});
