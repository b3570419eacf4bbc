import { defineRule, type Problem } from "../../rule.ts";
import type { ShellWord } from "../../shell/parse.ts";
import { runCommands } from "../run-commands.ts";

export default defineRule({
  id: "quiet-wget",
  title: "Keep the progress of wget out of the build log",
  category: "style",
  severity: "info",
  about: ["RUN"],
  runs: ["wget"],
  recommended: false,
  sameAs: ["hadolint/DL3047"],
  *check({ stages }): Generator<Problem> {
    for (const stage of stages) {
      const { facts } = stage.config;
      const isGnu = facts?.system === "debian" || facts?.system === "ubuntu";
      for (const { at, plain, editable } of runCommands(stage)) {
        const { name, nameWord, arguments: words } = plain;
        if (name !== "wget" || words.some(settles)) continue;
        yield {
          at,
          message: "wget writes its progress into the build log, line by line.",
          remedy: isGnu
            ? "Add --progress=dot:giga, or -nv."
            : "Add -q, or --progress=dot:giga where it is GNU's.",
          ...(isGnu &&
            editable &&
            nameWord !== undefined && {
              fix: {
                title: "Show less progress",
                edits: [
                  {
                    start: nameWord.end,
                    end: nameWord.end,
                    text: " --progress=dot:giga",
                  },
                ],
              },
            }),
        };
      }
    }
  },
});

/** Whether a word says how much wget prints, or where, or may do so. */
function settles({ text }: ShellWord): boolean {
  return /^(?:-[A-Za-z]*q|-nv|-[A-Za-z]*[oa]$|--(?:quiet|no-verbose|progress|output-file|append-output|version|help|spider)|["']?\$)/.test(
    text,
  );
}
