import type { Process } from "../../../checks/build/launch.ts";
import type { Build } from "../../../checks/build/simulate.ts";
import type { StopEvent } from "../../../checks/build/stop-event.ts";
import { stopOf, type Stop } from "../../../checks/build/stop.ts";
import { short } from "../../../checks/report/columns.ts";
import {
  eventTime,
  eventText,
  STOP_OUTCOMES,
} from "../../../checks/report/stop-words.ts";
import type { EventShown, ProcessShown, StopView } from "./model.ts";

const ROLES: Readonly<Record<Process["role"], string>> = {
  init: "init: passes signals on",
  shell: "shell: waits for its command",
  runner: "runs a script of package.json",
  application: "the application",
};

/** What `docker stop` does to a container of a build's image. */
export function stopView({ image }: Build): StopView {
  if (image === undefined)
    return {
      kind: "no image",
      outcome: "Nothing to stop",
      sentence: "There is no image to start.",
      graceSeconds: 0,
      processes: [],
      events: [],
    };
  const stop = stopOf(image);
  const { kind, because, graceSeconds, processes, events } = stop;
  return {
    kind,
    outcome: STOP_OUTCOMES[kind],
    sentence: `${because}${ending(stop)}.`,
    graceSeconds,
    processes: processes.map(processShown),
    events: events.map((event) => eventShown(event, processes)),
  };
}

function ending({ exitCode, kind, graceSeconds }: Stop): string {
  if (exitCode === undefined) return "";
  return kind === "killed" && graceSeconds > 0
    ? `: after ${graceSeconds} s SIGKILL ends the container, exit code ${exitCode}`
    : `; exit code ${exitCode}`;
}

function processShown({ role, name, argv, before }: Process): ProcessShown {
  return {
    name,
    command: short(argv.join(" "), 80),
    before: before.map((program) => short(program.join(" "), 80)),
    role: ROLES[role],
  };
}

function eventShown(
  event: StopEvent,
  processes: readonly Process[],
): EventShown {
  return {
    kind: event.kind,
    seconds: event.seconds,
    time: eventTime(event),
    text: eventText(event, processes),
    process:
      "to" in event
        ? event.to
        : "by" in event
          ? event.by
          : "process" in event
            ? event.process
            : undefined,
    from: "from" in event ? event.from : undefined,
    signal: "signal" in event ? event.signal : undefined,
    code: "code" in event ? event.code : undefined,
  };
}
