import { defineRule, type Problem } from "../../rule.ts";
import { runCommands } from "../run-commands.ts";
import {
  MISPLACED_COMMANDS,
  misplacedIn,
  type Misplaced,
} from "../system-commands.ts";

export default defineRule({
  id: "no-system-commands",
  title: "Leave out commands for a running system",
  category: "correctness",
  severity: "warning",
  about: ["RUN"],
  runs: MISPLACED_COMMANDS,
  sameAs: [
    "hadolint/DL3001",
    "kics/run_utilities_and_posix_commands",
    "semgrep/nonsensical-command",
  ],
  *check({ stages }): Generator<Problem> {
    for (const stage of stages)
      for (const { found, why } of misplacedIn(runCommands(stage)))
        yield {
          at: found.at,
          message: `${found.plain.name ?? ""} ${REASONS[why]}.`,
          remedy: REMEDIES[why],
          ...(why === "view" && { severity: "info" }),
        };
  },
});

const REASONS: Readonly<Record<Misplaced, string>> = {
  machine: "acts on a running machine, and a build has none",
  view: "shows the builder at that moment and leaves nothing in the image",
  person: "waits for a person, and nobody sits at a build",
  privilege: "needs privileges that a build does not have",
  process:
    "finds nothing to end: processes of earlier RUN instructions are gone",
};

const REMEDIES: Readonly<Record<Misplaced, string>> = {
  machine: "Leave it out.",
  view: "Leave it out, and look into a running container with docker exec.",
  person: "Leave it out, or give it all that it would ask for.",
  privilege:
    "Mount what the build needs with RUN --mount, and what the application needs when the container starts.",
  process: "Leave it out.",
};
