import type { Run } from "../dockerfile/instruction.ts";
import type { Span } from "../files.ts";
import { optionValue, unwrapped, type PlainCommand } from "../shell/queries.ts";
import { parseScript } from "../shell/parse.ts";
import { followAccount } from "./accounts.ts";
import { broughtCommands } from "./brought-commands.ts";
import { followBuiltin } from "./builtins.ts";
import { followCaches } from "./caches.ts";
import type { BuildError } from "./copy.ts";
import { writeDeclared } from "./declared-files.ts";
import { followFileCommand } from "./file-commands.ts";
import { asNew, mayNotRun } from "./files.ts";
import { lacksProgram } from "./missing-program.ts";
import { followFilter } from "./filters.ts";
import { jlinkFiles } from "./jlink.ts";
import { lacksLists } from "./package-lists.ts";
import { commandFiles, type Produces } from "./produces.ts";
import {
  bringsCommands,
  bringsNoCommand,
  developmentAfter,
  readInstall,
  removedPackages,
  type Install,
} from "./packages.ts";
import { ASSUMED, DONE, failed, type Outcome } from "./outcome.ts";
import { refusedWrite } from "./refused-write.ts";
import type { Call, Shell } from "./shell.ts";
import { absolute, parentOf, type Bundle } from "./tree.ts";

/** Build tools that work on the project's own files: they bring no system commands. */
const PROJECT_TOOLS = new Set(
  "npm npx yarn pnpm node corepack go pip pip3 python python3 poetry uv mvn gradle mvnw gradlew cargo make tsc composer bundle dotnet".split(
    " ",
  ),
);

/** What is noted while the commands of a RUN are followed. */
export interface RunNotes {
  readonly bundles: {
    readonly at: Span;
    readonly path: string;
    readonly bundle: Bundle;
  }[];
  readonly unknown: string[];
  readonly errors: BuildError[];
  /** Where the instruction stands, for commands that have no place of their own. */
  readonly at: Span;
  /** Whether files may be mounted into the directories of the project. */
  readonly mounts: boolean;
  readonly produces: Produces;
  readonly run: Run;
}

/** Runs one command: what its name and words tell of its effect happens in the image. */
export function runCommand(call: Call, notes: RunNotes): Outcome {
  const { shell, words } = call;
  const { machine } = shell;
  const plain = unwrapped(words);
  const { name } = plain;
  if (name === undefined) {
    const what = "a command whose name is a variable";
    notes.unknown.push(what);
    machine.opaque.push(what);
    machine.tree.blur(`what ${what} does is not known`);
    return ASSUMED;
  }
  const inner: Call = {
    ...call,
    words: { name: plain.nameWord, arguments: plain.arguments },
    shell: shell.as(plain.wrappers, words.arguments),
  };
  const missing = missingProgram(inner.shell, plain, notes.run);
  if (missing !== undefined) return failed(`${missing} is not in the image`);
  const declared = commandFiles(notes.produces, plain) ?? jlinkFiles(plain);
  if (declared !== undefined) {
    const refused = writeDeclared(inner.shell, name, plain, declared);
    if (refused !== undefined) return failed(refused);
  }
  return (
    followInstall(inner, plain, notes) ??
    (declared === undefined ? undefined : ASSUMED) ??
    followScript(inner, plain) ??
    followAccount(name, inner) ??
    followFileCommand(name, inner) ??
    followBuiltin(name, inner) ??
    followFilter(name, inner) ??
    unknownEffect(inner, plain, notes)
  );
}

/** The program of a command, where the image is known not to have it. */
function missingProgram(
  { machine, inDoubt }: Shell,
  { nameWord }: PlainCommand,
  run: Run,
): string | undefined {
  const program = nameWord?.value;
  if (program === undefined || inDoubt) return undefined;
  // With a shell copied in, builtins and other programs may be there too.
  if (run.command.form === "shell" && run.before.facts?.shell === "none")
    return undefined;
  // A script beside the sources is left to whoever sent them.
  const isRelative = program.includes("/") && !program.startsWith("/");
  return !isRelative && lacksProgram(machine, run, program)
    ? program
    : undefined;
}

function unknownEffect(
  call: Call,
  plain: PlainCommand,
  notes: RunNotes,
): Outcome {
  const { machine } = call.shell;
  const name = plain.name ?? "";
  if (followCaches(name, call)) return ASSUMED;
  notes.unknown.push(name);
  machine.tree.blur(`what ${name} does is not known`);
  if (!PROJECT_TOOLS.has(name) || bringsCommands(plain))
    machine.opaque.push(name);
  if (!call.shell.inDoubt && call.shell.state.user.uid === 0)
    for (const brought of broughtCommands(plain, (path) =>
      textAt(call.shell, path),
    ))
      machine.commands.add(brought);
  return ASSUMED;
}

function textAt({ machine, state }: Shell, path: string): string | undefined {
  const { directory } = state;
  return path.startsWith("/") || directory !== undefined
    ? machine.tree.get(absolute(path, directory ?? "/"))?.text
    : undefined;
}

/** Follows the text that `sh -c` runs. */
function followScript(
  { shell }: Call,
  plain: PlainCommand,
): Outcome | undefined {
  if (!/^(?:ba|da|a)?sh$/.test(plain.name ?? "")) return undefined;
  const [first, script, ...rest] = plain.arguments;
  if (!/^-[eux]*c$/.test(first?.text ?? "") || script?.value === undefined)
    return undefined;
  const { start, end } = script;
  const { nodes, errors } = parseScript({
    text: script.value,
    span: () => ({ start, end }),
  });
  const values = rest.map(({ value }) => value);
  if (errors.length > 0 || values.includes(undefined)) return undefined;
  return shell
    .fork({ arguments: values.slice(1).map((value) => value ?? "") })
    .script(nodes);
}

function followInstall(
  call: Call,
  plain: PlainCommand,
  notes: RunNotes,
): Outcome | undefined {
  const { shell, command } = call;
  const { machine } = shell;
  const { tree } = machine;
  const name = plain.name ?? "";
  const install = readInstall(plain, command, shell.state.environment);
  if (install?.kind === "system") {
    const unfound = lacksLists(shell, notes.run, install);
    const because = `the files that ${name} installs are not listed`;
    const root = optionValue(plain.arguments, "--root", "-p", "--installroot");
    if (root !== undefined) {
      tree.obscure(absolute(root, shell.state.directory ?? "/"), because);
      return ASSUMED;
    }
    followCaches(name, call);
    if (shell.inDoubt) machine.opaque.push(name);
    for (const text of install.packages) {
      machine.installed.add(text);
      if (!shell.inDoubt) machine.packages.add(text);
    }
    const virtual = optionValue(plain.arguments, "--virtual", "-t");
    if (virtual !== undefined) machine.virtuals.set(virtual, install.packages);
    // A variable may stand for any package.
    if (install.packages.some((text) => /[$`]/.test(text)))
      machine.opaque.push(name);
    tree.doubt(because);
    // The build ends here; what is said of the rest is said of the file as it was meant.
    return unfound === undefined ? ASSUMED : failed(unfound);
  }
  const removed = removedPackages(plain);
  if (removed !== undefined) {
    if (shell.inDoubt) machine.opaque.push(name);
    for (const text of removed)
      for (const gone of [text, ...(machine.virtuals.get(text) ?? [])])
        machine.packages.delete(gone);
    tree.doubt(`the files that ${name} removes are not listed`);
    return ASSUMED;
  }
  if (bringsNoCommand(plain)) {
    followCaches(name, call);
    return ASSUMED;
  }
  if (install === undefined) return undefined;
  followCaches(name, call);
  return installProject(call, plain, install, notes);
}

function installProject(
  { shell, command }: Call,
  plain: PlainCommand,
  install: Install & { readonly kind: "project" },
  notes: RunNotes,
): Outcome | undefined {
  const { machine, state, inDoubt } = shell;
  const { tree } = machine;
  if (state.directory === undefined) return undefined;
  const path = absolute(install.directory, state.directory);
  const project = parentOf(path);
  if (install.verb === "prune" && tree.exists(path) === "absent") return DONE;
  const missing = missingManifest(shell, install, project, notes);
  if (missing !== undefined && !inDoubt)
    notes.errors.push({
      at: command ?? notes.at,
      message: `${plain.name ?? ""} ${plain.arguments[0]?.text ?? ""} stops the build: there is no ${missing} in ${project}.`,
      remedy: `Copy ${missing} before this line.`,
    });
  // Over packages that are there, "npm install" may find nothing to do.
  const refused =
    install.verb !== "prune" && tree.exists(path) === "absent"
      ? refusedWrite(shell, path)
      : undefined;
  if (refused !== undefined) return failed(refused);
  const bundle: Bundle = {
    manager: install.manager,
    holds: "dependencies",
    development: developmentAfter(install, {
      manifest: tree.get(absolute("package.json", project))?.text,
      settings: tree.get(absolute(".npmrc", project))?.text,
      before: tree.get(path)?.bundle,
      certain: !inDoubt,
    }),
  };
  notes.bundles.push({ at: command ?? notes.at, path, bundle });
  if (inDoubt) tree.doubt(mayNotRun(plain.name ?? ""));
  if (install.named || install.verb !== "ci")
    tree.doubt(`${install.manager} may write its manifest and lock file`);
  tree.put(path, {
    type: "bundle",
    ...asNew(shell, path, 0o777, "directory"),
    origin: { kind: "command", command: plain.name ?? "" },
    bundle,
  });
  return ASSUMED;
}

/** The file that npm cannot work without, where it is known not to be there. */
function missingManifest(
  { machine: { tree } }: Shell,
  { manager, verb, named }: Install & { readonly kind: "project" },
  directory: string,
  { mounts }: RunNotes,
): string | undefined {
  // A bind mount may bring the files for this one command.
  if (manager !== "npm" || mounts) return undefined;
  // Seen with npm 11: "npm prune" works without package.json, "npm install x" makes one.
  if (verb === "prune" || named) return undefined;
  const absent = (name: string): boolean =>
    tree.exists(absolute(name, directory)) === "absent";
  if (absent("package.json")) return "package.json";
  const locked = /^(?:ci|clean-install|install-clean)$/.test(verb);
  // "npm ci can only install with an existing package-lock.json" (npm docs, npm ci).
  return locked && absent("package-lock.json") && absent("npm-shrinkwrap.json")
    ? "package-lock.json"
    : undefined;
}
