import { defineRule } from "../../rule.ts";
import type { Stage } from "../model.ts";

export default defineRule({
  id: "unambiguous-stage-names",
  title: "Give every stage a name of its own",
  category: "correctness",
  severity: "warning",
  mentions: /\bas\b/i,
  sameAs: [
    "hadolint/DL3024",
    "hadolint/DL3063",
    "buildkit/DuplicateStageName",
    "buildkit/ReservedStageName",
    "trivy/DS-0012",
    "checkov/CKV_DOCKER_11",
    "kics/same_alias_in_different_froms",
    "dockerfile-utils/DUPLICATE_BUILD_STAGE_NAME",
  ],
  *check({ stages, dockerfile: { lines } }) {
    const named = new Map<string, Stage>();
    for (const stage of stages) {
      const { name, from } = stage;
      if (name === undefined || from?.alias === undefined) continue;
      const means = RESERVED[name];
      if (means !== undefined)
        yield {
          at: from.alias,
          message: `${from.alias.text} has a meaning of its own: ${means}.`,
          remedy: "Name the stage after what it does.",
          sameAs: ["hadolint/DL3063", "buildkit/ReservedStageName"],
        };
      const other = named.get(name);
      named.set(name, stage);
      if (other?.from === undefined) continue;
      yield {
        at: from.alias,
        message: `Line ${lines.position(other.from.start).line} calls a stage ${name} already: FROM ${name} means the one that stands closest above, and COPY --from=${name} the last one of the file.`,
        remedy: "Give one of the two another name.",
        sameAs: [
          "hadolint/DL3024",
          "buildkit/DuplicateStageName",
          "trivy/DS-0012",
          "checkov/CKV_DOCKER_11",
          "kics/same_alias_in_different_froms",
          "dockerfile-utils/DUPLICATE_BUILD_STAGE_NAME",
        ],
      };
    }
  },
});

/** BuildKit, validations.go, reservedStageNames. */
const RESERVED: Readonly<Record<string, string>> = Object.assign(
  Object.create(null),
  {
    scratch: "it is the empty image that FROM scratch begins with",
    context: "it is the build context, as --build-context calls it",
  },
);
