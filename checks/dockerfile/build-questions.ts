import { readInstall } from "../build/packages.ts";
import { processOf, type Process } from "../build/process.ts";
import { presenceOf } from "../images.ts";
import type { Subject } from "../rule.ts";
import { isShell } from "../shell/invocation.ts";
import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import type { Config } from "./config.ts";
import type { Stage } from "./model.ts";
import { chainOf } from "./queries.ts";
import { runCommands } from "./run-commands.ts";

// A build takes as long to work out as all the rules: what is asked here first costs next to nothing, and where the
// answer is no, the build would not tell a rule anything.

/** Whether the Dockerfile, or a file that is sent with it, has something that a pattern looks for. */
export function mentionsAnywhere(
  { dockerfile, context }: Subject,
  pattern: RegExp,
): boolean {
  if (pattern.test(dockerfile.text)) return true;
  for (const { text } of context.sent.values())
    if (text !== undefined && pattern.test(text)) return true;
  return false;
}

/** Whether a stage may be found to lack a program: its base image is not known to have it. */
export function mayLack(stage: Stage, program: string): boolean {
  const { facts } = stage.config;
  if (facts === undefined) return false;
  const presence = presenceOf(facts, baseTagOf(stage), program);
  // Of a name that is on no list nothing is known; at the end of a path nothing may be.
  return (
    presence === "absent" || (presence === "unknown" && program.includes("/"))
  );
}

/** Whether a command of some stage may be found to be missing when it runs. */
export function mayLackCommands({ stages }: Subject): boolean {
  return stages.some((stage) => {
    if (stage.config.facts === undefined) return false;
    const installed = new Set<string>();
    return runCommands(stage).some(({ run, plain, command }) => {
      const [shell] = run.before.shell.argv ?? [];
      if (shell !== undefined && mayLack(stage, shell)) return true;
      const program = plain.nameWord?.value;
      if (
        program !== undefined &&
        !installed.has(program) &&
        mayLack(stage, program)
      )
        return true;
      const install = readInstall(plain, command, run.before.environment);
      if (install?.kind === "system")
        for (const name of install.packages) installed.add(name);
      return false;
    });
  });
}

/** Whether the start may come upon a script whose text is known. */
export function mayStartScript(subject: Subject): boolean {
  return (
    hasContextFiles(subject) ||
    subject.dockerfile.text.includes("#!") ||
    startOf(subject.finalStage?.config).some((text) => RUNS_SCRIPT.test(text))
  );
}

/** Whether the start may come upon a program that the image is known to lack. */
export function mayLackStart(subject: Subject): boolean {
  const { finalStage } = subject;
  if (finalStage?.config.facts === undefined) return false;
  const process = processOf(finalStage.config);
  return (
    process.kind === "known" &&
    (hasContextFiles(subject) ||
      programsOf(process).some((program) => mayLack(finalStage, program)))
  );
}

/** A shell by its name, which may read a script, or a variable. */
const RUNS_SCRIPT = /(?:^|[^.\w-])(?:ba|da|a|z|k)?sh\b|\$/;

/** Programs that start what follows them. */
const STARTERS =
  /^(?:tini|tini-static|dumb-init|docker-init|env|gosu|su-exec|npm|yarn|pnpm|.*entrypoint.*)$/;

/** What may be started: any word where others are started by their names. */
function programsOf({
  argv,
  by,
}: Process & { readonly kind: "known" }): readonly string[] {
  const [first = ""] = argv;
  if (by?.command.form !== "shell") return started(first, argv);
  const { commands } = by.command.script;
  return [first, ...argv, ...commands.flatMap(startedBy)].filter(
    (word) => !word.includes(" "),
  );
}

function started(program: string, words: readonly string[]): readonly string[] {
  const name = program.slice(program.lastIndexOf("/") + 1);
  return STARTERS.test(name) || isShell(name)
    ? words.flatMap((word) => word.split(/[\s;&|]+/)).filter((word) => word)
    : [program];
}

function startedBy(command: ShellCommand): readonly string[] {
  const { nameWord } = command.plain;
  if (nameWord === undefined) return [];
  const texts = [nameWord, ...command.arguments].map(textOf);
  return started(textOf(nameWord), texts);
}

/** What a variable hides may be any path. */
function textOf({ value }: ShellWord): string {
  return value ?? "/";
}

function startOf(config: Config | undefined): readonly string[] {
  return [config?.entrypoint, config?.command].flatMap((start) =>
    start?.kind === "set" ? [start.by.arguments.text] : [],
  );
}

/** Whether files are sent beside the Dockerfile and its ignore file. */
function hasContextFiles({ context, dockerfile }: Subject): boolean {
  for (const [path, { type }] of context.sent)
    if (
      type !== "directory" &&
      path !== dockerfile.file &&
      path !== context.ignore.path
    )
      return true;
  return false;
}

/** The tag of the image at the bottom of the chain of stages. */
function baseTagOf(stage: Stage): string | undefined {
  let bottom = stage;
  for (const link of chainOf(stage)) {
    const known = link.memo.bottom;
    bottom = known ?? link;
    if (known !== undefined) break;
  }
  stage.memo.bottom = bottom;
  const { base } = bottom;
  return base.kind === "image" && base.reference.tag.kind === "known"
    ? base.reference.tag.value
    : undefined;
}
