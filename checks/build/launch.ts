import type { ShellName } from "../images.ts";
import { parseScript, type ShellCommand } from "../shell/parse.ts";
import { unwrapped } from "../shell/queries.ts";
import { knownText } from "../value.ts";
import { processOf } from "./process.ts";
import type { Image } from "./simulate.ts";
import { absolute } from "./tree.ts";

/** A process that stands between the container's start and the application. */
export type Starter =
  /** tini, dumb-init or docker-init: forwards signals and reaps. `group`: to the whole process group. */
  | { readonly kind: "init"; readonly name: string; readonly group: boolean }
  /** A shell that stays while the command runs as its child. */
  | { readonly kind: "shell"; readonly name: string }
  /** npm, yarn or pnpm running a script of package.json. */
  | { readonly kind: "runner"; readonly name: string };

/** How the application comes to run. */
export type Launch =
  | {
      readonly kind: "known";
      /** The processes that stay above the application, from PID 1 down. */
      readonly starters: readonly Starter[];
      /** The application's own arguments. */
      readonly application: readonly string[];
    }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly because: string };

const INITS = new Set(["tini", "dumb-init", "docker-init", "tini-static"]);
const SHELLS = new Set(["sh", "bash", "ash", "dash"]);
const RUNNERS = new Set(["npm", "yarn", "pnpm"]);

/** Follows the start of a container through entrypoint scripts, inits, shells and script runners. */
export function launchOf(image: Image): Launch {
  const process = processOf(image.config);
  if (process.kind !== "known") return process;
  return follow(process.argv, image, [], 0);
}

function follow(
  argv: readonly string[],
  image: Image,
  starters: readonly Starter[],
  depth: number,
): Launch {
  const [program = "", ...rest] = argv;
  const name = program.slice(program.lastIndexOf("/") + 1);
  // A script that runs itself would never end.
  if (depth > 8) return unknownLaunch("the start command calls itself");
  const next = (more: readonly string[], added: readonly Starter[] = []) =>
    follow(more, image, [...starters, ...added], depth + 1);

  if (INITS.has(name)) {
    const command = afterOptions(
      rest,
      new Set(["-p", "-e", "-r", "--rewrite"]),
    );
    const group = name === "dumb-init" || rest.some((arg) => arg === "-g");
    return next(command, [{ kind: "init", name, group }]);
  }
  if (SHELLS.has(name) && /^-[a-z]*c$/.test(rest[0] ?? ""))
    return followShell(shellKind(name, image), name, rest, next);
  if (name === "env" || name === "gosu" || name === "su-exec") {
    const own = name === "env" ? 0 : 1;
    const command = afterOptions(rest, new Set(["-u", "-C"])).filter(
      (arg, at, all) =>
        name !== "env" ||
        !/^\w+=/.test(arg) ||
        all.slice(0, at).some((before) => !/^\w+=/.test(before)),
    );
    return next(command.slice(own));
  }
  const script = scriptText(program, image);
  if (script !== undefined) return followScript(script, rest, name, next);
  if (
    image.config.facts?.entrypointExecs === true &&
    image.config.facts.entrypoint[0] === program
  ) {
    // The official entrypoints run "node …" for arguments that begin with a dash.
    return next(
      rest[0]?.startsWith("-") === true
        ? [image.config.facts.family, ...rest]
        : rest,
    );
  }
  if (RUNNERS.has(name)) return followRunner(name, rest, image, next);
  return { kind: "known", starters, application: argv };
}

type Next = (argv: readonly string[], added?: readonly Starter[]) => Launch;

function unknownLaunch(because: string): Launch {
  return { kind: "unknown", because };
}

function afterOptions(
  args: readonly string[],
  valued: ReadonlySet<string>,
): readonly string[] {
  let at = 0;
  while (at < args.length && args[at]?.startsWith("-") === true) {
    if (args[at] === "--") return args.slice(at + 1);
    at += valued.has(args[at] ?? "") ? 2 : 1;
  }
  return args.slice(at);
}

function shellKind(name: string, image: Image): ShellName | undefined {
  if (name === "bash" || name === "dash" || name === "ash") return name;
  return image.config.facts?.shell;
}

function followShell(
  kind: ShellName | undefined,
  name: string,
  rest: readonly string[],
  next: Next,
): Launch {
  const text = rest[1] ?? "";
  const script = parseScript({
    text,
    span: (start, end) => ({ start, end }),
  });
  const last = script.commands.at(-1);
  if (last === undefined || script.errors.length > 0)
    return unknownLaunch(`"${text}" cannot be read as shell`);
  // "$0" and then "$@" follow the text.
  const argv = argvOf(last, rest.slice(3));
  if (argv === undefined)
    return unknownLaunch(`"${text}" holds variables or patterns`);
  if (unwrapped(last).wrappers.includes("exec")) return next(argv);
  if (script.commands.length > 1)
    return unknownLaunch(`"${text}" is more than one command`);
  switch (kind) {
    case "ash":
    case "bash":
      // Both replace themselves with the last simple command (measured: bash 5.2.15, BusyBox ash 1.35).
      return next(argv);
    case "dash":
      return next(argv, [{ kind: "shell", name }]);
    case "none":
      return unknownLaunch("the image has no shell to run it");
    default:
      return unknownLaunch("it depends on what the image's /bin/sh is");
  }
}

/** The text of a shell script of the image, by its path. */
function scriptText(program: string, image: Image): string | undefined {
  const directory = knownText(image.config.workdir.value) ?? "/";
  const places = program.includes("/")
    ? [absolute(program, directory)]
    : ["/usr/local/bin", "/usr/bin", "/bin"].map((at) => `${at}/${program}`);
  for (const place of places) {
    const text = image.tree.get(place)?.text;
    if (text !== undefined && /^#!.*\b(?:sh|bash|ash|dash)\b/.test(text))
      return text;
  }
  return undefined;
}

function followScript(
  text: string,
  args: readonly string[],
  name: string,
  next: Next,
): Launch {
  const script = parseScript({ text, span: (start, end) => ({ start, end }) });
  const last = script.commands.at(-1);
  if (last === undefined) return unknownLaunch(`${name} cannot be read`);
  const argv = argvOf(last, args);
  if (argv === undefined)
    return unknownLaunch(`the last command of ${name} holds variables`);
  return unwrapped(last).wrappers.includes("exec")
    ? next(argv)
    : next(argv, [{ kind: "shell", name }]);
}

/** A command's arguments with `"$@"` filled in, or undefined where one cannot be told. */
function argvOf(
  command: ShellCommand,
  positional: readonly string[],
): readonly string[] | undefined {
  const plain = unwrapped(command);
  const words = plain.nameWord === undefined ? [] : [plain.nameWord];
  const argv: string[] = [];
  for (const word of [...words, ...plain.arguments]) {
    if (/^"?\$\{?@\}?"?$/.test(word.text)) argv.push(...positional);
    else if (word.value === undefined) return undefined;
    else argv.push(word.value);
  }
  return argv.length === 0 ? undefined : argv;
}

function followRunner(
  name: string,
  args: readonly string[],
  image: Image,
  next: Next,
): Launch {
  const plain = args.filter((arg) => !arg.startsWith("-"));
  const scriptName =
    plain[0] === "run" || plain[0] === "run-script"
      ? plain[1]
      : plain[0] === "start" || name !== "npm"
        ? plain[0]
        : undefined;
  if (scriptName === undefined)
    return unknownLaunch(`${name} runs what the files do not tell`);
  const directory = knownText(image.config.workdir.value);
  const manifest =
    directory === undefined
      ? undefined
      : image.tree.get(absolute("package.json", directory))?.text;
  const text = scriptOf(manifest, scriptName);
  if (text === undefined)
    return unknownLaunch(
      `there is no package.json with a script "${scriptName}" in the working directory`,
    );
  return next(["/bin/sh", "-c", text], [{ kind: "runner", name }]);
}

function scriptOf(
  manifest: string | undefined,
  name: string,
): string | undefined {
  if (manifest === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(manifest);
  } catch {
    return undefined;
  }
  const scripts = property(parsed, "scripts");
  const script = property(scripts, name);
  if (typeof script === "string") return script;
  // npm's own default: "start" is "node server.js" (npm docs, scripts, "npm start").
  return name === "start" ? "node server.js" : undefined;
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
