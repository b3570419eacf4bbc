import * as z from "zod";

export const Reading = z.object({
  gauge: z.string(),
  /** Centimetres above chart datum. */
  level: z.number(),
  at: z.string(),
});

export type Reading = z.infer<typeof Reading>;

const newest = new Map<string, Reading>();

export function record(reading: Reading): void {
  const before = newest.get(reading.gauge);
  if (before === undefined || before.at < reading.at)
    newest.set(reading.gauge, reading);
}

export function read(gauge: string): Reading | undefined {
  return newest.get(gauge);
}
