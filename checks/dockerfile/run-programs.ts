import { commandPresence } from "../build/command-presence.ts";
import { isAbsentFromBase, isClear } from "../build/missing-program.ts";
import { readInstall } from "../build/packages.ts";
import type { BuiltStage } from "../build/simulate.ts";
import type { Span } from "../files.ts";
import { baseName, isUnconditional } from "../shell/queries.ts";
import type { Run } from "./instruction.ts";
import type { Stage } from "./model.ts";
import { instructionsOf } from "./queries.ts";
import { runCommands, type RunCommand } from "./run-commands.ts";

/** A program that a RUN asks for and the image is known not to have at that time. */
export interface MissingProgram {
  readonly at: Span;
  readonly program: string;
  /** Whether it is the shell of the RUN itself. */
  readonly isShell: boolean;
}

/** More would help nobody. */
const MOST_IN_A_STAGE = 10;

/** Follows what stages install in the order of the file, so that a program removed later counts where it is used. */
export class ProgramsInTime {
  private readonly done = new Map<Stage, StageTime>();

  /** The missing programs of a stage, each at its first use; the stage that it starts from has to come before. */
  *missingIn(built: BuiltStage): Generator<MissingProgram> {
    const { stage } = built;
    const below =
      stage.base.kind === "stage" ? this.done.get(stage.base.stage) : undefined;
    const time = new StageTime(built, below);
    this.done.set(stage, time);
    if (stage.config.facts === undefined) return;
    let count = 0;
    for (const missing of time.missing()) {
      yield missing;
      if (missing.isShell || ++count === MOST_IN_A_STAGE) return;
    }
  }
}

class StageTime {
  private readonly built: BuiltStage;
  private readonly below: StageTime | undefined;
  /** All that was installed up to now, also where it was removed again. */
  private readonly packages: Set<string>;
  private readonly judged = new Set<string>();
  private readonly lacking = new Set<string>();
  /** How often a command of each name is still to come, and which came already. */
  private readonly toCome = new Map<string, number>();
  private readonly past = new Set<string>();
  /** Whether so much that is not known was done that nothing is certain any more. */
  private isOpen: boolean;

  constructor(built: BuiltStage, below: StageTime | undefined) {
    this.built = built;
    this.below = below;
    this.packages = new Set(below?.packages);
    this.isOpen = below?.isOpen ?? false;
  }

  *missing(): Generator<MissingProgram> {
    const { stage } = this.built;
    const own = new Set<Run>(instructionsOf(stage, "RUN"));
    const commands = runCommands(stage).filter(({ run }) => own.has(run));
    for (const { plain } of commands)
      this.toCome.set(
        plain.name ?? "",
        (this.toCome.get(plain.name ?? "") ?? 0) + 1,
      );
    // With a shell copied in, builtins and other programs may be there too.
    const hasOwnShell = stage.config.facts?.shell !== "none";
    const rescued = new Map<Run, ReadonlySet<number> | undefined>();
    for (const found of commands) {
      const { run, plain, command } = found;
      if (!rescued.has(run)) {
        rescued.set(run, isClear(run) ? rescuedIn(run) : undefined);
        const shell = this.missingShell(run);
        if (shell !== undefined) yield shell;
      }
      const program = plain.nameWord?.value;
      const ways = rescued.get(run);
      if (
        program !== undefined &&
        ways !== undefined &&
        (hasOwnShell || command === undefined) &&
        isCertain(found, ways) &&
        this.lacks(program, run)
      )
        yield { at: found.at, program, isShell: false };
      this.pass(plain.name ?? "");
      if (MANAGERS.has(plain.name ?? "")) this.install(found);
    }
  }

  private install({ plain, command, run }: RunCommand): void {
    const install = readInstall(plain, command, run.before.environment);
    if (install?.kind !== "system") return;
    for (const text of install.packages) this.packages.add(text);
  }

  private pass(name: string): void {
    this.past.add(name);
    this.toCome.set(name, (this.toCome.get(name) ?? 1) - 1);
  }

  private missingShell(run: Run): MissingProgram | undefined {
    const [shell] = run.before.shell.argv ?? [];
    return run.command.form === "shell" &&
      shell !== undefined &&
      isClear(run) &&
      this.lacks(shell, run)
      ? { at: run.command, program: shell, isShell: true }
      : undefined;
  }

  /** Whether a program is absent at its first use; what comes to be there stays for our purpose. */
  private lacks(program: string, run: Run): boolean {
    if (this.isOpen || this.judged.has(program)) return false;
    this.judged.add(program);
    const { packages } = this;
    const { machine } = this.built;
    if (
      !program.includes("/") &&
      !isAbsentFromBase(program, run.before.facts, machine.baseTag)
    )
      return false;
    const isAbsent = (opaque: readonly string[]): boolean =>
      commandPresence(
        {
          ...machine,
          packages: new Set(packages),
          opaque: [...opaque],
        },
        run.before,
        program,
      ) === "absent";
    const lacks =
      isAbsent([]) &&
      isAbsent(this.opaqueBefore(baseName(program) ?? program)) &&
      !this.wasThere(program);
    if (lacks) this.lacking.add(program);
    return lacks;
  }

  /** What did unknown things before a command; the command itself, which is not there, did none. */
  private opaqueBefore(name: string): readonly string[] {
    const { opaque } = this.built.machine;
    const below = this.below?.built.machine.opaque.length ?? 0;
    const before = opaque.filter(
      (other, at) =>
        other !== name &&
        (at < below ||
          this.past.has(other) ||
          (this.toCome.get(other) ?? 0) === 0),
    );
    this.isOpen = before.length > 0;
    return before;
  }

  private *chain(): Generator<StageTime> {
    yield this;
    for (let at = this.below; at !== undefined; at = at.below) yield at;
  }

  /** Whether any step put a file of that name somewhere, also where it was removed again. */
  private wasThere(program: string): boolean {
    const end = `/${baseName(program) ?? program}`;
    for (const { lacking, built } of this.chain()) {
      if (lacking.has(program)) return false;
      const { steps } = built;
      if (steps.some(({ added }) => added.some(([path]) => path.endsWith(end))))
        return true;
    }
    return false;
  }
}

const MANAGERS = new Set(
  "apt-get apt aptitude apk dnf microdnf yum zypper".split(" "),
);

/** The statements of a RUN in which a failure has a way out. */
function rescuedIn(run: Run): ReadonlySet<number> {
  const rescued = new Set<number>();
  if (run.command.form === "shell")
    for (const { connector, statement } of run.command.script.commands)
      if (connector === "||") rescued.add(statement);
  return rescued;
}

function isCertain(
  { command, editable }: RunCommand,
  rescued: ReadonlySet<number>,
): boolean {
  // The exec form has one command, and nothing goes around it.
  if (command === undefined) return true;
  return (
    editable &&
    isUnconditional(command) &&
    !command.nesting.includes("substitution") &&
    !command.nesting.includes("background") &&
    !rescued.has(command.statement)
  );
}
