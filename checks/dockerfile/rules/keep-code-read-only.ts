import { absolute } from "../../build/tree.ts";
import { defineRule, type Problem, type Subject } from "../../rule.ts";
import { hasOption, plainArguments } from "../../shell/queries.ts";
import { knownText } from "../../value.ts";
import { flagOf, type Copy } from "../instruction.ts";
import { chainOf, instructionsOf } from "../queries.ts";
import { runCommands, type RunCommand } from "../run-commands.ts";
import { isRoot, userPart } from "../user.ts";

export default defineRule({
  id: "keep-code-read-only",
  title: "Leave the code to root, so that the application cannot change it",
  category: "security",
  severity: "info",
  recommended: false,
  sameAs: ["kics/chown_flag_exists"],
  *check(subject): Generator<Problem> {
    const { finalStage } = subject;
    const text = knownText(finalStage?.config.user.value);
    if (finalStage === undefined || text === undefined || isRoot(text)) return;
    const user = userPart(text);
    for (const stage of chainOf(finalStage)) {
      const copies = [...instructionsOf(stage, "COPY", "ADD")];
      for (const copy of copies) {
        const chown = flagOf(copy, "chown");
        const owner = knownText(chown?.value?.value);
        if (chown === undefined || owner === undefined) continue;
        if (isSame(owner, user, subject))
          yield {
            at: chown,
            message: `--chown=${owner} gives ${copy.sources[0]?.text ?? "the files"} to the user that the container runs as, so an application that is taken over can rewrite its own code.`,
            remedy: `Leave --chown out: ${user} can read what root owns. Give it the directories alone that it has to write to.`,
            sameAs: ["kics/chown_flag_exists"],
          };
      }
      for (const found of runCommands(stage)) {
        const owner = ownerOfCode(found, copies);
        if (owner === undefined || !isSame(owner, user, subject)) continue;
        yield {
          at: found.at,
          message: `chown -R gives the code to ${user}, the user that the container runs as, and stores every file in a second layer.`,
          remedy: `Leave the code to root, and give ${user} the directories alone that it has to write to.`,
          sameAs: [],
        };
      }
    }
  },
});

/** Whether an owner such as `node:node` is the user, by name or by number. */
function isSame(owner: string, user: string, { build }: Subject): boolean {
  const name = userPart(owner);
  if (name === user) return true;
  const accounts = build.image?.machine.accounts;
  const numberOf = (text: string): string | undefined =>
    /^\d+$/.test(text) ? text : accounts?.get(text)?.uid?.toString();
  const number = numberOf(name);
  return number !== undefined && number === numberOf(user);
}

/** Whom `chown -R` gives a directory that files were copied into. */
function ownerOfCode(
  { plain: { name, arguments: words }, run }: RunCommand,
  copies: readonly Copy[],
): string | undefined {
  if (name !== "chown" || !hasOption(words, "-R", "--recursive"))
    return undefined;
  const [owner, ...paths] = plainArguments(words);
  const workdir = knownText(run.before.workdir.value);
  const covers = paths.some(({ value }) => {
    const path = value && placeOf(value, workdir);
    return copies.some((copy) => {
      const into = placeOf(
        knownText(copy.destination?.value),
        knownText(copy.before.workdir.value),
      );
      return (
        path !== undefined &&
        into !== undefined &&
        copy.start < run.start &&
        (into === path || into.startsWith(`${path}/`))
      );
    });
  });
  return covers ? owner?.value : undefined;
}

function placeOf(
  path: string | undefined,
  workdir: string | undefined,
): string | undefined {
  if (path === undefined) return undefined;
  if (path.startsWith("/")) return absolute(path, "/");
  return workdir === undefined ? undefined : absolute(path, workdir);
}
