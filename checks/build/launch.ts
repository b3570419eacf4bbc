import { knownText } from "../value.ts";
import { isShell, shellInvocation } from "../shell/invocation.ts";
import { shellBehind } from "./image-shell.ts";
import { commandPresence } from "./command-presence.ts";
import { refusedExecution } from "./executable.ts";
import { packageScript } from "./package-script.ts";
import { processOf } from "./process.ts";
import type { SignalTrap } from "./signal-trap.ts";
import type { Image } from "./simulate.ts";
import { officialArguments, scriptText } from "./start-program.ts";
import { endOf, type ScriptEnd } from "./start-script.ts";
import { absolute, nameOf } from "./tree.ts";

/** A process that stands while the application runs. */
export interface Process {
  /**
   * `init`: tini, dumb-init or docker-init, which passes signals on and reaps. `shell`: waits while its command runs.
   * `runner`: npm, yarn or pnpm with a script of package.json.
   */
  readonly role: "init" | "shell" | "runner" | "application";
  /** As a message names it: `tini`, `sh`, `start.sh`, `npm`, `node`. */
  readonly name: string;
  readonly argv: readonly string[];
  /** The argument lists of programs that the process was before, each of which gave it its place by exec. */
  readonly before: readonly (readonly string[])[];
  /** What a shell does on a signal while the process below it runs; without it, nothing. */
  readonly trap?: SignalTrap | undefined;
}

/** How the application comes to run. */
export type Launch =
  | {
      readonly kind: "known";
      /** From PID 1 down, each started by the one before it; the last one is the application. */
      readonly processes: readonly Process[];
      /** The application's own arguments. */
      readonly application: readonly string[];
      /** The directory it runs in, where that is known. */
      readonly directory: string | undefined;
      /** A program on the way that the image is known to lack: the start fails there. */
      readonly missing: string | undefined;
      /** Why the kernel refuses to run a program on the way, as the end of a sentence: the start fails there. */
      readonly refused: string | undefined;
    }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly because: string };

const INITS = new Set(["tini", "dumb-init", "docker-init", "tini-static"]);
const RUNNERS = new Set(["npm", "yarn", "pnpm"]);

/** How a container is started. */
export interface StartOptions {
  /** True for `docker run --init` and `init: true` of Compose, which put docker-init before all else. */
  readonly init?: boolean;
}

const launches = new WeakMap<Image, Launch>();

/** Follows the start of a container through entrypoint scripts, inits, shells and script runners. */
export function launchOf(image: Image, options: StartOptions = {}): Launch {
  if (options.init === true) return launchBelow(image, [DOCKER_INIT]);
  // Goals, keeps and panels ask for the same image.
  const before = launches.get(image);
  if (before !== undefined) return before;
  const launch = launchBelow(image, []);
  launches.set(image, launch);
  return launch;
}

/** What `docker run --init` puts before all else. */
const DOCKER_INIT: Process = {
  role: "init",
  name: "docker-init",
  argv: ["docker-init", "--"],
  before: [],
};

function launchBelow(image: Image, above: readonly Process[]): Launch {
  const process = processOf(image.config);
  if (process.kind !== "known") return process;
  return follow(process.argv, {
    image,
    above,
    before: [],
    directory: knownText(image.config.workdir.value),
    missing: undefined,
    refused: undefined,
    depth: 0,
  });
}

/** What is known on the way to the application. */
interface Way {
  readonly image: Image;
  readonly above: readonly Process[];
  readonly before: readonly (readonly string[])[];
  readonly directory: string | undefined;
  readonly missing: string | undefined;
  readonly refused: string | undefined;
  readonly depth: number;
}

function follow(argv: readonly string[], at: Way): Launch {
  const [program, ...rest] = argv;
  if (program === undefined)
    return unknownLaunch("nothing follows the program that starts others");
  // A script that runs itself would never end.
  if (at.depth > 8) return unknownLaunch("the start command calls itself");
  const name = nameOf(program);
  const { image } = at;
  const isMissing =
    at.missing === undefined &&
    commandPresence(image.machine, image.config, inDirectory(program, at)) ===
      "absent";
  const way: Way = {
    ...at,
    missing: isMissing ? program : at.missing,
    refused: at.refused ?? refusedExecution(image, program, at.directory),
    depth: at.depth + 1,
  };

  if (INITS.has(name)) return followInit(argv, rest, name, way);
  if (isShell(name)) return followShell(argv, name, way);
  if (name === "env") return followEnv(argv, rest, way);
  if (name === "gosu" || name === "su-exec")
    return follow(rest.slice(1), replacing(argv, way));
  const script = scriptText(program, image, way.directory);
  if (script !== undefined) return followScript(script, name, argv, rest, way);
  const { facts } = image.config;
  if (facts?.entrypointExecs === true && facts.entrypoint[0] === program)
    return follow(
      officialArguments(rest, image, way.directory),
      replacing(argv, way),
    );
  if (RUNNERS.has(name)) return followRunner(argv, name, way);
  return ending(argv, name, way);
}

/** The launch that ends in this application. */
function ending(argv: readonly string[], name: string, way: Way): Launch {
  const { above, before, directory, missing, refused } = way;
  return {
    kind: "known",
    processes: [...above, { role: "application", name, argv, before }],
    application: argv,
    directory,
    missing,
    refused,
  };
}

function unknownLaunch(because: string): Launch {
  return { kind: "unknown", because };
}

/** The way on where a program gives its place to what it runs. */
function replacing(argv: readonly string[], way: Way): Way {
  return { ...way, before: [...way.before, argv] };
}

/** The way on where a program stays above what it runs. */
function staying(
  argv: readonly string[],
  role: Process["role"],
  name: string,
  way: Way,
  trap?: SignalTrap,
): Way {
  const process: Process = {
    role,
    name,
    argv,
    before: way.before,
    ...(trap && { trap }),
  };
  return { ...way, above: [...way.above, process], before: [] };
}

function inDirectory(path: string, { directory }: Way): string {
  return path.includes("/") ? absolute(path, directory ?? "/") : path;
}

function followInit(
  argv: readonly string[],
  args: readonly string[],
  name: string,
  way: Way,
): Launch {
  const command = afterOptions(args, new Set(["-p", "-e", "-r", "--rewrite"]));
  const own = argv.slice(0, argv.length - command.length);
  return follow(command, staying(own, "init", name, way));
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

function followEnv(
  argv: readonly string[],
  args: readonly string[],
  way: Way,
): Launch {
  if (args.some((arg) => /^(?:-S|--split-string)/.test(arg)))
    return unknownLaunch("env splits its arguments itself");
  const command = afterOptions(args, new Set(["-u", "--unset", "-C"]));
  const first = command.findIndex((arg) => !/^\w+=/.test(arg));
  return follow(first === -1 ? [] : command.slice(first), replacing(argv, way));
}

function followShell(argv: readonly string[], name: string, way: Way): Launch {
  const { text, operands } = shellInvocation(argv.slice(1));
  const [path, ...positional] = operands;
  // With "-c", "$0" stands before what "$@" is.
  if (text !== undefined) return followText(text, argv, name, positional, way);
  // A shell without a script waits for input.
  if (path === undefined) return ending(argv, name, way);
  const script = way.image.tree.get(absolute(path, way.directory ?? "/"))?.text;
  return script === undefined
    ? unknownLaunch(`${name} runs ${path}, whose text is not known`)
    : followScript(script, nameOf(path), argv, positional, way);
}

function followText(
  text: string,
  argv: readonly string[],
  name: string,
  positional: readonly string[],
  way: Way,
): Launch {
  const end = endOf(
    text,
    `"${text}"`,
    positional,
    way.image.config.environment,
  );
  if (end.kind === "unknown") return end;
  const next = moved(way, end);
  if (end.execs) return follow(end.argv, replacing(argv, next));
  const shell = shellBehind(argv[0] ?? name, way.image);
  switch (shell.kind) {
    case "none":
      // The start fails at the shell, which is the program that is missing.
      return follow(end.argv, staying(argv, "shell", name, next));
    case "unknown":
      return unknownLaunch(shell.because);
    case "known":
      return shell.shell === "dash" && trapsByLongName(end.trap)
        ? unknownLaunch(UNHEARD)
        : follow(
            end.argv,
            shell.shell !== "dash" && end.makesWay.has(shell.shell)
              ? replacing(argv, next)
              : staying(argv, "shell", name, next, end.trap),
          );
  }
}

function moved(
  way: Way,
  { move }: ScriptEnd & { readonly kind: "command" },
): Way {
  switch (move.kind) {
    case "none":
      return way;
    case "unknown":
      return { ...way, directory: undefined };
    case "to": {
      const isKnown = move.path.startsWith("/") || way.directory !== undefined;
      return {
        ...way,
        directory: isKnown
          ? absolute(move.path, way.directory ?? "/")
          : undefined,
      };
    }
  }
}

function followScript(
  text: string,
  name: string,
  argv: readonly string[],
  args: readonly string[],
  way: Way,
): Launch {
  const end = endOf(text, name, args, way.image.config.environment);
  if (end.kind === "unknown") return end;
  const next = moved(way, end);
  if (trapsByLongName(end.trap)) {
    const shell = shellBehind(interpreterOf(text, argv), way.image);
    if (shell.kind !== "known" || shell.shell === "dash")
      return unknownLaunch(UNHEARD);
  }
  return follow(
    end.argv,
    end.execs
      ? replacing(argv, next)
      : staying(argv, "shell", name, next, end.trap),
  );
}

/** dash 0.5.12 says "bad trap" and sets none; bash and BusyBox ash take both names. */
const UNHEARD = "dash does not know a signal in trap by its name with SIG";

function trapsByLongName(trap: SignalTrap | undefined): boolean {
  return trap?.signals.some((signal) => /^SIG/i.test(signal)) === true;
}

/** The shell that runs a script: the one that is given it, or that of its first line. */
function interpreterOf(text: string, argv: readonly string[]): string {
  const [program = ""] = argv;
  if (isShell(nameOf(program))) return program;
  const [, interpreter = "", named] =
    /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(text) ?? [];
  return nameOf(interpreter) === "env" ? (named ?? interpreter) : interpreter;
}

function followRunner(argv: readonly string[], name: string, way: Way): Launch {
  const script = packageScript(name, argv.slice(1), way.image, way.directory);
  return script.kind === "unknown"
    ? script
    : follow(
        [script.shell, "-c", script.text],
        staying(argv, "runner", name, way),
      );
}
