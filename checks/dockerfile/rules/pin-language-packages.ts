import { defineRule } from "../../rule.ts";
import { listed } from "../listed.ts";
import type { Stage } from "../model.ts";
import { packageCommands, type PackageCommand } from "../package-commands.ts";
import { LANGUAGE_PINS } from "../package-pin-data.ts";
import { pinIds, unpinnedBy } from "../package-pins.ts";
import { chainOf } from "../queries.ts";
import { programsOf } from "../package-manager-data.ts";
import { runCommands } from "../run-commands.ts";

export default defineRule({
  id: "pin-language-packages",
  title: "Install packages and tools of a language in fixed versions",
  category: "reproducibility",
  severity: "warning",
  about: ["RUN"],
  runs: programsOf(LANGUAGE_PINS.keys()),
  sameAs: pinIds(LANGUAGE_PINS),
  *check({ stages }) {
    for (const stage of stages) {
      let brought: number | undefined;
      for (const of of packageCommands(stage)) {
        const found = unpinnedBy(
          of,
          LANGUAGE_PINS,
          of.manager !== "go" ||
            mayHaveModule(stage, of) ||
            (brought ??= broughtBefore(stage)) < of.at.start,
        );
        const [first] = found?.packages ?? [];
        if (found === undefined || first === undefined) continue;
        const { packages, write } = found;
        const names = listed(packages.map(({ name }) => name));
        yield {
          at: of.editable ? first.word : of.at,
          message:
            first.name.includes("@") ||
            !/^go (?:install|run)/.test(`${of.calledAs} ${of.verb}`)
              ? `${of.calledAs} ${of.verb} takes ${names} in the newest version of the day, so the same Dockerfile builds another image tomorrow.`
              : `${of.calledAs} ${of.verb} names no version of ${names}, and no go.mod is there yet to have one.`,
          remedy: `Write ${write}.`,
          sameAs: [...new Set(packages.flatMap(({ sameAs }) => sameAs))],
        };
      }
    }
  },
});

/** Whether a go.mod may be mounted, or be part of the base image. */
function mayHaveModule({ from }: Stage, { run }: PackageCommand): boolean {
  if (run.flags.some(({ name }) => name === "mount")) return true;
  return from !== undefined && run.before.facts?.family !== "golang";
}

/** From where on in a stage something before may have copied, fetched or made a go.mod. */
function broughtBefore(stage: Stage): number {
  let from = Infinity;
  for (const each of chainOf(stage)) {
    for (const { keyword, start } of each.instructions)
      if (keyword === "COPY" || keyword === "ADD") from = Math.min(from, start);
    for (const { at, plain } of runCommands(each))
      if (
        !NO_MODULE.test(plain.name ?? "") ||
        (plain.name === "go" && plain.arguments[0]?.value === "mod")
      )
        from = Math.min(from, at.start);
  }
  return from;
}

/** Commands that bring no go.mod. */
const NO_MODULE = /^(?:apt-get|apk|go|mkdir|export|set)$/;
