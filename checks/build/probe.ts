import { knownEnvironment } from "../dockerfile/environment.ts";
import { expand } from "../dockerfile/expand.ts";
import type { CommandLine } from "../dockerfile/instruction.ts";
import { parseScript, type ShellCommand } from "../shell/parse.ts";
import { isShell, shellInvocation } from "../shell/invocation.ts";
import { hasOption, type PlainCommand } from "../shell/queries.ts";
import { knownText } from "../value.ts";
import { commandPlaces } from "./command-presence.ts";
import { commandsOf } from "./run.ts";
import type { Image } from "./simulate.ts";
import { absolute } from "./tree.ts";

/** A command of a health check; those of `sh -c` texts and of scripts of the image stand below the one that runs them. */
export interface ProbeCommand {
  readonly command: ShellCommand | undefined;
  readonly plain: PlainCommand;
  readonly below: readonly ProbeCommand[];
}

/** Why the exit status of a check does not tell what it asked. */
export interface Flaw {
  /** True where it is certain that it does not. */
  readonly certain: boolean;
  readonly because: string;
}

const FETCHERS = new Set(["curl", "wget"]);
const INTERPRETERS = /^(?:node|nodejs|bun|deno|python[\d.]*|ruby|perl|php)$/;
/** Commands that ask nobody, whatever their arguments. */
const ASKING_NOBODY = new Set(
  "[ [[ test echo printf true false : exit return sleep ls cat cd set export expr head tail grep sed awk ps pgrep pidof kill date id".split(
    " ",
  ),
);
/** Commands that succeed whatever they are given to read. */
const SUCCEEDING = new Set(
  "cat tee head tail wc sort uniq true : echo".split(" "),
);

/** The commands of a health check, as far as the image tells them. */
export function probeCommands(
  command: CommandLine,
  image: Image,
): readonly ProbeCommand[] {
  return commandsOf({ command }).map((found) => withBelow(found, image, 0));
}

function withBelow(
  { command, plain }: Omit<ProbeCommand, "below">,
  image: Image,
  depth: number,
): ProbeCommand {
  const text = depth < 4 ? scriptOf(plain, image) : undefined;
  const below =
    text === undefined
      ? []
      : parseScript({ text, span: (start, end) => ({ start, end }) }).commands;
  return {
    command,
    plain,
    below: below.map((inner) =>
      withBelow({ command: inner, plain: inner.plain }, image, depth + 1),
    ),
  };
}

/** The shell text that a command runs: what `sh -c` is given, or the script that it names or is. */
function scriptOf(plain: PlainCommand, image: Image): string | undefined {
  const isShellCommand = isShell(plain.name);
  const { text, operands } = isShellCommand
    ? shellInvocation(plain.arguments.map((word) => word.value ?? word.text))
    : { text: undefined, operands: [plain.nameWord?.value] };
  // A text that a variable hides is none.
  if (text !== undefined)
    return plain.arguments.some(({ value }) => value === text)
      ? text
      : undefined;
  const [path] = operands;
  const script =
    path === undefined
      ? undefined
      : isShellCommand
        ? fileText(path, image)
        : programText(path, image);
  return isShellCommand || /^#!.*\b(?:ba|da|a)?sh\b/.test(script ?? "")
    ? script
    : undefined;
}

/** The text of a program, which is looked for on PATH where its name has no slash. */
function programText(
  program: string,
  { config, tree }: Image,
): string | undefined {
  for (const place of commandPlaces(config, program)) {
    const text = tree.get(place)?.text;
    if (text !== undefined) return text;
  }
  return undefined;
}

function fileText(path: string, image: Image): string | undefined {
  const directory = knownText(image.config.workdir.value) ?? "/";
  return image.tree.get(absolute(path, directory))?.text;
}

/** Programs that ask the port that is among their arguments. */
const ASKERS = new Set(
  "nc ncat telnet httping pg_isready psql mysqladmin mariadb-admin redis-cli valkey-cli mongosh grpc_health_probe".split(
    " ",
  ),
);

/**
 * Whether a command, or one that it runs, asks a port of the container itself; undefined where a program that nobody
 * knows is given the port.
 */
export function asksPort(
  { plain, below }: ProbeCommand,
  image: Image,
  port: number,
): boolean | undefined {
  if (below.length > 0) {
    const inner = below.map((one) => asksPort(one, image, port));
    return (
      inner.includes(true) || (inner.includes(undefined) ? undefined : false)
    );
  }
  const name = plain.name ?? "";
  if (ASKING_NOBODY.has(name)) return false;
  const texts = plain.arguments.map(
    ({ value, text }) => value ?? atRunTime(text, image),
  );
  if (FETCHERS.has(name)) return texts.some((text) => portOf(text) === port);
  const number = new RegExp(`(?<![\\d.])${port}(?!\\d)`);
  if (INTERPRETERS.test(name)) return asksInText(texts, number, image);
  if (!texts.some((text) => number.test(text))) return false;
  return ASKERS.has(name) || undefined;
}

/** Whether the text of a script, or the one that it is given, opens a connection to the port. */
function asksInText(
  texts: readonly string[],
  number: RegExp,
  image: Image,
): boolean {
  const whole = texts
    .flatMap((text) => [text, fileText(text, image) ?? ""])
    .join("\n");
  return (
    /fetch|https?\b|net\b|socket|request|connect|urllib/i.test(whole) &&
    (number.test(whole) || /process\.env\.PORT|environ.{0,8}PORT/.test(whole))
  );
}

/** What ends Node with another code than 0, apart from a call of `exit`. */
const FAILS = /\b(?:throw|reject|assert|exitCode|abort|kill|import|require)\b/;

/** What may make Python end with another code than 0: a look at the answer, an end of its own, another module. */
const PYTHON_FAILS =
  /\b(?:status|read|recv|raise|assert|kill|abort)|(?:exit|quit)\s*\((?!\s*(?:0\s*)?\))|\bfrom\s+(?!(?:http|http\.client|socket)\s)|\bimport\s(?:[^;\n]{0,200},)?\s*(?!(?:http|socket|os|sys|time|HTTPConnection)\b)\w/;

/**
 * Whether Node or Python is given a text that ends it with 0 whatever is answered: nothing makes a failure of an error
 * page. Python's `http.client` and `socket` raise only where nobody answers; `urllib` raises for an error page too.
 */
export function ignoresAnswer(
  { plain, below }: ProbeCommand,
  image: Image,
): boolean {
  if (below.length > 0)
    return below.every((inner) => ignoresAnswer(inner, image));
  const isPython = /^python[\d.]*$/.test(plain.name ?? "");
  if (!isPython && !/^(?:node|nodejs|bun|deno)$/.test(plain.name ?? ""))
    return false;
  const given = plain.arguments
    .flatMap(({ value, text: written }) => [
      value ?? written,
      fileText(value ?? written, image) ?? "",
    ])
    .join("\n");
  if (isPython)
    return (
      /\bhttp\.client\b|\bsocket\b/.test(given) && !PYTHON_FAILS.test(given)
    );
  const text = given.replace(
    /\b(?:require\s*\(|import\b.{0,99}\bfrom\b|import)\s*["'`](?:node:)?https?["'`]/g,
    "",
  );
  return !FAILS.test(text) && !/\bexit\b(?!\s*\(\s*(?:0\s*)?\))/.test(text);
}

/** The port of an address of the container itself. */
function portOf(text: string): number | undefined {
  const match =
    /^["']?(?:(https?):\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|\$\(hostname[^)]*\)|\$\{?HOSTNAME\}?)(?::(\d+))?(?:[/?#"']|$)/i.exec(
      text,
    );
  if (match === null) return undefined;
  const [, scheme, port] = match;
  return port === undefined
    ? scheme?.toLowerCase() === "https"
      ? 443
      : 80
    : Number(port);
}

/** A word with the variables of the running container filled in: ARG is no longer there. */
function atRunTime(text: string, image: Image): string {
  const variables = knownEnvironment(image.config.environment.exported());
  const value = expand(text, variables, "\\");
  return value.kind === "known" ? value.value : text;
}

/** Why the status of these commands does not tell what one of them asked, or undefined where it does. */
export function flawIn(
  commands: readonly ProbeCommand[],
  asks: (command: ProbeCommand) => boolean,
): Flaw | undefined {
  const plainly = commands.filter(
    ({ command }) => command?.nesting.includes("substitution") !== true,
  );
  const last = plainly.at(-1);
  if (last === undefined) return undefined;
  if (
    alwaysSucceeds(last) &&
    last.command?.connector !== "&&" &&
    !plainly.some(fails)
  )
    return ALWAYS_PASSES;
  const asking = commands.filter(asks);
  const flaws = asking.map(
    (one) =>
      flawIn(one.below, asks) ??
      (one.command === undefined
        ? withoutFail(one)
        : flawOf(one, one.command, plainly)),
  );
  // One command that asks and decides is enough.
  return flaws.includes(undefined) ? undefined : flaws[0];
}

const ALWAYS_PASSES: Flaw = {
  certain: true,
  because: "The check always succeeds, whatever the application does.",
};

function alwaysSucceeds({ plain }: ProbeCommand): boolean {
  const { name, arguments: words } = plain;
  return name === "exit"
    ? words[0]?.text === "0"
    : name === "true" || name === ":" || name === "echo";
}

/** An `exit` with a number other than 0. */
function fails({ plain }: ProbeCommand): boolean {
  const [status] = plain.arguments;
  return plain.name === "exit" && status !== undefined && status.text !== "0";
}

function flawOf(
  asking: ProbeCommand,
  command: ShellCommand,
  all: readonly ProbeCommand[],
): Flaw | undefined {
  const { nesting, pipe, connector, statement } = command;
  // What encloses a substitution judges its output.
  if (nesting.includes("substitution")) return undefined;
  const at = all.indexOf(asking);
  const before = all.slice(0, at);
  const after = all.slice(at + 1);
  const stops = after.some(fails);
  if (nesting.includes("background") || (nesting.includes("negated") && !stops))
    return ALWAYS_PASSES;
  const [previous] = before.slice(-1);
  if (
    (connector === "||" &&
      previous !== undefined &&
      alwaysSucceeds(previous)) ||
    before.some(
      (one) => one.plain.name === "exit" && one.command?.nesting.length === 0,
    )
  )
    return { certain: true, because: "The check ends before it asks." };
  if (pipe.index < pipe.length - 1)
    return SUCCEEDING.has(after[0]?.plain.name ?? "")
      ? ALWAYS_PASSES
      : undefined;
  const decides =
    stops ||
    (nesting.every((around) => around === "group" || around === "subshell") &&
      after.every((one) => one.command?.statement === statement));
  return decides
    ? withoutFail(asking)
    : {
        certain: false,
        because: `whether the answer to ${asking.plain.name ?? "it"} decides over the check`,
      };
}

function withoutFail({ plain }: ProbeCommand): Flaw | undefined {
  return plain.name === "curl" &&
    !hasOption(plain.arguments, "-f", "--fail", "--fail-with-body")
    ? {
        certain: true,
        because: "curl without -f succeeds on an error page too.",
      }
    : undefined;
}

/** All commands that a check starts, with those below them; builtins of the shell are none. */
export function* startedBy(
  commands: readonly ProbeCommand[],
): Generator<PlainCommand> {
  for (const { command, plain, below } of commands) {
    const isNothing = command !== undefined && command.name === undefined;
    const isBuiltin =
      command !== undefined && BUILTINS.has(plain.nameWord?.value ?? "");
    if (!isNothing && !isBuiltin) yield plain;
    yield* startedBy(below);
  }
}

const BUILTINS = new Set(
  "[ [[ test echo printf true false : exit return cd set export unset local read eval shift trap wait exec command type umask".split(
    " ",
  ),
);
