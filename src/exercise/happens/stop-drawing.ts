import type { EventShown, StopView } from "./model.ts";

/** A process through time. */
export interface Lane {
  readonly y: number;
  /** How far its name is set in: one step for each process above it. */
  readonly indent: number;
  /** Where it ends; at the edge of the drawing where that is not known. */
  readonly to: number;
  readonly ends: "exits" | "killed" | "unknown";
}

/** Something at one moment of one process. */
export interface Mark {
  readonly kind: "ignored" | "handled" | "exited";
  readonly x: number;
  readonly y: number;
  /** Where a handler ends. */
  readonly to: number;
  readonly text: string;
}

/** A signal on its way down. */
export interface SignalArrow {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A time line from the signal to the end. Lengths of time are not to scale: the first moment is drawn wide. */
export interface StopDrawing {
  readonly height: number;
  readonly lanes: readonly Lane[];
  readonly marks: readonly Mark[];
  readonly arrows: readonly SignalArrow[];
  /** SIGKILL for all that still runs. */
  readonly kill: { readonly x: number; readonly bottom: number } | undefined;
  /** Moments under the axis. */
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly axis: number;
}

/** The width of the drawing, and where its time begins and ends. */
export const WIDTH = 330;
export const START = 104;
const END = 296;
/** From one event of the first moment to the next. */
const STEP = 32;
const TOP = 62;
const LANE = 46;

/** Places what happens: the events of the first moment side by side, what comes later at the right. */
export function stopDrawing({
  processes,
  events,
}: Pick<StopView, "processes" | "events">): StopDrawing {
  const laneY = (at: number): number => TOP + at * LANE;
  const axis = laneY(processes.length - 1) + 34;
  const xs = placesOf(events);
  const endX = Math.max(START, ...xs);
  const exits = new Map<number, number>();
  const marks: Mark[] = [];
  const arrows: SignalArrow[] = [];
  let kill: number | undefined;
  for (const [at, event] of events.entries()) {
    const x = xs[at] ?? START;
    const { kind, process = 0, from, signal = "" } = event;
    const mark = { x, y: laneY(process), to: x };
    switch (kind) {
      case "sent":
        arrows.push({ x, from: 22, to: laneY(process), text: signal });
        break;
      case "forwarded":
        arrows.push({
          x,
          from: laneY(from ?? 0),
          to: laneY(process),
          text: signal,
        });
        break;
      case "ignored":
        marks.push({ ...mark, kind, text: "ignored" });
        break;
      case "handled":
        marks.push({ ...mark, kind, to: endX, text: "handler runs" });
        break;
      case "exited":
        exits.set(process, x);
        marks.push({ ...mark, kind, text: `exit ${event.code ?? "?"}` });
        break;
      case "killed":
        kill = x;
        break;
      case "ended":
        break;
    }
  }
  const hasEnd = events.some(({ kind }) => kind === "ended");
  return {
    height: axis + 26,
    axis,
    lanes: processes.map((_, at) => {
      const exit = exits.get(at);
      return {
        y: laneY(at),
        indent: at * 10,
        to: exit ?? kill ?? (hasEnd ? endX : END + 20),
        ends:
          exit !== undefined
            ? "exits"
            : kill !== undefined || hasEnd
              ? "killed"
              : "unknown",
      };
    }),
    marks,
    arrows,
    kill: kill === undefined ? undefined : { x: kill, bottom: axis },
    ticks: ticksOf(events, endX),
  };
}

/** Where each event stands: one after the other in the first moment, all later ones at the end. */
function placesOf(events: readonly EventShown[]): readonly number[] {
  let x = START + 14 - STEP;
  let wasSent = false;
  return events.map(({ kind, seconds }) => {
    if (seconds !== 0) return END;
    // What a process does on a signal stands right beside its arrow.
    if (kind === "sent" || kind === "forwarded" || !wasSent) x += STEP;
    else x += kind === "ended" ? 0 : STEP / 2;
    wasSent = kind === "sent" || kind === "forwarded";
    return Math.min(x, END);
  });
}

function ticksOf(
  events: readonly EventShown[],
  endX: number,
): StopDrawing["ticks"] {
  const last = events.at(-1);
  if (last === undefined) return [];
  const start = { x: START + 14, text: "0 s" };
  if (last.seconds === 0 || last.kind !== "ended") return [start];
  return [
    start,
    {
      x: endX,
      text: last.seconds === undefined ? "handler done" : last.time,
    },
  ];
}
