import { knownText } from "../value.ts";
import { processOf } from "./process.ts";
import { packageScript } from "./package-script.ts";
import { endOf } from "./start-script.ts";
import type { ShellName } from "../images.ts";
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
  const [program, ...rest] = argv;
  if (program === undefined)
    return unknownLaunch("nothing follows the program that starts others");
  const name = program.slice(program.lastIndexOf("/") + 1);
  // A script that runs itself would never end.
  if (depth > 8) return unknownLaunch("the start command calls itself");
  const next: Next = (more, added = []) =>
    follow(more, image, [...starters, ...added], depth + 1);

  if (INITS.has(name)) return followInit(name, rest, next);
  if (SHELLS.has(name)) return followShell(argv, name, image, starters, next);
  if (name === "env") return followEnv(rest, next);
  if (name === "gosu" || name === "su-exec") return next(rest.slice(1));
  const script = scriptText(program, image);
  if (script !== undefined) return followScript(script, name, rest, next);
  if (
    image.config.facts?.entrypointExecs === true &&
    image.config.facts.entrypoint[0] === program
  )
    return next(officialArguments(rest, image));
  if (RUNNERS.has(name)) return followRunner(name, rest, image, next);
  return { kind: "known", starters, application: argv };
}

type Next = (argv: readonly string[], added?: readonly Starter[]) => Launch;

function unknownLaunch(because: string): Launch {
  return { kind: "unknown", because };
}

function followInit(name: string, args: readonly string[], next: Next): Launch {
  const command = afterOptions(args, new Set(["-p", "-e", "-r", "--rewrite"]));
  const options = args.slice(0, args.length - command.length);
  const group =
    name === "dumb-init"
      ? !options.some((arg) => arg === "-c" || arg === "--single-child")
      : options.includes("-g");
  return next(command, [{ kind: "init", name, group }]);
}

/** The arguments after a program's own options; `valued` options take the next word. */
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

function followEnv(args: readonly string[], next: Next): Launch {
  if (args.some((arg) => /^(?:-S|--split-string)/.test(arg)))
    return unknownLaunch("env splits its arguments itself");
  const command = afterOptions(args, new Set(["-u", "--unset", "-C"]));
  const first = command.findIndex((arg) => !/^\w+=/.test(arg));
  return next(first === -1 ? [] : command.slice(first));
}

/**
 * What an official entrypoint hands over: that of Node puts "node" before arguments that begin with a dash and before
 * a file that cannot be executed (nodejs/docker-node, docker-entrypoint.sh).
 */
function officialArguments(
  args: readonly string[],
  image: Image,
): readonly string[] {
  if (image.config.facts?.family !== "node") return args;
  const [first = ""] = args;
  const directory = knownText(image.config.workdir.value) ?? "/";
  const { mode = 0o111, text } =
    image.tree.get(absolute(first, directory)) ?? {};
  // A mode that nobody told is 0644, also for what is a program by its first line.
  const isPlainFile = (mode & 0o111) === 0 && text?.startsWith("#!") === false;
  return first.startsWith("-") || isPlainFile ? ["node", ...args] : args;
}

function followShell(
  argv: readonly string[],
  name: string,
  image: Image,
  starters: readonly Starter[],
  next: Next,
): Launch {
  const { text, operands } = shellArguments(argv.slice(1));
  const [path, ...positional] = operands;
  // With "-c", "$0" stands before what "$@" is.
  if (text !== undefined)
    return followText(text, name, positional, image, next);
  // A shell without a script waits for input.
  if (path === undefined) return { kind: "known", starters, application: argv };
  const directory = knownText(image.config.workdir.value) ?? "/";
  const script = image.tree.get(absolute(path, directory))?.text;
  return script === undefined
    ? unknownLaunch(`${name} runs ${path}, whose text is not known`)
    : followScript(script, path, positional, next);
}

/** The text after `-c`, and the words that follow text or options. */
function shellArguments(args: readonly string[]): {
  readonly text: string | undefined;
  readonly operands: readonly string[];
} {
  let takesText = false;
  let at = 0;
  for (; /^[-+]./.test(args[at] ?? ""); at++) {
    const option = args[at] ?? "";
    if (option === "--") {
      at++;
      break;
    }
    if (/^-[a-z]*c[a-z]*$/.test(option)) takesText = true;
    if (/^[-+][a-z]*[oO]$|^--(?:rc|init-)file$/.test(option)) at++;
  }
  const operands = args.slice(at);
  return takesText
    ? { text: operands[0] ?? "", operands: operands.slice(1) }
    : { text: undefined, operands };
}

function followText(
  text: string,
  name: string,
  positional: readonly string[],
  image: Image,
  next: Next,
): Launch {
  const end = endOf(text, `"${text}"`, positional);
  if (end.kind === "unknown") return end;
  if (end.execs) return next(end.argv);
  if (!end.alone) return unknownLaunch(`"${text}" is more than one command`);
  switch (name === "sh" ? image.config.facts?.shell : shellName(name)) {
    case "ash":
    case "bash":
      // Both replace themselves with the last simple command (measured: bash 5.2.15, BusyBox ash 1.35).
      return next(end.argv);
    case "dash":
      return next(end.argv, [{ kind: "shell", name }]);
    case "none":
      return unknownLaunch("the image has no shell to run it");
    default:
      return unknownLaunch("it depends on what the image's /bin/sh is");
  }
}

function shellName(name: string): ShellName | undefined {
  return name === "bash" || name === "dash" || name === "ash"
    ? name
    : undefined;
}

function followScript(
  text: string,
  name: string,
  args: readonly string[],
  next: Next,
): Launch {
  const end = endOf(text, name, args);
  if (end.kind === "unknown") return end;
  return next(end.argv, end.execs ? [] : [{ kind: "shell", name }]);
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

function followRunner(
  name: string,
  args: readonly string[],
  image: Image,
  next: Next,
): Launch {
  const script = packageScript(name, args, image);
  return script.kind === "unknown"
    ? script
    : next(["/bin/sh", "-c", script.text], [{ kind: "runner", name }]);
}
