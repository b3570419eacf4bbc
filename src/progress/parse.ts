import type { Files } from "../../checks/files.ts";

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

/** The texts of a list; anything else in it is left out. */
export function textsIn(value: unknown): readonly string[] {
  return listIn(value).filter((each) => typeof each === "string");
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

/** Whole numbers from 0 to the most, by name; others are left out. */
export function countsIn(
  value: unknown,
  most: number,
): Readonly<Record<string, number>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, count]) => Number.isInteger(count) && count >= 0 && count <= most,
    ),
  );
}
