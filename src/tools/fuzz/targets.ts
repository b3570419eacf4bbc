import { judgeTargets } from "../../../checks/tools/fuzz/judge-targets.ts";
import type { Target } from "../../../checks/tools/fuzz/target.ts";
import { pageTargets } from "./page-targets.ts";
import { progressTargets } from "./progress-targets.ts";

/** All that is given odd input. */
export const targets: readonly Target[] = [
  ...judgeTargets,
  ...pageTargets,
  ...progressTargets,
];
