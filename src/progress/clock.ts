/** The moment, in milliseconds since 1970; read here alone, so that tests can move the clock. */
export function now(): number {
  return Date.now();
}
