import type { Files } from "./files.ts";

/** The value of an object's own field; undefined for anything else. */
export function partOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** A text, or undefined. */
export function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A list; anything else is an empty one. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Files by their path, or undefined where a value of them is no text. */
export function filesIn(value: unknown): Files | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return undefined;
  const entries = Object.entries(value);
  return entries.every(([, text]) => typeof text === "string")
    ? Object.fromEntries(entries)
    : undefined;
}

/** A date with time in UTC, in the one form that is written; undefined where it is none. */
export function dateIn(value: unknown): string | undefined {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
