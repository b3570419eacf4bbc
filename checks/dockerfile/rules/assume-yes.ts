import { defineRule } from "../../rule.ts";
import { packageCommands } from "../package-commands.ts";
import { programsOf } from "../package-manager-data.ts";
import {
  ASKING_MANAGERS,
  QUESTION_IDS,
  questionOf,
} from "../package-questions.ts";

export default defineRule({
  id: "assume-yes",
  title: "Answer the questions of package managers with an option",
  category: "correctness",
  severity: "warning",
  about: ["RUN"],
  runs: programsOf(ASKING_MANAGERS),
  sameAs: QUESTION_IDS,
  *check({ stages, finalStage }) {
    for (const stage of stages)
      for (const of of packageCommands(stage)) {
        const question = questionOf(of, stage);
        if (question === undefined) continue;
        const { calledAs, verb, verbWord } = of;
        const { asks, answer, sameAs } = question;
        yield {
          at: of.at,
          // At the end of its input microdnf looks for the end of the answer for ever (dnf_utils_userconfirm).
          message: `${calledAs} ${verb} ${asks}, and nobody answers during a build, so it ${calledAs.startsWith("microdnf") ? "waits without end" : "gives up"}.`,
          remedy: `Write ${calledAs} ${verb} ${answer}.`,
          // KICS looks at the last stage only.
          sameAs: sameAs.filter(
            (id) => stage === finalStage || !id.startsWith("kics/"),
          ),
          ...(of.editable &&
            verbWord && {
              fix: {
                title: `Add ${answer}`,
                edits: [
                  {
                    start: verbWord.end,
                    end: verbWord.end,
                    text: ` ${answer}`,
                  },
                ],
              },
            }),
        };
      }
  },
});
