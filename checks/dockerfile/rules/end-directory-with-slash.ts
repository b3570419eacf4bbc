import { absolute } from "../../build/tree.ts";
import { defineRule, type Subject } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Copy } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { instructionsOf } from "../queries.ts";

export default defineRule({
  id: "end-directory-with-slash",
  title: "End the destination of several files with a slash",
  category: "correctness",
  severity: "warning",
  sameAs: [
    "hadolint/DL3021",
    "trivy/DS-0011",
    "kics/copy_with_more_than_two_arguments_not_ending_with_slash",
    "dockerfilelint/add_dest_invalid",
    "dockerfile-utils/INVALID_DESTINATION",
  ],
  *check(subject) {
    const { dockerfile, stages } = subject;
    for (const stage of stages)
      for (const copy of instructionsOf(stage, "COPY", "ADD")) {
        const { destination, heredocs, keyword, sources } = copy;
        const count = sources.length + heredocs.length;
        const to = knownText(destination?.value);
        if (destination === undefined || to === undefined || count < 2)
          continue;
        // The dots are directories, and so is what an empty variable leaves.
        if (/(?:^|[/\\])\.{0,2}$/.test(to)) continue;
        if (isDirectory(to, copy, stage, subject)) continue;
        const quote = /["']$/.test(
          dockerfile.text.slice(destination.start, destination.end),
        );
        const at = destination.end - (quote ? 1 : 0);
        yield {
          at: destination,
          message: `Unless ${to} is a directory by then, ${keyword} writes its ${count} sources over each other, into one file named ${to}.`,
          remedy: `Write ${to}/.`,
          fix: {
            title: "Add the slash",
            edits: [{ start: at, end: at, text: "/" }],
          },
          sameAs: [
            "hadolint/DL3021",
            "trivy/DS-0011",
            "kics/copy_with_more_than_two_arguments_not_ending_with_slash",
            "dockerfile-utils/INVALID_DESTINATION",
            ...(keyword === "ADD" ? ["dockerfilelint/add_dest_invalid"] : []),
          ],
        };
      }
  },
});

/** Whether the destination is known to be a directory when the sources arrive. */
function isDirectory(
  to: string,
  copy: Copy,
  stage: Stage,
  subject: Subject,
): boolean {
  const workdir = knownText(copy.before.workdir.value);
  if (workdir === undefined && !to.startsWith("/")) return false;
  const path = absolute(to, workdir ?? "/");
  if (path === workdir || workdir?.startsWith(`${path}/`)) return true;
  const built = subject.build.stages.find((each) => each.stage === stage);
  if (built === undefined) return false;
  const { machine, steps } = built;
  const isBelow = (each: string): boolean => each.startsWith(`${path}/`);
  const maker = steps.find(({ added }) =>
    added.some(([each]) => each === path || isBelow(each)),
  );
  if (maker?.instruction === copy)
    return maker.added.some(([each]) => isBelow(each));
  // What a later step makes there is not there yet.
  if (maker !== undefined && maker.instruction.start > copy.start) return false;
  return machine.tree.get(path)?.type === "directory";
}
