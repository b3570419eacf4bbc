import type { Run } from "../dockerfile/instruction.ts";
import type { ShellCommand } from "../shell/parse.ts";
import {
  isUnconditional,
  unwrapped,
  type PlainCommand,
} from "../shell/queries.ts";
import { knownText } from "../value.ts";
import { addAccount } from "./accounts.ts";
import type { BuildError } from "./copy.ts";
import { followFileCommand } from "./file-commands.ts";
import type { Machine } from "./machine.ts";
import { readInstall } from "./packages.ts";
import { absolute, parentOf, type Bundle } from "./tree.ts";

/** What a RUN did, as far as its text tells. */
export interface RunEffect {
  /** Packages put in place by language package managers, with their directory. */
  readonly bundles: readonly {
    readonly path: string;
    readonly bundle: Bundle;
  }[];
  /** Commands whose effect the text does not tell. */
  readonly unknown: readonly string[];
  readonly errors: readonly BuildError[];
}

/** Commands that change nothing that lasts, or nothing we model. */
const HARMLESS = new Set(
  "cd true false : echo printf test [ [[ set export unset ls cat grep env id whoami pwd date sleep which command type exit node-v".split(
    " ",
  ),
);

/** Build tools that work on the project's own files: they bring no system commands. */
const PROJECT_TOOLS = new Set(
  "npm npx yarn pnpm node corepack go pip pip3 python python3 poetry uv mvn gradle ./mvnw ./gradlew cargo make tsc composer bundle dotnet".split(
    " ",
  ),
);

/** Follows a RUN into an image. */
export function runInto(machine: Machine, run: Run): RunEffect {
  const bundles: { path: string; bundle: Bundle }[] = [];
  const unknown: string[] = [];
  const errors: BuildError[] = [];
  let directory = knownText(run.before.workdir.value);

  for (const { command, plain } of commandsOf(run)) {
    if (plain.name === undefined) {
      if (command === undefined || command.name !== undefined) {
        unknown.push("a command whose name is a variable");
        machine.opaque.push("a command whose name is a variable");
        machine.tree.blur();
      }
      continue;
    }
    const certain = command === undefined || isUnconditional(command);
    if (plain.name === "cd") {
      const to = plain.arguments[0]?.value;
      directory =
        to === undefined || directory === undefined
          ? undefined
          : absolute(to, directory);
      continue;
    }
    const install = readInstall(plain, command, run.before.environment);
    if (install?.kind === "system" && certain) {
      for (const name of install.packages) machine.packages.add(name);
      continue;
    }
    if (install?.kind === "project" && directory !== undefined) {
      const path = absolute(install.directory, directory);
      const missing = missingManifest(machine, run, plain, parentOf(path));
      if (missing !== undefined && certain)
        errors.push({
          at: command ?? run.command,
          message: `${plain.name} ${plain.arguments[0]?.text ?? ""} stops the build: there is no ${missing} in ${parentOf(path)}.`,
          remedy: `Copy ${missing} before this line.`,
        });
      bundles.push({ path, bundle: install.bundle });
      machine.tree.put(path, {
        type: "bundle",
        mode: 0o755,
        uid: undefined,
        gid: undefined,
        origin: { kind: "command", command: plain.name },
        bundle: install.bundle,
      });
      continue;
    }
    if (addAccount(machine, plain, certain)) continue;
    if (followFileCommand(machine, plain, directory, certain)) continue;
    if (HARMLESS.has(plain.name)) continue;
    unknown.push(plain.name);
    machine.tree.blur();
    if (!PROJECT_TOOLS.has(plain.name)) machine.opaque.push(plain.name);
  }
  return { bundles, unknown, errors };
}

/** The file that npm cannot work without, where it is known not to be there. */
function missingManifest(
  machine: Machine,
  run: Run,
  plain: PlainCommand,
  directory: string,
): string | undefined {
  // A bind mount may bring the files for this one command.
  if (plain.name !== "npm" || run.flags.some(({ name }) => name === "mount"))
    return undefined;
  const absent = (name: string): boolean =>
    machine.tree.exists(absolute(name, directory)) === "absent";
  if (absent("package.json")) return "package.json";
  const locked = /^(?:ci|clean-install|install-clean)$/.test(
    plain.arguments[0]?.value ?? "",
  );
  // "npm ci can only install with an existing package-lock.json" (npm docs, npm ci).
  return locked && absent("package-lock.json") && absent("npm-shrinkwrap.json")
    ? "package-lock.json"
    : undefined;
}

/** The commands of a RUN in either form. */
export function* commandsOf(run: {
  readonly command: Run["command"];
}): Generator<{ command: ShellCommand | undefined; plain: PlainCommand }> {
  if (run.command.form === "shell") {
    for (const command of run.command.script.commands)
      yield { command, plain: unwrapped(command) };
    return;
  }
  const [nameWord, ...rest] = run.command.arguments.map((word) => ({
    start: word.start,
    end: word.end,
    text: word.text,
    value: word.text,
  }));
  if (nameWord === undefined) return;
  yield {
    command: undefined,
    plain: {
      name: nameWord.value.slice(nameWord.value.lastIndexOf("/") + 1),
      nameWord,
      arguments: rest,
      wrappers: [],
    },
  };
}
