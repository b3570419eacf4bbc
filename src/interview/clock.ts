/** The moment, in milliseconds: every part of the interview asks here, so that a test can move it. */
export function now(): number {
  return Date.now();
}
