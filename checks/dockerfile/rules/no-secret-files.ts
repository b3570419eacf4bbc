import { secretFile } from "../../secrets.ts";
import { defineRule } from "../../rule.ts";
import { chainOf } from "../queries.ts";

export default defineRule({
  id: "no-secret-files",
  title: "Keep files with secrets out of the image",
  category: "security",
  severity: "error",
  sameAs: ["trivy/DS-0031", "dockle/CIS-DI-0010", "cis/4.10"],
  *check({ build, finalStage, context }) {
    if (finalStage === undefined) return;
    const chain = [...chainOf(finalStage)];
    const shipped = build.stages.filter(({ stage }) => chain.includes(stage));
    for (const { steps } of shipped)
      for (const { instruction, reads } of steps)
        for (const path of reads) {
          if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD")
            continue;
          const what = secretFile(path, context.sent.get(path)?.text);
          if (what === undefined) continue;
          yield {
            at: instruction,
            message: `${path} holds ${what} and becomes part of a layer, where anyone who can pull the image reads it.`,
            remedy: `Leave it out with a line in ${context.ignore.path ?? ".dockerignore"}, or copy only what the image needs.`,
          };
        }
  },
});
