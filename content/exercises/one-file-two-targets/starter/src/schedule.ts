import { Cron } from "croner";

export interface Question {
  readonly pattern: string;
  readonly count: number;
  readonly zone: string;
}

/** Reads the question from an address, or says what is wrong with it. */
export function readQuestion(query: URLSearchParams): Question | string {
  const pattern = query.get("cron");
  const count = Number(query.get("count") ?? 3);
  if (pattern === null) return "cron is missing";
  if (!Number.isInteger(count) || count < 1 || count > 50)
    return "count is a number from 1 to 50";
  return { pattern, count, zone: query.get("zone") ?? "UTC" };
}

/** The times at which a schedule is due next; throws where it is none. */
export function nextRuns(
  { pattern, count, zone }: Question,
  from: Date,
): readonly string[] {
  const schedule = new Cron(pattern, { timezone: zone, paused: true });
  return schedule.nextRuns(count, from).map((run) => run.toISOString());
}
