import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { flagOf } from "../instruction.ts";
import { instructionsOf } from "../queries.ts";

export default defineRule({
  id: "name-stages",
  title: "Name a stage that others copy from",
  category: "style",
  severity: "warning",
  about: ["COPY"],
  mentions: /--from/,
  sameAs: ["kics/using_unnamed_build_stages"],
  *check({ stages, dockerfile: { lines } }) {
    for (const stage of stages)
      for (const copy of instructionsOf(stage, "COPY")) {
        const flag = flagOf(copy, "from");
        const number = knownText(flag?.value?.value);
        if (flag?.value === undefined || !/^\d+$/.test(number ?? "")) continue;
        // What is no stage above stops the build: copy-from-earlier-stage.
        const source = stages[Number(number)];
        if (source?.from === undefined || source.index >= stage.index) continue;
        const { name, from } = source;
        const isOnly = stages.every(
          (other) => other === source || other.name !== name,
        );
        const line = lines.position(from.start).line;
        yield {
          at: flag,
          message: `--from=${number} counts the stages, and means another one than line ${line} as soon as a FROM is added or moved above it.`,
          remedy:
            name === undefined
              ? `Name the stage in line ${line}, FROM ${from.image?.text ?? ""} AS build, and copy --from=build.`
              : `Write --from=${name}.`,
          ...(name !== undefined &&
            isOnly && {
              fix: {
                title: `Write --from=${name}`,
                edits: [
                  {
                    start: flag.value.start,
                    end: flag.value.end,
                    text: name,
                  },
                ],
              },
            }),
        };
      }
  },
});
