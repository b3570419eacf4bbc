import { listIn } from "../../checks/stored.ts";

export {
  dateIn,
  filesIn,
  listIn,
  partOf,
  textIn,
} from "../../checks/stored.ts";

/** The texts of a list; anything else in it is left out. */
export function textsIn(value: unknown): readonly string[] {
  return listIn(value).filter((each) => typeof each === "string");
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
