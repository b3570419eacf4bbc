/** A text that is known, or why it cannot be told from the files. */
export type Value = KnownValue | UnknownValue;

export interface KnownValue {
  readonly kind: "known";
  readonly value: string;
}

export interface UnknownValue {
  readonly kind: "unknown";
  /** Why, as the end of a sentence: "the build argument BASE has no default". */
  readonly because: string;
  /** The known part of the text, with `UNKNOWN_PART` where the rest would stand. */
  readonly pattern: string;
}

/** Stands in a pattern for a stretch that is not known. */
export const UNKNOWN_PART = "\u0000";

export function known(value: string): KnownValue {
  return { kind: "known", value };
}

export function unknown(
  because: string,
  pattern: string = UNKNOWN_PART,
): UnknownValue {
  return { kind: "unknown", because, pattern };
}

/** The text where it is known, else undefined. */
export function knownText(value: Value | undefined): string | undefined {
  return value?.kind === "known" ? value.value : undefined;
}
