/** What a session is chosen from: a scenario without its texts. */
export interface ListedScenario {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly module: string;
  readonly level: string;
  readonly minutes: number;
  /** The ids of its criteria. */
  readonly criteria: readonly string[];
  /** The exercise that proves it. */
  readonly exercise: string | undefined;
}

/** An exercise that is short enough for a mock interview. */
export interface ListedExercise {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
}

/** What sessions are made of. */
export interface Listed {
  readonly scenarios: readonly ListedScenario[];
  readonly exercises: readonly ListedExercise[];
}

/** A scenario's texts, as its page carries them for practice; backquotes mark code. */
export interface ScenarioTexts {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly level: string;
  readonly minutes: number;
  readonly question: string;
  readonly brief: string;
  readonly rubric: readonly Criterion[];
  readonly weak: readonly {
    readonly answer: string;
    readonly misses: string;
  }[];
  readonly followUps: readonly FollowUp[];
}

export interface Criterion {
  readonly id: string;
  readonly criterion: string;
  readonly ask: string;
  readonly why: string;
  readonly weight: number;
  /** The lesson or the source behind it. */
  readonly behind: Behind;
}

/** Where a criterion is explained: a path below the site's root, or an address outside. */
export interface Behind {
  readonly title: string;
  readonly href: string;
}

export interface FollowUp {
  readonly question: string;
  readonly answer: string;
  /** The criteria after whose miss it is asked first. */
  readonly after: readonly string[];
}

/** The kinds as they are called, in the order in which they are shown. */
export const KINDS: Readonly<Record<string, string>> = {
  incident: "Incident",
  design: "Design",
  review: "Review",
  judgement: "Judgement",
  response: "Security response",
};

/** The levels, the first one first. */
export const LEVELS = ["junior", "mid", "senior"] as const;
