import type { Image } from "./simulate.ts";
import { launchOf } from "./launch.ts";
import { absolute, parentOf } from "./tree.ts";
import { knownText } from "../value.ts";

/** What `docker stop` does to the application. */
export type Stop =
  /** The application's handler runs and it leaves by itself. */
  | { readonly kind: "graceful" }
  /** The application ends at once by the signal's default action. */
  | { readonly kind: "terminated"; readonly because: string }
  /** The container ends before the application's handler has run. */
  | { readonly kind: "cut-off"; readonly because: string }
  /** Nothing happens until SIGKILL. */
  | { readonly kind: "killed"; readonly because: string }
  | { readonly kind: "unknown"; readonly because: string };

/** Works out what the stop signal does, from the measured behaviour of shells, inits and npm (README, "Sources"). */
export function stopOf(image: Image): Stop {
  const launch = launchOf(image);
  if (launch.kind === "none")
    return { kind: "unknown", because: "the image starts nothing by itself" };
  if (launch.kind === "unknown") return launch;
  const signal = signalName(knownText(image.config.stopSignal.value));
  if (signal === undefined)
    return { kind: "unknown", because: "the stop signal is not known" };
  if (signal === "SIGKILL")
    return {
      kind: "killed",
      because: "SIGKILL ends the application, which nothing can handle",
    };
  const handles = handlerIn(launch.application, signal, image);
  const program = launch.application[0] ?? "";
  const [first, ...below] = launch.starters;
  if (first === undefined) return asPidOne(program, signal, handles);
  switch (first.kind) {
    case "shell":
      return {
        kind: "killed",
        because: `${first.name} is PID 1, ignores ${signal} and never passes it on to ${program}`,
      };
    case "init":
      return underInit(first.name, below, program, handles);
    case "runner":
      return underRunner(first.name, below, program, handles);
  }
}

const SIGNAL_NUMBERS: ReadonlyMap<string, string> = new Map([
  ["1", "SIGHUP"],
  ["2", "SIGINT"],
  ["3", "SIGQUIT"],
  ["9", "SIGKILL"],
  ["10", "SIGUSR1"],
  ["12", "SIGUSR2"],
  ["15", "SIGTERM"],
]);

/** A signal by its full name: STOPSIGNAL takes `SIGTERM`, `term` and `15` for the same. */
function signalName(text: string | undefined): string | undefined {
  if (text === undefined || /^\d+$/.test(text))
    return SIGNAL_NUMBERS.get(text ?? "");
  const upper = text.toUpperCase();
  return upper.startsWith("SIG") ? upper : `SIG${upper}`;
}

type Handler = "yes" | "no" | "unknown";

function asPidOne(program: string, signal: string, handles: Handler): Stop {
  if (handles === "yes") return { kind: "graceful" };
  if (handles === "no")
    return {
      kind: "killed",
      because: `${program} is PID 1 and has no handler, and for PID 1 the kernel drops ${signal}`,
    };
  return {
    kind: "unknown",
    because: `${program} receives ${signal}, but whether it handles it is not told`,
  };
}

function underInit(
  init: string,
  below: readonly { readonly kind: string; readonly name: string }[],
  program: string,
  handles: Handler,
): Stop {
  const [next] = below;
  if (next?.kind === "shell")
    return {
      kind: "cut-off",
      because: `${init} passes the signal to ${next.name}, which ends at once, and the container ends with it`,
    };
  if (next !== undefined)
    return {
      kind: "unknown",
      because: `${init} passes the signal to ${next.name}, which stands between it and ${program}`,
    };
  if (handles === "yes") return { kind: "graceful" };
  if (handles === "no")
    return {
      kind: "terminated",
      because: `${init} passes the signal on, and ${program} ends by its default action, exit code 143`,
    };
  return {
    kind: "unknown",
    because: `${program} receives the signal, but whether it handles it is not told`,
  };
}

function underRunner(
  runner: string,
  below: readonly { readonly kind: string; readonly name: string }[],
  program: string,
  handles: Handler,
): Stop {
  if (runner !== "npm")
    return {
      kind: "unknown",
      because: `how ${runner} passes signals on was not measured`,
    };
  if (below[0]?.kind === "shell")
    return {
      kind: "cut-off",
      because: `npm passes the signal to ${below[0].name}, which ends without passing it on, so ${program} never hears it`,
    };
  if (handles === "yes") return { kind: "graceful" };
  return {
    kind: "unknown",
    because: `npm stands between the signal and ${program}`,
  };
}

/** Programs that shut down in order on their stop signal without help. */
const HANDLE_THEMSELVES = new Set([
  "nginx",
  "postgres",
  "redis-server",
  "gunicorn",
  "uvicorn",
  "httpd",
  "caddy",
]);

/** Programs that run the file they are given. */
const INTERPRETERS = /^(?:node|nodejs|bun|deno|python[\d.]*|ruby|perl|php)$/;

/** What packages that set up handlers are called, or call what does it. */
const BRINGS_HANDLERS =
  /graceful|close-with-grace|terminus|lightship|enableShutdownHooks|\b(?:uvicorn|gunicorn|hypercorn|waitress)\b/i;

/** Whether the application handles the signal, from the text of the script it runs. */
function handlerIn(
  application: readonly string[],
  signal: string,
  image: Image,
): Handler {
  const program = application[0] ?? "";
  const name = program.slice(program.lastIndexOf("/") + 1);
  if (HANDLE_THEMSELVES.has(name)) return "yes";
  const script = INTERPRETERS.test(name)
    ? scriptPath(application, image)
    : undefined;
  const text = script === undefined ? undefined : image.tree.get(script)?.text;
  if (script === undefined || text === undefined) return "unknown";
  if (
    new RegExp(`\\b${signal.replace(/\W/g, "")}\\b`).test(withoutComments(text))
  )
    return "yes";
  // A handler may stand in a module that the script loads, so its absence here proves nothing for those.
  return BRINGS_HANDLERS.test(text) || loadsOwnModules(text, script, image)
    ? "unknown"
    : "no";
}

/** A script without its comments: a handler that is only talked about handles nothing. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/(?<=^|\s)(?:\/\/|#(?=[\s!])).*$/gm, "");
}

/** Whether a script loads a file of its own project. */
function loadsOwnModules(text: string, script: string, image: Image): boolean {
  if (/\b(?:require|import|from|include)\b[^\n]*["']\.{1,2}\//.test(text))
    return true;
  // Python names modules without a path: "from handlers import stop".
  return [...text.matchAll(/^\s*(?:from|import)\s+(\.*)(\w+)/gm)].some(
    ([, dots, module]) => {
      const beside = absolute(module ?? "", parentOf(script));
      return (
        dots !== "" ||
        image.tree.get(beside) !== undefined ||
        image.tree.get(`${beside}.py`) !== undefined
      );
    },
  );
}

/** Options of interpreters that take the next word. */
const VALUED = new Set(
  "-r --require --import --loader --experimental-loader -C --conditions --env-file -W -X -I".split(
    " ",
  ),
);
/** Options of interpreters that run something else than a file. */
const WITHOUT_FILE = new Set(["-e", "--eval", "-p", "--print", "-c", "-m"]);

/** The path of the file that an interpreter is given, where the image is known to hold it. */
export function scriptPath(
  application: readonly string[],
  image: Image,
): string | undefined {
  let at = 1;
  for (; application[at]?.startsWith("-") === true; at++) {
    const option = application[at] ?? "";
    if (WITHOUT_FILE.has(option)) return undefined;
    if (VALUED.has(option)) at++;
  }
  const argument = application[at];
  if (argument === undefined) return undefined;
  const path = absolute(argument, knownText(image.config.workdir.value) ?? "/");
  return image.tree.get(path) === undefined ? undefined : path;
}
