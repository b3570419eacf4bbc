import type { Process } from "../build/launch.ts";
import type { StopEvent } from "../build/stop-event.ts";
import type { Stop } from "../build/stop.ts";

/** What a stop does to a container, as the title of a sentence. */
export const STOP_OUTCOMES: Readonly<Record<Stop["kind"], string>> = {
  graceful: "Graceful",
  terminated: "Ended without a handler",
  "cut-off": "Cut off",
  killed: "Killed",
  "not-started": "Never started",
  unknown: "Not known",
};

/** When something happens: `0 s`, or `later` where that depends on how long a handler takes. */
export function eventTime({ seconds }: StopEvent): string {
  return seconds === undefined ? "later" : `${seconds} s`;
}

/** What happens, with the names of the processes: "sh (PID 1) ignores it". */
export function eventText(
  event: StopEvent,
  processes: readonly Process[],
): string {
  const name = (at: number): string => {
    const process = processes[at]?.name ?? "?";
    return at === 0 ? `${process} (PID 1)` : process;
  };
  switch (event.kind) {
    case "sent":
      return `${event.signal} to ${name(event.to)}`;
    case "forwarded":
      return `${name(event.from)} passes ${event.signal} on to ${name(event.to)}`;
    case "ignored":
      return `${name(event.by)} ignores it`;
    case "handled":
      return `the handler of ${name(event.by)} runs`;
    case "exited":
      return `${name(event.process)} exits, code ${event.code ?? "not known"}`;
    case "killed":
      return "SIGKILL for all that still runs";
    case "ended":
      return `the container is stopped, exit code ${event.code ?? "not known"}`;
  }
}
