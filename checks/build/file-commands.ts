import { readArguments, type ReadArguments } from "./arguments.ts";
import { attributeCommands } from "./attribute-commands.ts";
import { copyCommands } from "./copy-commands.ts";
import {
  asNew,
  isAbsent,
  leaveOpen,
  madeDirectory,
  makeParents,
  mayNotRun,
  noDirectory,
  pathOf,
  unknownName,
} from "./files.ts";
import { changedMode } from "./mode.ts";
import { ASSUMED, DONE, failed, type Outcome } from "./outcome.ts";
import { refusedWrite } from "./refused-write.ts";
import type { Call, Shell } from "./shell.ts";
import { parentOf } from "./tree.ts";

/** A command on files, which runs in any case: its options and words. */
type FileCommand = (shell: Shell, read: ReadArguments) => Outcome;

interface Known {
  /** Letters of options with a value. */
  readonly valued: string;
  /** Options whose effect is followed; with any other the effect is unknown. */
  readonly options: string;
  readonly run: FileCommand;
}

const COMMANDS: ReadonlyMap<string, Known> = new Map<string, Known>([
  [
    "mkdir",
    {
      valued: "m",
      options: "p m v parents mode verbose",
      run: makeDirectories,
    },
  ],
  [
    "rm",
    {
      valued: "",
      options: "r R f v d i recursive force verbose dir",
      run: removeFiles,
    },
  ],
  ["rmdir", { valued: "", options: "v verbose", run: removeDirectories }],
  ["touch", { valued: "drt", options: "a m c t d no-create", run: touch }],
  ...attributeCommands,
  ...copyCommands,
]);

/** The options of each command that are followed. */
const FOLLOWED = new Map(
  [...COMMANDS].map(([name, { options }]) => [
    name,
    new Set(options.split(" ")),
  ]),
);

/** Follows a command on files, or gives undefined where it is not one. */
export function followFileCommand(
  name: string,
  { shell, words }: Pick<Call, "shell" | "words">,
): Outcome | undefined {
  const command = COMMANDS.get(name);
  if (command === undefined) return undefined;
  const read = readArguments(words.arguments, command.valued);
  const followed = FOLLOWED.get(name);
  const strange = [...read.flags, ...read.options.keys()].some(
    (option) => followed?.has(option) !== true,
  );
  if (!shell.inDoubt && !strange) return command.run(shell, read);
  const because = shell.inDoubt
    ? mayNotRun(name)
    : `what ${name} does with its options is not followed`;
  for (const word of read.names) leaveOpen({ shell }, word, because);
  return ASSUMED;
}

function makeDirectories(
  shell: Shell,
  { names, flags, options }: ReadArguments,
): Outcome {
  const { tree } = shell.machine;
  const parents = flags.has("p") || flags.has("parents");
  const wanted = options.get("m") ?? options.get("mode");
  const hasMode = options.has("m") || options.has("mode");
  let outcome = DONE;
  for (const word of names) {
    const path = pathOf(shell, word);
    if (path === undefined) {
      leaveOpen({ shell }, word, unknownName("mkdir", word));
      outcome = ASSUMED;
      continue;
    }
    if (!parents && isAbsent(shell, parentOf(path)))
      return failed(noDirectory(parentOf(path)));
    if (tree.exists(path) === "present") {
      const entry = tree.get(path);
      const isOwn = entry !== undefined && entry.origin.kind !== "base";
      if (isOwn && (!parents || entry.type === "file"))
        outcome = failed(`${path} is there already`);
      else if (!parents) outcome = ASSUMED;
      continue;
    }
    const refused = refusedWrite(shell, path);
    if (refused !== undefined) {
      outcome = failed(refused);
      continue;
    }
    if (parents) makeParents(shell, parentOf(path));
    else tree.assume(path, "absent");
    const made = asNew(shell, path, 0o777, "directory");
    const mode =
      wanted === undefined
        ? hasMode
          ? undefined
          : made.mode
        : changedMode(wanted, {
            mode: 0o777,
            directory: true,
            umask: shell.state.umask ?? 0,
            keepsSpecial: false,
          });
    tree.put(path, madeDirectory({ ...made, mode: made.mode && mode }));
  }
  return outcome;
}

function removeFiles(shell: Shell, { names, flags }: ReadArguments): Outcome {
  const { tree } = shell.machine;
  const force = flags.has("f") || flags.has("force");
  const deep = ["r", "R", "recursive", "d", "dir"].some((name) =>
    flags.has(name),
  );
  let outcome = DONE;
  for (const word of names) {
    const path = pathOf(shell, word);
    if (path === undefined) {
      tree.doubt(
        word.within === undefined
          ? unknownName("rm", word)
          : `what else ${word.text} matches is not known`,
      );
      if (!force) outcome = ASSUMED;
    } else if (tree.exists(path) === "absent") {
      if (!force)
        outcome = isAbsent(shell, path)
          ? failed(`there is no ${path} to remove`)
          : ASSUMED;
    } else if (!deep && tree.get(path)?.type === "directory")
      outcome = failed(`rm removes the directory ${path} only with -r`);
    else {
      if (!force) tree.assume(path, "present");
      tree.remove(path);
    }
  }
  return outcome;
}

function removeDirectories(shell: Shell, { names }: ReadArguments): Outcome {
  const { tree } = shell.machine;
  for (const word of names) {
    const path = pathOf(shell, word);
    if (path === undefined || !tree.isListed(path)) {
      leaveOpen({ shell }, word, `whether ${word.text} is empty is not known`);
      return ASSUMED;
    }
    if (tree.below(path).length > 1)
      return failed(`${path} is not empty, and rmdir leaves it`);
    tree.remove(path);
  }
  return DONE;
}

function touch(shell: Shell, { names, flags }: ReadArguments): Outcome {
  const { tree } = shell.machine;
  const makes = !flags.has("c") && !flags.has("no-create");
  let outcome = DONE;
  for (const word of names) {
    const named = pathOf(shell, word);
    const path = named === undefined ? undefined : tree.follow(named);
    if (path === undefined) {
      leaveOpen({ shell }, word, unknownName("touch", word));
      continue;
    }
    if (isAbsent(shell, parentOf(path)))
      return failed(noDirectory(parentOf(path)));
    const before = tree.get(path);
    const refused =
      before !== undefined || makes ? refusedWrite(shell, path) : undefined;
    if (refused !== undefined) {
      outcome = failed(refused);
      continue;
    }
    // A file of another time is written into the layer again.
    if (before !== undefined)
      tree.put(path, { ...before, origin: { ...before.origin } });
    else if (makes)
      tree.put(path, {
        type: "file",
        ...asNew(shell, path, 0o666),
        origin: { kind: "command", command: "touch" },
        ...(tree.exists(path) === "absent" ? { text: "", size: 0 } : {}),
      });
  }
  return outcome;
}
