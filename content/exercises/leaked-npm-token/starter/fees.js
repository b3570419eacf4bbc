import { perNight } from "@quay/tariffs";

/** What a boat of this length in metres pays for its stay, in cents. */
export function feeOf(length, nights) {
  if (!(length > 0) || !(nights >= 1)) return undefined;
  const weeks = Math.floor(nights / 7);
  // Every seventh night is free.
  return perNight(length) * (nights - weeks);
}
