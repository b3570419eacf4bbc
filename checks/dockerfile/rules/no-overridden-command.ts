import { defineRule } from "../../rule.ts";
import type { Cmd, Entrypoint, Healthcheck } from "../instruction.ts";
import { instructionsOf } from "../queries.ts";

export default defineRule({
  id: "no-overridden-command",
  title: "Write CMD, ENTRYPOINT and HEALTHCHECK once in a stage",
  category: "runtime",
  severity: "warning",
  about: ["CMD", "ENTRYPOINT", "HEALTHCHECK"],
  sameAs: [
    "hadolint/DL3012",
    "hadolint/DL4003",
    "hadolint/DL4004",
    "buildkit/MultipleInstructionsDisallowed",
    "trivy/DS-0007",
    "trivy/DS-0016",
    "trivy/DS-0023",
    "kics/multiple_cmd_instructions_listed",
    "kics/multiple_entrypoint_instructions_listed",
    "kics/multiple_healthcheck_instructions",
    "semgrep/multiple-entrypoint-instructions",
    "dockerfile-utils/MULTIPLE_INSTRUCTIONS",
  ],
  *check({ stages, finalStage, dockerfile: { lines, text } }) {
    for (const stage of stages) {
      const last = new Map<string, Cmd | Entrypoint | Healthcheck>();
      for (const instruction of instructionsOf(
        stage,
        "CMD",
        "ENTRYPOINT",
        "HEALTHCHECK",
      )) {
        const { keyword } = instruction;
        const before = last.get(keyword);
        last.set(keyword, instruction);
        if (before === undefined) continue;
        const line = lines.position(instruction.start).line;
        const end = lines.lineStart(lines.position(before.end).line + 1);
        yield {
          at: before,
          message: `This ${keyword} has no effect: the one in line ${line} of the same stage takes its place.`,
          remedy:
            keyword === "HEALTHCHECK"
              ? "Keep one of them, and put both checks into one command where both are meant."
              : "Keep one of them; a container starts one program, and that one may start others.",
          fix: {
            title: `Remove this ${keyword}`,
            edits: [
              {
                start: lines.lineStart(lines.position(before.start).line),
                end: end > before.end ? end : text.length,
                text: "",
              },
            ],
          },
          sameAs: IDS[keyword].filter(
            // KICS looks at the last stage alone.
            (id) => stage === finalStage || !id.startsWith("kics/"),
          ),
        };
      }
    }
  },
});

const BOTH = [
  "buildkit/MultipleInstructionsDisallowed",
  "dockerfile-utils/MULTIPLE_INSTRUCTIONS",
];

const IDS = {
  CMD: [
    "hadolint/DL4003",
    "trivy/DS-0016",
    "kics/multiple_cmd_instructions_listed",
    ...BOTH,
  ],
  ENTRYPOINT: [
    "hadolint/DL4004",
    "trivy/DS-0007",
    "kics/multiple_entrypoint_instructions_listed",
    "semgrep/multiple-entrypoint-instructions",
    ...BOTH,
  ],
  HEALTHCHECK: [
    "hadolint/DL3012",
    "trivy/DS-0023",
    "kics/multiple_healthcheck_instructions",
    ...BOTH,
  ],
};
