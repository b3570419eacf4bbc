import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { andTriggers } from "../queries.ts";

export default defineRule({
  id: "set-workdir-before-copy",
  title: "Set WORKDIR before copying to a relative path",
  category: "correctness",
  severity: "warning",
  about: ["COPY", "ADD"],
  sameAs: ["hadolint/DL3045"],
  *check({ stages }) {
    for (const stage of stages)
      for (const copy of andTriggers(stage)) {
        if (copy.keyword === "WORKDIR") break;
        if (copy.keyword !== "COPY" && copy.keyword !== "ADD") continue;
        const { workdir, facts } = copy.before;
        if (workdir.by !== undefined) break;
        const directory = knownText(workdir.value);
        // Scratch begins at the root, and an image of one's own may have a WORKDIR to be relied on.
        if (facts?.system === "scratch") break;
        if (facts === undefined && stage.from !== undefined) break;
        const to = knownText(copy.destination?.value);
        if (to === undefined || to === "") continue;
        if (/^(?:[/\\]|[A-Za-z]:)/.test(to)) continue;
        yield {
          at: copy.destination ?? copy,
          message: `No WORKDIR is set, so ${to} is ${placeOf(directory)}.`,
          remedy:
            "Write WORKDIR and a directory for the application above this line.",
          sameAs: copy.keyword === "COPY" ? ["hadolint/DL3045"] : [],
        };
        break;
      }
  },
});

function placeOf(directory: string | undefined): string {
  if (directory === undefined)
    return "in the working directory of whatever image comes before";
  return directory === "/"
    ? "in /, among the directories of the system"
    : `in ${directory}, the working directory of the base image`;
}
