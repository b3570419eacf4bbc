import { defineRule, type Problem } from "../../rule.ts";
import { runCommands } from "../run-commands.ts";

export default defineRule({
  id: "one-downloader",
  title: "Download with curl or with wget, not both",
  category: "style",
  severity: "info",
  about: ["RUN"],
  runs: ["wget"],
  recommended: false,
  sameAs: [
    "hadolint/DL4001",
    "trivy/DS-0014",
    "kics/run_using_wget_and_curl",
    "semgrep/use-either-wget-or-curl",
  ],
  *check({ stages }): Generator<Problem> {
    for (const stage of stages) {
      let first: string | undefined;
      for (const { at, plain } of runCommands(stage)) {
        const { name } = plain;
        if (name !== "curl" && name !== "wget") continue;
        first ??= name;
        if (name === first) continue;
        yield {
          at,
          message: `${name} downloads here and ${first} before it, so this stage needs both.`,
          remedy: `Use ${first} here too, or ADD with a checksum, which needs neither.`,
        };
        break;
      }
    }
  },
});
