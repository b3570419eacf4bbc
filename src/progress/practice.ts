import { persistentAtom } from "@nanostores/persistent";
import { countsIn, listIn, partOf, textIn } from "./parse.ts";
import { setAside, storageKey } from "./storage.ts";

/** How well a criterion was met, the worst first; `once` is at once, without a doubt. */
export const MARKS = ["missed", "partly", "met", "once"] as const;
export type Mark = (typeof MARKS)[number];
/** Marks by criterion. */
export type Marks = Readonly<Record<string, Mark>>;

/** A question of a session: a scenario, one criterion that was due, or an exercise. */
export type SessionStep =
  | {
      readonly kind: "scenario";
      readonly id: string;
      readonly phase: "answer" | "rubric" | "follow-up" | "done";
      readonly answer: string;
      readonly marks: Marks;
      /** How many follow-ups are asked. */
      readonly most: number;
      /** The follow-ups that were asked, by their place in the scenario. */
      readonly asked: readonly number[];
      /** Spent on the answer. */
      readonly seconds: number;
    }
  | {
      readonly kind: "card";
      /** `scenario/criterion` */
      readonly id: string;
      readonly phase: "answer" | "why" | "done";
      readonly mark: Mark | undefined;
    }
  | {
      readonly kind: "exercise";
      readonly id: string;
      readonly phase: "answer" | "done";
    };

export type ScenarioStep = Extract<SessionStep, { kind: "scenario" }>;
export type CardStep = Extract<SessionStep, { kind: "card" }>;

/** A session of practice: it is under way until it has ended. */
export interface Session {
  readonly kind: "session";
  readonly mode: "topics" | "due" | "mock";
  readonly steps: readonly SessionStep[];
  readonly hidesTimer: boolean;
  readonly ended: boolean;
  readonly at: string;
}

/** A scenario that was practised, with its last score. */
export interface Practised {
  readonly kind: "practised";
  readonly points: number;
  readonly of: number;
  readonly times: number;
  readonly at: string;
}

/** Practised scenarios by `scenario/<id>`; sessions by `session/<when they began, ISO>`. */
export type Practice = Readonly<Record<string, Practised | Session>>;

const KEY = storageKey("practice");

/** Of the sessions that have ended, so many of the newest are kept, with what was written in them. */
const KEPT_SESSIONS = 20;

/** What was practised, kept in this browser and shared by its tabs. */
export const practice = persistentAtom<Practice>(
  KEY,
  {},
  {
    encode: JSON.stringify,
    decode: (text) => {
      const read = parsePractice(text);
      if (read === undefined) setAside(KEY, text);
      return read ?? {};
    },
  },
);

/** The scenario's last score; undefined where it was never practised to its end. */
export function practisedOf(
  all: Practice,
  scenario: string,
): Practised | undefined {
  const id = `scenario/${scenario}`;
  const entry = Object.hasOwn(all, id) ? all[id] : undefined;
  return entry?.kind === "practised" && entry.times > 0 ? entry : undefined;
}

/** The id and the session that is under way, the newest of several. */
export function underWay(
  all: Practice,
): readonly [string, Session] | undefined {
  return Object.entries(all)
    .flatMap(([id, entry]): [string, Session][] =>
      entry.kind === "session" && !entry.ended ? [[id, entry]] : [],
    )
    .toSorted(([, a], [, b]) => Date.parse(b.at) - Date.parse(a.at))[0];
}

/** The practice with a session as it is now; of those that have ended the oldest go. */
export function withSession(
  all: Practice,
  id: string,
  session: Session,
): Practice {
  const next = { ...all, [id]: session };
  const gone = Object.entries(next)
    .filter(([, entry]) => entry.kind === "session" && entry.ended)
    .toSorted(([, a], [, b]) => Date.parse(b.at) - Date.parse(a.at))
    .slice(KEPT_SESSIONS)
    .map(([old]) => old);
  return Object.fromEntries(
    Object.entries(next).filter(([each]) => !gone.includes(each)),
  );
}

/** Reads practice as it was stored, what is odd in it left out; undefined where it is no object at all. */
export function parsePractice(text: string): Practice | undefined {
  try {
    return practiceIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** As `parsePractice`, of JSON that is parsed. */
export function practiceIn(stored: unknown): Practice | undefined {
  if (typeof stored !== "object" || stored === null || Array.isArray(stored))
    return undefined;
  return Object.fromEntries(
    Object.entries(stored).flatMap(([id, value]) => {
      const entry = parseSession(value) ?? parsePractised(value);
      return entry === undefined ? [] : [[id, entry]];
    }),
  );
}

function parsePractised(value: unknown): Practised | undefined {
  const at = dateOf(value);
  if (at === undefined || partOf(value, "kind") !== "practised")
    return undefined;
  const number = (name: string): number => {
    const read = partOf(value, name);
    return typeof read === "number" && read >= 0 ? read : 0;
  };
  return {
    kind: "practised",
    points: number("points"),
    of: number("of"),
    times: number("times"),
    at,
  };
}

function parseSession(value: unknown): Session | undefined {
  const at = dateOf(value);
  const mode = partOf(value, "mode");
  if (at === undefined || partOf(value, "kind") !== "session") return undefined;
  if (mode !== "topics" && mode !== "due" && mode !== "mock") return undefined;
  return {
    kind: "session",
    mode,
    steps: listIn(partOf(value, "steps")).flatMap(
      (step) => parseStep(step) ?? [],
    ),
    hidesTimer: partOf(value, "hidesTimer") === true,
    ended: partOf(value, "ended") === true,
    at,
  };
}

function parseStep(value: unknown): SessionStep | undefined {
  const id = textIn(partOf(value, "id"));
  const phase = partOf(value, "phase");
  if (id === undefined) return undefined;
  switch (partOf(value, "kind")) {
    case "scenario": {
      const counts = countsIn(value, 86_400);
      return {
        kind: "scenario",
        id,
        phase:
          phase === "rubric" || phase === "follow-up" || phase === "done"
            ? phase
            : "answer",
        answer: textIn(partOf(value, "answer")) ?? "",
        marks: marksIn(partOf(value, "marks")),
        most: counts["most"] ?? 1,
        asked: listIn(partOf(value, "asked"))
          .filter((at) => Number.isInteger(at))
          .map(Number),
        seconds: counts["seconds"] ?? 0,
      };
    }
    case "card":
      return {
        kind: "card",
        id,
        phase: phase === "why" || phase === "done" ? phase : "answer",
        mark: markIn(partOf(value, "mark")),
      };
    case "exercise":
      return {
        kind: "exercise",
        id,
        phase: phase === "done" ? phase : "answer",
      };
    default:
      return undefined;
  }
}

function marksIn(value: unknown): Marks {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([criterion, stored]) => {
      const mark = markIn(stored);
      return mark === undefined ? [] : [[criterion, mark]];
    }),
  );
}

function markIn(value: unknown): Mark | undefined {
  return MARKS.find((mark) => mark === value);
}

function dateOf(value: unknown): string | undefined {
  const at = textIn(partOf(value, "at"));
  return at === undefined || Number.isNaN(Date.parse(at)) ? undefined : at;
}
