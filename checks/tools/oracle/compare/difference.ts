/** Something that a builder did otherwise than predicted. */
export interface Difference {
  readonly part:
    "build" | "layer" | "config" | "history" | "cache" | "account" | "stop";
  /** The instruction it is about, or empty. */
  readonly step: string;
  /** What of it: a path, a field. */
  readonly what: string;
  readonly predicted: string;
  readonly real: string;
}

/** A difference in one line. */
export function inWords({
  part,
  step,
  what,
  predicted,
  real,
}: Difference): string {
  const at = step === "" ? "" : ` (${step})`;
  return `${part}${at}: ${what}: predicted ${predicted}, real ${real}`;
}
