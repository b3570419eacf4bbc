import type { Reaction } from "./handler.ts";
import { initOptions } from "./init-options.ts";
import type { Process } from "./launch.ts";
import type { SignalTrap } from "./signal-trap.ts";
import {
  codeOf,
  endsByDefault,
  signalNamed,
  type SignalName,
} from "./signals.ts";
import type { StopEvent } from "./stop-event.ts";

/** What becomes of a process that got the signal, and of the application below it. */
export type Fate =
  | {
      readonly kind: "ends";
      readonly code: number | undefined;
      /** `handled`: its handler ran. `ended`: by the signal itself. `left`: it still runs and goes with the container. */
      readonly application: "handled" | "ended" | "left";
      readonly because: string;
    }
  | { readonly kind: "stays"; readonly because: string }
  | { readonly kind: "unknown"; readonly because: string };

/**
 * Follows a signal from PID 1 down and adds what happens to `events`. Measured with dash, bash, BusyBox ash, tini 0.19,
 * dumb-init 1.2.5, npm 11 and Node 20 as PID 1 of a PID namespace.
 */
export function deliver(
  processes: readonly Process[],
  signal: SignalName,
  reaction: (signal: SignalName) => Reaction,
  events: StopEvent[],
): Fate {
  const last = processes.length - 1;
  const program = processes[last]?.name ?? "the application";

  const receive = (at: number, got: SignalName, inGroup: boolean): Fate => {
    const process = processes[at];
    switch (process?.role) {
      case undefined:
        return { kind: "unknown", because: "nothing receives the signal" };
      case "application":
        return applicationReceives(at, got);
      case "shell":
        return shellReceives(process, at, got);
      case "init":
        return initReceives(process, at, got);
      case "runner":
        return runnerReceives(process, at, got, inGroup);
    }
  };

  const applicationReceives = (at: number, got: SignalName): Fate => {
    const reacts = reaction(got);
    switch (reacts.kind) {
      case "unknown":
        return reacts;
      case "handles":
        events.push(
          { kind: "handled", seconds: 0, signal: got, by: at },
          {
            kind: "exited",
            seconds: undefined,
            process: at,
            code: reacts.code,
          },
        );
        return {
          kind: "ends",
          code: reacts.code,
          application: "handled",
          because: `${got} reaches ${program}, and its handler runs`,
        };
      case "ends":
        return ends(at, reacts.code, `${program} ends on ${got} by itself`);
      case "default":
        if (at === 0)
          return ignores(
            at,
            got,
            `${program} is PID 1 and has no handler, and for PID 1 the kernel drops ${got}`,
          );
        return endsByDefault(got)
          ? ends(
              at,
              codeOf(got),
              `${got} reaches ${program}, which has no handler and ends by its default action`,
            )
          : ignores(
              at,
              got,
              `${program} has no handler, and without one ${got} does nothing`,
            );
    }
  };

  const ends = (at: number, code: number, because: string): Fate => {
    events.push({ kind: "exited", seconds: 0, process: at, code });
    return { kind: "ends", code, application: "ended", because };
  };

  const ignores = (at: number, got: SignalName, because: string): Fate => {
    events.push({ kind: "ignored", seconds: 0, signal: got, by: at, because });
    return { kind: "stays", because };
  };

  const shellReceives = (shell: Process, at: number, got: SignalName): Fate => {
    const { trap } = shell;
    if (trap?.signals.some((signal) => signalNamed(signal) === got) === true)
      return trapReceives(shell, trap, at, got);
    if (at === 0)
      return ignores(
        at,
        got,
        `${shell.name} is PID 1, ignores ${got} and never passes it on to ${program}`,
      );
    // dash waits for its command on SIGINT; the other shells were not measured.
    if (got === "SIGINT")
      return {
        kind: "unknown",
        because: `what ${shell.name} does on ${got} while ${program} runs is not told`,
      };
    if (!endsByDefault(got))
      return ignores(
        at,
        got,
        `${shell.name} ignores ${got} and never passes it on to ${program}`,
      );
    const code = codeOf(got);
    events.push({ kind: "exited", seconds: 0, process: at, code });
    return {
      kind: "ends",
      code,
      application: "left",
      because: `${got} ends ${shell.name}, which does not pass it on, and the container ends with it before ${program} is done`,
    };
  };

  /** Measured with dash, bash and BusyBox ash: the signal ends `wait`, and the script goes on after its trap. */
  const trapReceives = (
    { name }: Process,
    { sends, waits }: SignalTrap,
    at: number,
    got: SignalName,
  ): Fate => {
    const sent = signalNamed(sends);
    if (sent === undefined)
      return {
        kind: "unknown",
        because: `${name} passes on a signal that is not known`,
      };
    events.push({
      kind: "forwarded",
      seconds: 0,
      signal: sent,
      from: at,
      to: at + 1,
    });
    if (waits) {
      const below = receive(at + 1, sent, false);
      if (below.kind !== "ends") return below;
      const seconds = timeOf(below);
      events.push({ kind: "exited", seconds, process: at, code: undefined });
      return { ...below, code: undefined };
    }
    if (at + 1 !== last)
      return {
        kind: "unknown",
        because: `${name} does not wait for what it passes ${got} on to`,
      };
    if (reaction(sent).kind === "handles")
      events.push({ kind: "handled", seconds: 0, signal: sent, by: last });
    events.push({ kind: "exited", seconds: 0, process: at, code: undefined });
    return {
      kind: "ends",
      code: undefined,
      application: "left",
      because: `${name} passes ${got} on without waiting, and the container ends with it before ${program} is done`,
    };
  };

  const initReceives = (init: Process, at: number, got: SignalName): Fate => {
    const { group, rewritten, remapped } = initOptions(init, got);
    if (rewritten === undefined)
      return ignores(at, got, `${init.name} is told to drop ${got}`);
    for (let to = at + 1; to <= (group ? last : at + 1); to++)
      events.push({
        kind: "forwarded",
        seconds: 0,
        signal: rewritten,
        from: at,
        to,
      });
    const below = receive(at + 1, rewritten, group);
    if (below.kind === "stays" && group && last > at + 1)
      return {
        kind: "unknown",
        because: `${init.name} passes ${rewritten} to all processes, and what follows was not measured`,
      };
    if (below.kind !== "ends") return below;
    let { application } = below;
    if (group && application === "left") {
      // The application got the signal too, but the container ends with the process that stands above it.
      const reacts = reaction(rewritten);
      if (reacts.kind === "handles")
        events.push({
          kind: "handled",
          seconds: 0,
          signal: rewritten,
          by: last,
        });
      if (reacts.kind === "default" && endsByDefault(rewritten))
        application = "ended";
    }
    const code =
      below.code !== undefined && remapped.has(below.code) ? 0 : below.code;
    events.push({ kind: "exited", seconds: timeOf(below), process: at, code });
    return { ...below, application, code };
  };

  const runnerReceives = (
    runner: Process,
    at: number,
    got: SignalName,
    inGroup: boolean,
  ): Fate => {
    if (runner.name !== "npm")
      return {
        kind: "unknown",
        because: `how ${runner.name} passes signals on was not measured`,
      };
    // npm/run-script, lib/signal-manager.js.
    if (got !== "SIGTERM" && got !== "SIGINT")
      return at === 0
        ? ignores(
            at,
            got,
            `npm is PID 1 and passes on SIGTERM and SIGINT alone`,
          )
        : leaves(at, got);
    if (!inGroup)
      events.push({
        kind: "forwarded",
        seconds: 0,
        signal: got,
        from: at,
        to: at + 1,
      });
    const below = receive(at + 1, got, inGroup);
    if (below.kind !== "ends") return below;
    // npm ends itself by the signal that ended its script; as PID 1 it cannot and exits with 1.
    const code =
      below.application === "handled" ? below.code : at === 0 ? 1 : codeOf(got);
    events.push({ kind: "exited", seconds: timeOf(below), process: at, code });
    return { ...below, code };
  };

  const leaves = (at: number, got: SignalName): Fate => {
    const code = codeOf(got);
    events.push({ kind: "exited", seconds: 0, process: at, code });
    return {
      kind: "ends",
      code,
      application: "left",
      because: `${got} ends npm, which passes on SIGTERM and SIGINT alone, and the container ends before ${program} is done`,
    };
  };

  return receive(0, signal, false);
}

function timeOf(fate: Fate & { readonly kind: "ends" }): number | undefined {
  return fate.application === "handled" ? undefined : 0;
}
