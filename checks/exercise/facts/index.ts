import type { Fact } from "../fact.ts";
import base from "./base.ts";
import dependencies from "./dependencies.ts";
import health from "./health.ts";
import leaks from "./leaks.ts";
import rebuild from "./rebuild.ts";
import ships from "./ships.ts";
import stop from "./stop.ts";
import supported from "./supported.ts";
import user from "./user.ts";

/** Every kind of fact a goal can ask for; each has a file of its name. */
export const facts: readonly Fact[] = [
  base,
  dependencies,
  health,
  leaks,
  rebuild,
  ships,
  stop,
  supported,
  user,
];
