import { absolute } from "../../build/tree.ts";
import { volumePaths } from "../../build/writes.ts";
import { defineRule, type Problem, type Subject } from "../../rule.ts";
import { baseName, hasOption, plainArguments } from "../../shell/queries.ts";
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
    const chain = [...chainOf(finalStage)];
    const copies = chain
      .flatMap((stage) => [...instructionsOf(stage, "COPY", "ADD")])
      .filter((copy) => !isData(intoOf(copy), subject));
    for (const stage of chain) {
      for (const copy of instructionsOf(stage, "COPY", "ADD")) {
        const chown = flagOf(copy, "chown");
        const owner = knownText(chown?.value?.value);
        if (chown === undefined || owner === undefined) continue;
        if (
          isSame(owner, user, subject) &&
          !copiesNoFile(copy, subject) &&
          !isData(intoOf(copy), subject)
        )
          yield {
            at: chown,
            message: `--chown=${owner} gives ${copy.sources[0]?.text ?? "the files"} to the user that the container runs as, so an application that is taken over can rewrite its own code.`,
            remedy: `Leave --chown out: ${user} can read what root owns. Give it the directories alone that it has to write to.`,
            sameAs: ["kics/chown_flag_exists"],
          };
      }
      for (const found of runCommands(stage)) {
        const given = codeGiven(found, copies);
        if (given === undefined || !isSame(given.owner, user, subject))
          continue;
        yield {
          at: found.at,
          message: `${given.by} to ${user}, the user that the container runs as, and stores ${given.stores} in a second layer.`,
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

/** Whether a path is in a volume of the image that the application does not run in: a place for data. */
function isData(path: string | undefined, { build }: Subject): boolean {
  if (path === undefined || build.image === undefined) return false;
  const workdir = knownText(build.image.config.workdir.value) ?? "/";
  return [...volumePaths(build.image)].some(
    (volume) =>
      isWithin(path, volume, true) && !isWithin(workdir, volume, true),
  );
}

/** Whether a COPY from elsewhere is known to bring directories alone: a place for data. */
function copiesNoFile(copy: Copy, { build }: Subject): boolean {
  if (flagOf(copy, "from") === undefined) return false;
  for (const { steps } of build.stages)
    for (const { instruction, layer } of steps)
      if (instruction === copy && layer !== undefined)
        return (
          layer.unknown.length === 0 &&
          layer.changes.length > 0 &&
          layer.changes.every(
            (change) =>
              change.kind === "put" && change.entry.type === "directory",
          )
        );
  return false;
}

/** What chown gives away of the code, and to whom. */
interface Given {
  readonly owner: string;
  /** The beginning of a sentence: "chown -R gives the code". */
  readonly by: string;
  readonly stores: string;
}

/** What `chown` gives of what was copied: all below a directory with `-R`, else a file that is named. */
function codeGiven(
  { plain: { name, arguments: words }, run }: RunCommand,
  copies: readonly Copy[],
): Given | undefined {
  if (name !== "chown") return undefined;
  const [owner, ...paths] = plainArguments(words);
  if (owner?.value === undefined) return undefined;
  const isDeep = hasOption(words, "-R", "--recursive");
  const workdir = knownText(run.before.workdir.value);
  const before = copies.filter((copy) => copy.start < run.start);
  for (const { value, text } of paths) {
    // The shell fills in a pattern, which is no known value.
    const shown = value ?? text;
    const all = /^([\w./-]*)\/\*$/.exec(shown)?.[1];
    const path = placeOf(all ?? value, workdir);
    if (path === undefined) continue;
    const isGiven = before.some((copy) =>
      isDeep || all !== undefined
        ? isWithin(intoOf(copy), path, isDeep)
        : filesOf(copy).includes(path),
    );
    if (!isGiven) continue;
    return isDeep
      ? {
          owner: owner.value,
          by: "chown -R gives the code",
          stores: "every file",
        }
      : { owner: owner.value, by: `chown gives ${shown}`, stores: "it" };
  }
  return undefined;
}

function intoOf(copy: Copy): string | undefined {
  return placeOf(
    knownText(copy.destination?.value),
    knownText(copy.before.workdir.value),
  );
}

function isWithin(
  path: string | undefined,
  directory: string,
  isDeep: boolean,
): boolean {
  return (
    path !== undefined &&
    (path === directory ||
      (isDeep && path.startsWith(directory === "/" ? "/" : `${directory}/`)))
  );
}

/** The files that a COPY names one by one; what has no suffix may be a directory. */
function filesOf(copy: Copy): readonly string[] {
  const into = intoOf(copy);
  const to = knownText(copy.destination?.value) ?? "";
  if (into === undefined) return [];
  const isDirectory = copy.sources.length > 1 || /(?:^|\/)\.?$/.test(to);
  return copy.sources.flatMap(({ value }) => {
    const source = knownText(value) ?? "";
    const file = isDirectory ? absolute(baseName(source) ?? "", into) : into;
    return /\.\w+$/.test(source) && !source.includes("*") ? [file] : [];
  });
}

function placeOf(
  path: string | undefined,
  workdir: string | undefined,
): string | undefined {
  if (path === undefined) return undefined;
  if (path.startsWith("/")) return absolute(path, "/");
  return workdir === undefined ? undefined : absolute(path, workdir);
}
