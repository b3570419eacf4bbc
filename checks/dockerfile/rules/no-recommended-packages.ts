import { defineRule } from "../../rule.ts";
import type { Stage } from "../model.ts";
import { packageCommands, type PackageCommand } from "../package-commands.ts";
import { mayConfigure, mayHaveOption } from "../package-options.ts";
import { programsOf } from "../package-manager-data.ts";
import { chainOf } from "../queries.ts";

const IDS = [
  "hadolint/DL3015",
  "trivy/DS-0029",
  "kics/apt_get_not_avoiding_additional_packages",
  "dockerfilelint/apt-get_recommends",
  "semgrep/missing-no-install-recommends",
];

const SETTING = {
  named: /install-recommends["'\s=]*(?:0|no|false|off)/i,
  place: /^"?\/etc\/apt\/apt\.conf/,
};

export default defineRule({
  id: "no-recommended-packages",
  title: "Install what you name, without recommended packages",
  category: "size",
  severity: "info",
  about: ["RUN"],
  runs: programsOf(["apt"]),
  sameAs: IDS,
  *check({ finalStage }) {
    if (finalStage === undefined) return;
    // The layers of the stages it starts from ship with it.
    for (const stage of chainOf(finalStage))
      for (const of of packageCommands(stage)) {
        if (of.manager !== "apt" || !takesRecommended(of, stage)) continue;
        const { at, calledAs, verb } = of;
        yield {
          at,
          message: `${calledAs} ${verb} also installs what the packages recommend and can do without.`,
          remedy: `Write ${calledAs} ${verb} --no-install-recommends, and name the recommended packages that you need, such as ca-certificates.`,
          sameAs: calledAs === "apt-get" ? IDS : [],
        };
      }
  },
});

function takesRecommended(of: PackageCommand, stage: Stage): boolean {
  const { verb, operands, words } = of;
  if (verb !== "install" || operands.length === 0) return false;
  const { calledAs } = of;
  const short = calledAs === "aptitude" ? ["-R", "--without-recommends"] : [];
  return (
    !mayHaveOption(of, "--no-install-recommends", ...short) &&
    !words.some(({ text }) => /install-recommends\s*=/i.test(text)) &&
    !mayConfigure(stage, SETTING)
  );
}
