import { readInstall } from "../../build/packages.ts";
import { commandsOf } from "../../build/run.ts";
import type { Span } from "../../files.ts";
import { defineRule } from "../../rule.ts";
import {
  hasOption,
  plainArguments,
  type PlainCommand,
} from "../../shell/queries.ts";
import type { Run } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { copiesWholeContext } from "../queries.ts";

export default defineRule({
  id: "copy-manifests-first",
  title: "Install dependencies before copying the source",
  category: "caching",
  severity: "warning",
  about: ["RUN"],
  runs: ["npm", "yarn", "pnpm", "pip", "go"],
  *check({ stages }) {
    for (const stage of stages) {
      const late = lateInstall(stage);
      if (late === undefined) continue;
      const { at, manager } = late;
      yield {
        at,
        message: `${manager} ${manager === "go" ? "downloads" : "installs"} everything again after any change, because the whole context is copied before it.`,
        remedy:
          "Copy the manifest and the lock file first, install, and copy the source after that.",
      };
    }
  },
});

/** The first installation of a project's packages that any change of the context repeats in full. */
function lateInstall(
  stage: Stage,
): { readonly at: Span; readonly manager: string } | undefined {
  let copied = false;
  const early = new Set<string>();
  for (const instruction of stage.instructions) {
    if (instruction.keyword === "COPY" || instruction.keyword === "ADD")
      copied ||= copiesWholeContext(instruction);
    if (instruction.keyword !== "RUN") continue;
    for (const { command, plain } of commandsOf(instruction)) {
      const verb = plainArguments(plain.arguments)[0]?.value ?? "";
      const { environment } = instruction.before;
      const manager =
        readInstall(plain, command, environment)?.kind === "project"
          ? plain.name
          : otherManager(plain, verb, instruction);
      if (manager === undefined || verb === "prune") continue;
      // A second run only adds what is missing, but npm ci empties node_modules first.
      const again = early.has(manager) && !/^(?:c|install-c)/.test(verb);
      if (!copied) early.add(manager);
      else if (!again && !hasOption(plain.arguments, "--offline"))
        return { at: command ?? instruction.command, manager };
    }
  }
  return undefined;
}

/** Managers that put packages outside the project: pip with a list, Go without a cache mount, pnpm's store. */
function otherManager(
  plain: PlainCommand,
  verb: string,
  run: Run,
): string | undefined {
  const { name, arguments: words } = plain;
  if (name === "pnpm" && verb === "fetch") return name;
  if (name === "go" && verb === "mod" && words[1]?.value === "download")
    return run.flags.some((flag) => flag.name === "mount") ? undefined : name;
  const pip = /^pip3?$/.test(name ?? "") && verb === "install";
  return pip && hasOption(words, "-r", "--requirement") ? name : undefined;
}
