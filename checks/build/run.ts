import type { Run } from "../dockerfile/instruction.ts";
import type { Span } from "../files.ts";
import type { ShellCommand, ShellRedirect } from "../shell/parse.ts";
import { readsPosixShell } from "../dockerfile/queries.ts";
import {
  baseName,
  isUnconditional,
  optionValue,
  unwrapped,
  type PlainCommand,
} from "../shell/queries.ts";
import { knownText } from "../value.ts";
import { addAccount } from "./accounts.ts";
import type { BuildError } from "./copy.ts";
import { followFileCommand } from "./file-commands.ts";
import type { Machine } from "./machine.ts";
import {
  bringsCommands,
  bringsNoCommand,
  developmentAfter,
  exporting,
  readInstall,
  removedPackages,
  type Install,
} from "./packages.ts";
import { assignedIn, filledIn } from "./shell-variables.ts";
import { absolute, obscureAt, parentOf, type Bundle } from "./tree.ts";

/** What a RUN did, as far as its text tells. */
export interface RunEffect {
  /** Packages put in place by language package managers, with their directory. */
  readonly bundles: readonly {
    readonly at: Span;
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
  const bundles: { at: Span; path: string; bundle: Bundle }[] = [];
  const unknown: string[] = [];
  const errors: BuildError[] = [];
  let directory = knownText(run.before.workdir.value);
  let { environment } = run.before;

  if (run.command.form === "shell" && !readsPosixShell(run.before)) {
    const shell = run.before.shell.argv?.[0] ?? "an unknown shell";
    unknown.push(shell);
    machine.opaque.push(shell);
    machine.tree.blur();
    return { bundles, unknown, errors };
  }

  const commands = [...commandsOf(run)];
  const assigned = assignedIn(commands.map(({ command }) => command));
  for (const { command, plain: written } of commands) {
    const plain = filledIn(written, environment, assigned);
    for (const redirect of command?.redirects ?? [])
      writeTo(machine, redirect, directory);
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
    if (plain.name === "export") {
      environment = exporting(environment, plain.arguments);
      continue;
    }
    const install = readInstall(plain, command, environment);
    if (install?.kind === "system" && certain) {
      for (const name of install.packages) machine.packages.add(name);
      const virtual = optionValue(plain.arguments, "--virtual", "-t");
      if (virtual !== undefined)
        machine.virtuals.set(virtual, install.packages);
      // A variable may stand for any package.
      if (install.packages.some((name) => /[$`]/.test(name)))
        machine.opaque.push(plain.name);
      continue;
    }
    const removed = removedPackages(plain);
    if (removed !== undefined) {
      if (!certain) machine.opaque.push(plain.name);
      for (const name of removed)
        for (const gone of [name, ...(machine.virtuals.get(name) ?? [])])
          machine.packages.delete(gone);
      continue;
    }
    if (bringsNoCommand(plain)) continue;
    if (install?.kind === "project" && directory !== undefined) {
      const path = absolute(install.directory, directory);
      if (install.verb === "prune" && machine.tree.exists(path) === "absent")
        continue;
      const missing = missingManifest(machine, run, install, parentOf(path));
      if (missing !== undefined && certain)
        errors.push({
          at: command ?? run.command,
          message: `${plain.name} ${plain.arguments[0]?.text ?? ""} stops the build: there is no ${missing} in ${parentOf(path)}.`,
          remedy: `Copy ${missing} before this line.`,
        });
      const bundle: Bundle = {
        manager: install.manager,
        development: developmentAfter(install, {
          manifest: machine.tree.get(absolute("package.json", parentOf(path)))
            ?.text,
          settings: machine.tree.get(absolute(".npmrc", parentOf(path)))?.text,
          before: machine.tree.get(path)?.bundle,
          certain,
        }),
      };
      bundles.push({ at: command ?? run.command, path, bundle });
      machine.tree.put(path, {
        type: "bundle",
        mode: 0o755,
        uid: undefined,
        gid: undefined,
        origin: { kind: "command", command: plain.name },
        bundle,
      });
      continue;
    }
    if (addAccount(machine, plain, certain)) continue;
    if (followFileCommand(machine, plain, directory, certain)) continue;
    if (HARMLESS.has(plain.name)) continue;
    unknown.push(plain.name);
    machine.tree.blur();
    if (!PROJECT_TOOLS.has(plain.name) || bringsCommands(plain))
      machine.opaque.push(plain.name);
  }
  return { bundles, unknown, errors };
}

/** Follows a redirection into a file: what stood there is gone. */
function writeTo(
  { tree }: Machine,
  { operator, target }: ShellRedirect,
  directory: string | undefined,
): void {
  if (!/^&?>/.test(operator) || operator === ">&") return;
  if (target?.value === "/dev/null") return;
  obscureAt(tree, target?.value, directory);
  if (target?.value === undefined || directory === undefined) return;
  const path = absolute(target.value, directory);
  const before = tree.get(path);
  if (before?.type !== "file" || operator.endsWith(">>")) return;
  const { mode, uid, gid } = before;
  const origin = { kind: "command", command: "a redirection" } as const;
  tree.put(path, { type: "file", mode, uid, gid, origin });
}

/** The file that npm cannot work without, where it is known not to be there. */
function missingManifest(
  machine: Machine,
  run: Run,
  { manager, verb, named }: Install & { readonly kind: "project" },
  directory: string,
): string | undefined {
  // A bind mount may bring the files for this one command.
  if (manager !== "npm" || run.flags.some(({ name }) => name === "mount"))
    return undefined;
  // Seen with npm 11: "npm prune" works without package.json, "npm install x" makes one.
  if (verb === "prune" || named) return undefined;
  const absent = (name: string): boolean =>
    machine.tree.exists(absolute(name, directory)) === "absent";
  if (absent("package.json")) return "package.json";
  const locked = /^(?:ci|clean-install|install-clean)$/.test(verb);
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
    const interpreter = otherInterpreter(run.command.script.shebang);
    if (interpreter === undefined)
      for (const command of run.command.script.commands)
        yield { command, plain: unwrapped(command) };
    else yield { command: undefined, plain: interpreted(interpreter, run) };
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
      name: baseName(nameWord.value),
      nameWord,
      arguments: rest,
      wrappers: [],
    },
  };
}

/** The program in a `#!` line, where it is no POSIX shell. */
function otherInterpreter(shebang: string | undefined): string | undefined {
  const words = shebang?.replace(/^#!\s*/, "").split(/\s+/) ?? [];
  const isEnv = words[0]?.endsWith("/env") === true;
  const program = isEnv
    ? words.slice(1).find((word) => !word.startsWith("-"))
    : words[0];
  return program === undefined || /(?:^|\/)(?:ba|da|a|k|z)?sh$/.test(program)
    ? undefined
    : program;
}

/** A here-document for another interpreter, as the command that runs it. */
function interpreted(
  program: string,
  { command: { start, end } }: { readonly command: Run["command"] },
): PlainCommand {
  return {
    name: baseName(program),
    nameWord: { start, end, text: program, value: program },
    arguments: [],
    wrappers: [],
  };
}
