import type { Base, Stage } from "./model.ts";
import type { Instruction } from "./instruction.ts";
import type { PackageCommand } from "./package-commands.ts";
import type { Setting } from "./package-options.ts";
import type { Permissions } from "./permissions.ts";
import type { RunCommand } from "./run-commands.ts";
import type { ShellRun } from "./shell-runs.ts";
import type { PlainCommand } from "../shell/queries.ts";

/** What was worked out about a stage, kept with it because many rules ask the same. */
// Not WeakMaps: V8 keeps what they hold past the next collection, and each access costs a hash.
export class StageMemo {
  readonly byKeyword = new Map<string, readonly Instruction[]>();
  readonly settings = new Map<Setting, boolean>();
  andTriggers: readonly Instruction[] | undefined = undefined;
  runCommands: readonly RunCommand[] | undefined = undefined;
  packageCommands: readonly PackageCommand[] | undefined = undefined;
  packageCommandsByPlain:
    ReadonlyMap<PlainCommand, PackageCommand> | undefined = undefined;
  shellRuns: readonly ShellRun[] | undefined = undefined;
  permissions: readonly Permissions[] | undefined = undefined;
  /** The lowest of the stages it stands on, or itself. */
  bottom: Stage | undefined = undefined;
  /** What the lowest of the stages starts from. */
  bottomBase: Base | undefined = undefined;
}
