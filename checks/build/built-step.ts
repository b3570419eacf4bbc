import type { Reads } from "./reads.ts";
import type { Step } from "./simulate.ts";
import type { Entry } from "./tree.ts";

/** What a step is made from; `lost` is what a COPY puts at a place that is not known. */
export type StepParts = Omit<Step, "added" | "buildArguments" | "reads"> & {
  readonly argumentNames: () => readonly string[];
  readonly reads: Reads;
  readonly lost: readonly (readonly [string, Entry])[];
};

/** A step, whose list of added files is put together when it is asked for. */
export class BuiltStep implements Step {
  readonly instruction: Step["instruction"];
  readonly stage: Step["stage"];
  readonly layer: Step["layer"];
  readonly after: Step["after"];
  readonly readsStages: Step["readsStages"];
  readonly run: Step["run"];
  private readonly lost: StepParts["lost"];
  private readonly argumentNames: StepParts["argumentNames"];
  private readonly readFrom: Reads;
  private listed: Step["reads"] | undefined;
  private put: Step["added"] | undefined;

  constructor(parts: StepParts) {
    this.instruction = parts.instruction;
    this.stage = parts.stage;
    this.layer = parts.layer;
    this.argumentNames = parts.argumentNames;
    this.after = parts.after;
    this.readFrom = parts.reads;
    this.readsStages = parts.readsStages;
    this.run = parts.run;
    this.lost = parts.lost;
  }

  get buildArguments(): Step["buildArguments"] {
    return this.argumentNames();
  }

  get reads(): Step["reads"] {
    return (this.listed ??= this.readFrom.list());
  }

  get added(): Step["added"] {
    return (this.put ??= this.listAdded());
  }

  private listAdded(): Step["added"] {
    const added: (readonly [string, Entry])[] = [];
    for (const change of this.layer?.changes ?? [])
      if (change.kind === "put") added.push([change.path, change.entry]);
    for (const lost of this.lost) added.push(lost);
    return added;
  }
}
