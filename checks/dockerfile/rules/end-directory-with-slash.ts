import type { Step } from "../../build/simulate.ts";
import { absolute, type Tree } from "../../build/tree.ts";
import { defineRule, type Subject } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Copy } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { andTriggers } from "../queries.ts";

export default defineRule({
  id: "end-directory-with-slash",
  title: "End the destination of several files with a slash",
  category: "correctness",
  severity: "warning",
  about: ["COPY", "ADD"],
  sameAs: [
    "hadolint/DL3021",
    "trivy/DS-0011",
    "kics/copy_with_more_than_two_arguments_not_ending_with_slash",
    "dockerfilelint/add_dest_invalid",
    "dockerfile-utils/INVALID_DESTINATION",
  ],
  *check(subject) {
    const { dockerfile, stages } = subject;
    for (const stage of stages) {
      let makers: Makers | undefined;
      const makersHere = (): Makers => (makers ??= makersOf(stage, subject));
      for (const copy of andTriggers(stage)) {
        if (copy.keyword !== "COPY" && copy.keyword !== "ADD") continue;
        // An array in single quotes is another mistake.
        if (
          /^\[.*\]$/s.test(copy.arguments.text.trim()) &&
          copy.sources[0]?.text.startsWith("[")
        )
          continue;
        const { destination, heredocs, keyword, sources } = copy;
        const count = sources.length + heredocs.length;
        const to = knownText(destination?.value);
        if (destination === undefined || to === undefined || count < 2)
          continue;
        // A here-document where the destination should stand is another mistake.
        if (heredocs.some(({ marker }) => marker.start >= destination.start))
          continue;
        // The dots are directories, and so is what an empty variable leaves.
        if (/(?:^|[/\\])\.{0,2}$/.test(to)) continue;
        if (isDirectory(to, copy, makersHere)) continue;
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
    }
  },
});

/** The step of a stage that first makes a path, or something below it, and the files at the end of the stage. */
interface Makers {
  readonly steps: ReadonlyMap<string, Step>;
  readonly tree: Tree | undefined;
}

function makersOf(stage: Stage, { build }: Subject): Makers {
  const steps = new Map<string, Step>();
  const built = build.stages.find((each) => each.stage === stage);
  for (const step of built?.steps ?? [])
    for (const [path] of step.added)
      for (
        let at = path;
        at.length > 1 && !steps.has(at);
        at = at.slice(0, at.lastIndexOf("/"))
      )
        steps.set(at, step);
  return { steps, tree: built?.machine.tree };
}

/** Whether the destination is known to be a directory when the sources arrive. */
function isDirectory(
  to: string,
  copy: Copy,
  makersHere: () => Makers,
): boolean {
  const workdir = knownText(copy.before.workdir.value);
  if (workdir === undefined && !to.startsWith("/")) return false;
  const path = absolute(to, workdir ?? "/");
  if (path === workdir || workdir?.startsWith(`${path}/`)) return true;
  const { steps, tree } = makersHere();
  const maker = steps.get(path);
  if (maker?.instruction === copy)
    return maker.added.some(([each]) => each.startsWith(`${path}/`));
  // What a later step makes there is not there yet.
  if (maker !== undefined && maker.instruction.start > copy.start) return false;
  return tree?.get(path)?.type === "directory";
}
