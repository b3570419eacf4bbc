import { defineRule } from "../../rule.ts";
import { syntaxProblems } from "../syntax.ts";

export default defineRule({
  id: "valid-syntax",
  title: "Write what the builder can read",
  category: "correctness",
  severity: "error",
  *check({ dockerfile }) {
    for (const problem of syntaxProblems(dockerfile))
      yield {
        at: problem,
        message: `The build stops here: ${problem.message.replace(/\.$/, "")}.`,
        remedy: "Correct the instruction.",
      };
  },
});
