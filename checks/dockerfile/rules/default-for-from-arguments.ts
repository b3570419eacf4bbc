import { defineRule } from "../../rule.ts";
import { known, knownText, type Value } from "../../value.ts";
import { lacksArgument } from "../build-arguments.ts";
import { knownEnvironment } from "../environment.ts";
import { expand } from "../expand.ts";
import { isImageName } from "../image-reference.ts";
import { referencesIn } from "../references.ts";

export default defineRule({
  id: "default-for-from-arguments",
  title: "Give the build arguments of FROM a default that builds",
  category: "correctness",
  severity: "info",
  // Images that are only ever built with arguments leave the default out on purpose.
  recommended: false,
  sameAs: ["buildkit/InvalidDefaultArgInFrom"],
  *check({ dockerfile, stages }) {
    for (const { from } of stages) {
      if (from?.image === undefined) continue;
      const { image } = from;
      const empty: string[] = [];
      const given = new Map<string, Value>();
      for (const { name } of referencesIn(image.text, dockerfile.escape)) {
        const variable = from.before.environment.lookup(name);
        if (variable.kind !== "set") continue;
        const text = lacksArgument(variable.value)
          ? ""
          : // What the build decides, such as the platform, is never empty.
            (knownText(variable.value) ?? "x");
        if (text === "") empty.push(name);
        given.set(name, known(text));
      }
      if (given.size === 0) continue;
      const text = knownText(
        expand(image.text, knownEnvironment(given), dockerfile.escape),
      );
      if (text === undefined || isImageName(text)) continue;
      const names = (empty.length === 0 ? [...given.keys()] : empty).join(
        " and ",
      );
      yield {
        at: image,
        message: `Without --build-arg ${names} the name of the image is "${text}", and the build stops here.`,
        remedy: `Give ${names} a ${empty.length === 0 ? "default that makes a name" : "default"}, or say in a comment what must be given.`,
      };
    }
  },
});
