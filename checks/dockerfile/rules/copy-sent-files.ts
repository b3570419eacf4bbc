import type { BuildContext } from "../../build/context.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { normalPath } from "../configure.ts";
import { flagOf, type Word } from "../instruction.ts";
import { instructionsOf } from "../queries.ts";

export default defineRule({
  id: "copy-sent-files",
  title: "Copy files that are sent to the builder",
  category: "correctness",
  severity: "error",
  about: ["COPY", "ADD"],
  sameAs: ["buildkit/CopyIgnoredFile"],
  *check({ context, stages }) {
    if (!context.complete && context.ignore.patterns.length === 0) return;
    for (const stage of stages)
      for (const copy of instructionsOf(stage, "COPY", "ADD")) {
        if (flagOf(copy, "from") !== undefined) continue;
        for (const source of copy.sources) {
          const text = knownText(source.value);
          // An address, or a pattern, which may match nothing.
          if (text === undefined || /^\w+:\/\/|^git@|[*?[\\]/.test(text))
            continue;
          const problem = judged(source, normalPath(text).slice(1), context);
          if (problem !== undefined) yield { at: source, ...problem };
        }
      }
  },
});

function judged(
  { text }: Word,
  path: string,
  context: BuildContext,
): Omit<Problem, "at"> | undefined {
  const { complete, ignore, ignored, sent } = context;
  const file = ignore.path ?? ".dockerignore";
  if (path === "") {
    const all = ignore.patterns.find(({ text: pattern }) =>
      /^(?:\*|\*\*|\*\*\/\*)$/.test(pattern),
    );
    if (all === undefined || ignore.patterns.some(({ negated }) => negated))
      return undefined;
    return {
      message: `${file} leaves everything out with "${all.text}", so ${text} brings nothing into the image.`,
      remedy: `Add lines such as "!src" to ${file}, or take "${all.text}" out.`,
      severity: "warning",
    };
  }
  if (sent.has(path)) return undefined;
  const by = ignored.get(path) ?? ignore.decides(path);
  if (by?.negated === false) {
    // Files below a directory may be taken back in; nobody knows which there are.
    const isOpen =
      !complete &&
      !ignored.has(path) &&
      ignore.patterns.some(({ negated }) => negated);
    return isOpen
      ? undefined
      : {
          message: `${file} leaves ${text} out with "${by.text}", so the builder does not find it and stops here.`,
          remedy: `Take "${by.text}" out of ${file}, or add "!${path}" below it.`,
        };
  }
  // A link may lead there.
  const tree = context.tree();
  const at = tree.follow(`/${path}`);
  if (!complete || at === undefined || tree.exists(at) !== "absent")
    return undefined;
  return {
    message: `${text} is not in the build context, so the build stops here.`,
    remedy: nearest(path, sent),
    sameAs: [],
  };
}

function nearest(path: string, sent: BuildContext["sent"]): string {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const other = [...sent.keys()].find(
    (each) => each.slice(each.lastIndexOf("/") + 1).toLowerCase() === name,
  );
  return other === undefined
    ? "Copy a path that exists, seen from the root of the context."
    : `Copy a path as it is seen from the root of the context, such as ${other}.`;
}
