import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { flagOf } from "../instruction.ts";
import { andTriggers } from "../queries.ts";

export default defineRule({
  id: "no-insecure-build-step",
  title: "Run no build step outside the sandbox",
  category: "security",
  severity: "warning",
  about: ["RUN"],
  mentions: /--security/,
  sameAs: ["semgrep/run-security-insecure"],
  *check({ stages }) {
    for (const stage of stages)
      for (const run of andTriggers(stage)) {
        if (run.keyword !== "RUN") continue;
        const flag = flagOf(run, "security");
        if (flag === undefined || knownText(flag.value?.value) !== "insecure")
          continue;
        yield {
          at: flag,
          message:
            "RUN --security=insecure runs this step without the sandbox, with all capabilities, as docker run --privileged does.",
          remedy:
            "Leave the flag out. If a step needs it, keep that step in a build of its own, on a builder that does nothing else.",
        };
      }
  },
});
