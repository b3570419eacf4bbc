import { commandPlaces } from "./command-presence.ts";
import { compiledReaction } from "./compiled-handler.ts";
import type { SignalName } from "./signals.ts";
import type { Image } from "./simulate.ts";
import { absolute, nameOf, parentOf, type DeclaredSource } from "./tree.ts";

/** What an application does on a signal, as far as its text tells. */
export type Reaction =
  /** Its handler runs, and it ends with this code, where that can be told. */
  | { readonly kind: "handles"; readonly code: number | undefined }
  /** It has no handler: the kernel's default action counts. */
  | { readonly kind: "default" }
  /** The runtime's own handler ends it at once. */
  | { readonly kind: "ends"; readonly code: number }
  | { readonly kind: "unknown"; readonly because: string };

/** Programs that shut down in order by themselves, with the signals they do it on (their manuals). */
const SERVERS: ReadonlyMap<string, string> = new Map([
  ["nginx", "SIGQUIT"],
  ["postgres", "SIGTERM SIGINT SIGQUIT"],
  ["redis-server", "SIGTERM SIGINT"],
  ["gunicorn", "SIGTERM SIGINT SIGQUIT"],
  ["uvicorn", "SIGTERM SIGINT"],
  ["httpd", "SIGTERM SIGWINCH"],
  ["caddy", "SIGTERM SIGINT"],
]);

/** Programs that run the file they are given. */
const INTERPRETERS = /^(?:node|nodejs|bun|deno|python[\d.]*|ruby|perl|php)$/;

/** Interpreters that install no handler of their own: measured with Node 20 and Python 3.11, which has one for SIGINT. */
const WITHOUT_HANDLERS = /^(?:node|nodejs|python[\d.]*)$/;

/** What packages that set up handlers are called, or call what does it. */
const BRINGS_HANDLERS =
  /graceful|close-with-grace|terminus|lightship|enableShutdownHooks|\b(?:uvicorn|gunicorn|hypercorn|waitress)\b/i;

/** What installs a handler, in the languages of the interpreters. */
const INSTALLS =
  /\b(?:on|once|addListener|prependListener|addSignalListener|signal|add_signal_handler|trap|pcntl_signal)\s*\(|\btrap\b|\$SIG\{/;

/** What the application does on a signal. */
export function reactionOf(
  application: readonly string[],
  directory: string | undefined,
  signal: SignalName,
  image: Image,
): Reaction {
  const program = moduleOf(application) ?? application[0] ?? "";
  const name = nameOf(program);
  const handled = SERVERS.get(name);
  if (handled !== undefined)
    return handled.split(" ").includes(signal)
      ? { kind: "handles", code: 0 }
      : name === "nginx" && /^SIG(?:TERM|INT)$/.test(signal)
        ? // Its fast shutdown cuts connections (nginx.org/en/docs/control.html).
          { kind: "ends", code: 0 }
        : unknownReaction(`what ${name} does on ${signal} is not known`);
  if (!INTERPRETERS.test(name)) {
    const source = sourceOf(
      name === "java" ? scriptPath(application, image, directory) : program,
      image,
    );
    return source === undefined
      ? unknownReaction(`whether ${program} handles ${signal} is not told`)
      : compiledReaction(withoutComments(source.text), source.path, signal);
  }
  const script = scriptPath(application, image, directory);
  const text =
    script === undefined
      ? undefined
      : (image.tree.get(script)?.text ?? sourceOf(script, image)?.text);
  if (script === undefined || text === undefined)
    return unknownReaction(
      `the text of what ${name} runs is not known, so whether it handles ${signal} is not told`,
    );
  return reactionIn(withoutComments(text), script, name, signal, image);
}

/** The module that Python runs as a program: `gunicorn` of `python -m gunicorn app:app`. */
function moduleOf(application: readonly string[]): string | undefined {
  if (!/^python[\d.]*$/.test(nameOf(application[0] ?? ""))) return undefined;
  const at = application.findIndex(
    (word, place) => place > 0 && !FLAG.test(word),
  );
  return application[at] === "-m" ? application[at + 1] : undefined;
}

/** Options of Python that take no word (python.org/3/using/cmdline.html). */
const FLAG = /^-[bBdEiIOPqRsSuvx]+$/;

/** What the exercise says that a program is made from. */
function sourceOf(
  program: string | undefined,
  { tree, config }: Image,
): DeclaredSource | undefined {
  if (program === undefined) return undefined;
  for (const place of commandPlaces(config, program)) {
    const origin = tree.get(tree.follow(place) ?? place)?.origin;
    if (origin?.kind === "declared") return origin.from;
  }
  return undefined;
}

function unknownReaction(because: string): Reaction {
  return { kind: "unknown", because };
}

function reactionIn(
  text: string,
  script: string,
  name: string,
  signal: SignalName,
  image: Image,
): Reaction {
  const file = nameOf(script);
  // Sending a signal is not handling it.
  const own = text.replace(/\bkill\s*\([^)]{0,200}\)/g, "");
  if (new RegExp(`\\b(?:${signal}|${signal.slice(3)})\\b`).test(own)) {
    if (!INSTALLS.test(own) || /\bSIG_(?:IGN|DFL)\b/.test(own))
      return unknownReaction(
        `${file} names ${signal}, but whether it handles it is not told`,
      );
    return { kind: "handles", code: exitCodeIn(own) };
  }
  // A handler may stand in a module that the script loads, so its absence here proves nothing for those.
  if (BRINGS_HANDLERS.test(text) || loadsOwnModules(text, script, image))
    return unknownReaction(
      `${file} loads other files, which may handle ${signal}`,
    );
  if (!WITHOUT_HANDLERS.test(name))
    return unknownReaction(
      `what ${name} does on ${signal} by itself is not known`,
    );
  // Python turns it into KeyboardInterrupt, also as PID 1 (measured with 3.11).
  return name.startsWith("python") && signal === "SIGINT"
    ? { kind: "ends", code: 130 }
    : { kind: "default" };
}

/** The code that a script with a handler ends with: 0 where it names no other. */
function exitCodeIn(text: string): number | undefined {
  const exits = [
    ...text.matchAll(/\bexit(?:Code\s*=|\s*\()\s*([^;)\s]{0,40})/g),
  ];
  return exits.every(([, code]) => code === "" || code === "0") ? 0 : undefined;
}

/** A script without its comments: a handler that is only talked about handles nothing. */
function withoutComments(text: string): string {
  let kept = "";
  let at = 0;
  for (;;) {
    const open = text.indexOf("/*", at);
    const close = open === -1 ? -1 : text.indexOf("*/", open + 2);
    if (close === -1) break;
    kept += text.slice(at, open);
    at = close + 2;
  }
  return (kept + text.slice(at)).replace(
    /(?<=^|\s)(?:\/\/|#(?=[\s!])).*$/gm,
    "",
  );
}

/** Whether a script loads a file of its own project. */
function loadsOwnModules(text: string, script: string, image: Image): boolean {
  for (const line of text.split("\n")) {
    const keyword = line.search(/\b(?:require|import|from|include)\b/);
    if (keyword === -1) continue;
    if (/["']\.{1,2}\//.test(line.slice(keyword))) return true;
    // Python names modules without a path: "from handlers import stop".
    const [, dots, module] =
      /^[ \t]*(?:from|import)[ \t]+(\.*)(\w+)/.exec(line) ?? [];
    if (module === undefined) continue;
    const beside = absolute(module, parentOf(script));
    if (
      dots !== "" ||
      image.tree.get(beside) !== undefined ||
      image.tree.get(`${beside}.py`) !== undefined
    )
      return true;
  }
  return false;
}

/** Options of interpreters that take the next word. */
const VALUED = new Set(
  "-r --require --import --loader --experimental-loader -C --conditions --env-file -W -X -I".split(
    " ",
  ),
);
/** Options of interpreters that run something else than the file. */
const WITHOUT_FILE = new Set(["-e", "--eval", "-p", "--print", "-c", "-m"]);

/** The path of the file that an interpreter is given in a directory, where the image is known to hold it. */
export function scriptPath(
  application: readonly string[],
  image: Image,
  directory: string | undefined,
): string | undefined {
  let at = 1;
  for (; application[at]?.startsWith("-") === true; at++) {
    const option = application[at] ?? "";
    if (WITHOUT_FILE.has(option)) return undefined;
    if (VALUED.has(option)) at++;
  }
  const argument = application[at];
  if (argument === undefined) return undefined;
  if (!argument.startsWith("/") && directory === undefined) return undefined;
  const path = absolute(argument, directory ?? "/");
  return image.tree.get(path) === undefined ? undefined : path;
}
