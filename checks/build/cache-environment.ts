import type { Environment } from "../dockerfile/environment.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import { lacksArgument } from "../dockerfile/build-arguments.ts";
import { knownText } from "../value.ts";
import type { Part } from "./cache-parts.ts";
import { valueKey } from "./cache-parts.ts";
import type { KeyNumbers } from "./cache-content.ts";

/** Arguments that never reach the environment of RUN (BuildKit, dockerfile2llb/convert.go, nonEnvArgs). */
const OUTSIDE_ENVIRONMENT = new Set([
  "BUILDKIT_SBOM_SCAN_CONTEXT",
  "BUILDKIT_SBOM_SCAN_STAGE",
]);

/** More variables than these count as one, so that a very long file takes no more than its time. */
const MOST_VARIABLES = 200;

/**
 * The variables that RUN sees in a stage, in BuildKit's order: one that is set again goes to the end of the list (client
 * llb, EnvList.AddOrReplace), and the order counts in the cache key (measured with the BuildKit of Docker 28.5).
 */
export class StageVariables {
  private readonly list: Map<string, string>;
  /** What the image keeps: there a variable that is set again stays at its place. */
  private readonly kept: Map<string, string>;
  private readonly numbers: KeyNumbers;
  private history: number;
  private known: readonly Part[] | undefined;

  private constructor(
    list: Map<string, string>,
    kept: Map<string, string>,
    numbers: KeyNumbers,
    history: number,
  ) {
    this.list = list;
    this.kept = kept;
    this.numbers = numbers;
    this.history = history;
  }

  /** Those of an image. */
  static of(environment: Environment, numbers: KeyNumbers): StageVariables {
    const kept = new Map(
      [...environment.exported()].map(
        ([name, value]) => [name, valueKey(value)] as const,
      ),
    );
    return new StageVariables(
      new Map(kept),
      kept,
      numbers,
      numbers.of("image"),
    );
  }

  /** Those that a stage starts with which starts from this one: the arguments first. */
  inherited(): StageVariables {
    const list = new Map(this.list);
    for (const [name, value] of this.kept) {
      list.delete(name);
      list.set(name, value);
    }
    return new StageVariables(
      list,
      new Map(this.kept),
      this.numbers,
      this.history,
    );
  }

  /** Follows an ENV or ARG; `after` is what its next instruction sees. */
  follow(instruction: Instruction, after: Environment): void {
    if (instruction.keyword === "ENV")
      for (const { name: word, value } of instruction.pairs) {
        const name = knownText(word.value) ?? word.text;
        this.kept.set(name, valueKey(value.value));
        this.set(name, valueKey(value.value));
      }
    if (instruction.keyword !== "ARG") return;
    for (const { name } of instruction.declarations) {
      const variable = after.lookup(name.text);
      // An argument without a value leaves what was set before.
      const isSet =
        variable.kind === "set" &&
        variable.by === name &&
        !lacksArgument(variable.value);
      if (isSet && !OUTSIDE_ENVIRONMENT.has(name.text))
        this.set(name.text, valueKey(variable.value));
    }
  }

  /** The part of a cache key that they are. */
  parts(): readonly Part[] {
    this.known ??=
      this.list.size > MOST_VARIABLES
        ? [
            {
              of: { kind: "variable", name: "a variable" },
              value: String(this.history),
            },
          ]
        : [...this.list].map(([name, value]) => ({
            of: { kind: "variable", name },
            value,
          }));
    return this.known;
  }

  private set(name: string, value: string): void {
    this.list.delete(name);
    this.list.set(name, value);
    this.history = this.numbers.of("set", this.history, name, value);
    this.known = undefined;
  }
}
