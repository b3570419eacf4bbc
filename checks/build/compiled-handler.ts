import type { Reaction } from "./handler.ts";
import { codeOf, type SignalName } from "./signals.ts";

/** What a compiled program does on a signal, as far as the text tells that it is made from; `path` names the language. */
export function compiledReaction(
  text: string,
  path: string,
  signal: SignalName,
): Reaction {
  if (/\.(?:java|kt|scala)$/.test(path)) return ofJava(text, signal);
  if (path.endsWith(".go")) return ofGo(text, path, signal);
  return {
    kind: "unknown",
    because: `what ${path} does on ${signal} is not told by its text`,
  };
}

/** The machine's own handler runs the shutdown hooks (java.lang.Runtime), and the exit code tells the signal. */
function ofJava(text: string, signal: SignalName): Reaction {
  if (!/^SIG(?:TERM|INT|HUP)$/.test(signal))
    return {
      kind: "unknown",
      because: `what Java does on ${signal} is not known`,
    };
  return /\baddShutdownHook\s*\(/.test(text)
    ? { kind: "handles", code: codeOf(signal) }
    : {
        kind: "unknown",
        because: "another class may add a shutdown hook",
      };
}

/** os.Interrupt is SIGINT (os, "Variables"); another file of the package may ask for a signal too. */
function ofGo(text: string, path: string, signal: SignalName): Reaction {
  const names =
    new RegExp(`\\b${signal}\\b`).test(text) ||
    (signal === "SIGINT" && /\bos\.Interrupt\b/.test(text));
  return names && /\bsignal\.Notify(?:Context)?\s*\(/.test(text)
    ? { kind: "handles", code: /\bos\.Exit\(/.test(text) ? undefined : 0 }
    : {
        kind: "unknown",
        because: `${path} does not ask for ${signal}, and another file may`,
      };
}
