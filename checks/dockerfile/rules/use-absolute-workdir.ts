import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";

export default defineRule({
  id: "use-absolute-workdir",
  title: "Give WORKDIR an absolute path",
  category: "correctness",
  severity: "warning",
  about: ["WORKDIR"],
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
      // An earlier stage that sets one is in sight, and is judged itself.
      let anchored =
        stage.base.kind === "stage" &&
        stage.base.stage.config.workdir.by !== undefined;
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== "WORKDIR" || anchored) continue;
        const text = knownText(instruction.word?.value);
        // A path that a variable hides may be absolute; an empty one is none.
        if (text === undefined || text === "") break;
        // Without an escape directive the builder drops the backslash of C:\app.
        anchored = /^(?:[/\\]|[A-Za-z]:)/.test(text);
        anchored ||= instruction.word?.text.startsWith("\\") === true;
        if (anchored) continue;
        const tail = text.replace(/^(?:~|\.{1,2})(?:\/|$)/, "");
        yield {
          at: instruction.word ?? instruction,
          ...(stage.base.kind === "scratch"
            ? {
                message: `WORKDIR ${text} is below the root as long as the stage starts from scratch, and elsewhere on another base image.`,
                severity: "info",
              }
            : {
                message: `WORKDIR ${text} continues from the working directory of the base image, which its next version may change.`,
              }),
          remedy: `Write the whole path, such as /${tail || "app"}.`,
        };
        break;
      }
    }
  },
});
