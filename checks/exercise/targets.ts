import { targetStage } from "../build/stage-sources.ts";
import type { Subject } from "../rule.ts";
import { subjectOfTarget } from "../subject.ts";

/** The images that goals and keeps speak of: that of the last stage, and of each target they name, built once. */
export class Targets {
  /** An answer, as the image of its last stage. */
  readonly last: Subject;
  private readonly named = new Map<string, Subject | undefined>();

  constructor(last: Subject) {
    this.last = last;
  }

  /** The answer as the image of a target, the last stage unless told; undefined where no stage has the name. */
  of(target: string | undefined): Subject | undefined {
    if (target === undefined) return this.last;
    if (!this.named.has(target)) this.named.set(target, this.read(target));
    return this.named.get(target);
  }

  /** The targets that were asked for and exist, beside the last stage. */
  *others(): Generator<readonly [target: string, subject: Subject]> {
    for (const [target, subject] of this.named)
      if (subject !== undefined && subject !== this.last)
        yield [target, subject];
  }

  /** Why there is nothing to judge where no stage has the name of a target. */
  lacks(target: string | undefined): string {
    const names = this.last.stages.flatMap(
      ({ from }) => from?.alias?.text ?? [],
    );
    const there =
      names.length === 0
        ? "No stage has a name."
        : `There ${names.length === 1 ? "is" : "are"}: ${names.join(", ")}.`;
    return `No stage is called ${target ?? ""}, so docker build --target ${target ?? ""} fails. ${there}`;
  }

  private read(target: string): Subject | undefined {
    const stage = targetStage(this.last.dockerfile, target);
    if (stage === undefined) return undefined;
    return stage === this.last.finalStage
      ? this.last
      : subjectOfTarget(this.last, target);
  }
}
