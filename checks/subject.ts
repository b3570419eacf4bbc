import { buildContext, type BuildContext } from "./build/context.ts";
import type { Declared } from "./build/produces.ts";
import { simulateDockerfile, type Build } from "./build/simulate.ts";
import { readDockerfile, type Dockerfile } from "./dockerfile/model.ts";
import type { ContextFacts, Files, Finding } from "./files.ts";
import { FACTS_DATE } from "./images.ts";
import type { Problem, Rule, Subject } from "./rule.ts";

/** How files are read. */
export interface ReadOptions {
  /** Path of the Dockerfile; `Dockerfile` unless told. */
  readonly dockerfile?: string;
  /** `unknown`, the default: a path that is not in the files may exist. `complete`: it does not. */
  readonly context?: "complete" | "unknown";
  readonly facts?: ContextFacts;
  /** What commands of the build write, by their text. */
  readonly produces?: Declared | undefined;
  /** The day, as `2026-11-21`; the date of the image facts unless told. */
  readonly today?: string;
}

/** What rules have to say about what was read, in the order of the text. */
export function findingsIn(
  subject: Subject,
  rules: readonly Rule[],
): Finding[] {
  const found: { readonly start: number; readonly finding: Finding }[] = [];
  for (const rule of rules)
    for (const problem of rule.check(subject))
      found.push({
        start: problem.at.start,
        finding: findingOf(rule, problem, subject),
      });
  return found
    .sort(
      (a, b) => a.start - b.start || compare(a.finding.rule, b.finding.rule),
    )
    .map(({ finding }) => finding);
}

/** Reads files into what rules look at. */
export function subjectOf(files: Files, options: ReadOptions): Subject {
  const file = options.dockerfile ?? "Dockerfile";
  const dockerfile = readDockerfile(files, file);
  const context = buildContext(
    files,
    file,
    options.context === "complete",
    options.facts ?? {},
  );
  return new ReadSubject(files, dockerfile, context, options);
}

/** What was read, as the build of one stage: `docker build --target`. The subject is one of `subjectOf`. */
export function subjectOfTarget(subject: Subject, target: string): Subject {
  const { files, dockerfile, context, today, build } = subject;
  return new ReadSubject(files, dockerfile, context, {
    ...build.options,
    target,
    today,
  });
}

/** What rules look at, built when the build is first asked for. */
// A class: V8 keeps the shape of an object with a getter of its own, and with it all that the getter sees, for long.
class ReadSubject implements Subject {
  readonly files: Files;
  readonly dockerfile: Dockerfile;
  readonly stages: Dockerfile["stages"];
  readonly finalStage: Dockerfile["finalStage"];
  readonly context: BuildContext;
  readonly today: string;
  private readonly produces: ReadOptions["produces"];
  private readonly target: string | undefined;
  private built: Build | undefined;

  constructor(
    files: Files,
    dockerfile: Dockerfile,
    context: BuildContext,
    { produces, today, target }: ReadOptions & { readonly target?: string },
  ) {
    this.files = files;
    this.dockerfile = dockerfile;
    this.stages = dockerfile.stages;
    this.finalStage = dockerfile.finalStage;
    this.context = context;
    this.today = today ?? FACTS_DATE;
    this.produces = produces;
    this.target = target;
  }

  get build(): Build {
    return (this.built ??= simulateDockerfile(this.dockerfile, this.context, {
      produces: this.produces,
      target: this.target,
    }));
  }
}

function findingOf(rule: Rule, problem: Problem, subject: Subject): Finding {
  const { file, lines } = subject.dockerfile;
  const { at, message, remedy, fix, sameAs } = problem;
  return {
    rule: rule.id,
    severity: problem.severity ?? rule.severity,
    file,
    range: lines.range(at),
    message,
    remedy,
    ...(fix && {
      fix: {
        title: fix.title,
        edits: fix.edits.map((edit) => ({
          file,
          range: lines.range(edit),
          text: edit.text,
        })),
      },
    }),
    ...(sameAs && { sameAs }),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
