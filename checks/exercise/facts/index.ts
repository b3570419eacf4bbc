import type { Fact } from "../fact.ts";
import base from "./base.ts";
import credential from "./credential.ts";
import dependencies from "./dependencies.ts";
import health from "./health.ts";
import holds from "./holds.ts";
import lacks from "./lacks.ts";
import leaks from "./leaks.ts";
import rebuild from "./rebuild.ts";
import ships from "./ships.ts";
import stop from "./stop.ts";
import supported from "./supported.ts";
import user from "./user.ts";
import writes from "./writes.ts";

/** Every kind of fact a goal can ask for; each has a file of its name. */
export const facts: readonly Fact[] = [
  base,
  credential,
  dependencies,
  health,
  holds,
  lacks,
  leaks,
  rebuild,
  ships,
  stop,
  supported,
  user,
  writes,
];
