import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";

export default defineRule({
  id: "use-absolute-workdir",
  title: "Give WORKDIR an absolute path",
  category: "correctness",
  severity: "warning",
  sameAs: [
    "hadolint/DL3000",
    "buildkit/WorkdirRelativePath",
    "trivy/DS-0009",
    "checkov/CKV_DOCKER_10",
    "kics/workdir_path_not_absolute",
    "dockerfilelint/invalid_workdir",
    "dockerfile-utils/WORKDIR_IS_NOT_ABSOLUTE",
  ],
  *check({ stages }) {
    for (const stage of stages) {
      let anchored = false;
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== "WORKDIR" || anchored) continue;
        const text = knownText(instruction.word?.value);
        // A path that a variable hides may be absolute.
        if (text === undefined) break;
        anchored = /^(?:\/|[A-Za-z]:[/\\])/.test(text);
        if (anchored) continue;
        yield {
          at: instruction.word ?? instruction,
          message: `WORKDIR ${text} continues from wherever the base image or an earlier line left off.`,
          remedy: `Write the whole path, such as /${text.replace(/^\.?\//, "")}.`,
        };
        break;
      }
    }
  },
});
