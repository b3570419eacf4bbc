import type { Image } from "./simulate.ts";
import { launchOf } from "./launch.ts";
import { absolute } from "./tree.ts";
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
  const signal = knownText(image.config.stopSignal.value);
  if (signal === undefined)
    return { kind: "unknown", because: "the stop signal is not known" };
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

/** Whether the application handles the signal, from the text of the script it runs. */
function handlerIn(
  application: readonly string[],
  signal: string,
  image: Image,
): Handler {
  const program = application[0] ?? "";
  const name = program.slice(program.lastIndexOf("/") + 1);
  if (HANDLE_THEMSELVES.has(name)) return "yes";
  const script = scriptPath(application, image);
  const text = script && image.tree.get(script)?.text;
  if (text === undefined) return "unknown";
  const wanted = signal.startsWith("SIG") ? signal : `SIG${signal}`;
  // A handler may stand in a module that the script loads, so its absence here proves nothing for those.
  if (new RegExp(`\\b${wanted.replace(/\W/g, "")}\\b`).test(text)) return "yes";
  return /\b(?:require|import)\b[^\n]*["']\.{1,2}\//.test(text)
    ? "unknown"
    : "no";
}

/** The path of the file that an interpreter is given, where the image is known to hold it. */
export function scriptPath(
  application: readonly string[],
  image: Image,
): string | undefined {
  const directory = knownText(image.config.workdir.value) ?? "/";
  const argument = application.slice(1).find((arg) => !arg.startsWith("-"));
  if (argument === undefined) return undefined;
  const path = absolute(argument, directory);
  return image.tree.get(path) === undefined ? undefined : path;
}
