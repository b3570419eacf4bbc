import type { Builder } from "./builder.ts";
import { inWords, type Difference } from "./compare/difference.ts";
import { deviationOf, DEVIATIONS, type Deviation } from "./deviations.ts";

/** Says what a run finds as it goes, and sums it up at the end. */
export class Report {
  private built = 0;
  private remembered = 0;
  private started = 0;
  private found = 0;
  private readonly passed = new Set<string>();
  private readonly failed = new Set<string>();
  private readonly explained = new Map<Deviation, number>();
  private readonly hidden = new Map<string, string[]>();

  /** Counts builds that were compared. */
  builds(count: number, remembered: boolean): void {
    if (remembered) this.remembered += count;
    else this.built += count;
  }

  /** Counts applications that were started and stopped. */
  starts(count: number): void {
    this.started += count;
  }

  /** Notes a case that a builder cannot show. */
  notShown(name: string, because: string): void {
    this.hidden.set(because, [...(this.hidden.get(because) ?? []), name]);
  }

  /** Prints what differs in a case, without what the builder is known to do otherwise. */
  differences(
    name: string,
    by: Builder["name"] | "processes",
    dockerfile: string,
    differences: readonly Difference[],
  ): void {
    const open = differences.filter((difference) => {
      const deviation =
        by === "processes"
          ? undefined
          : deviationOf(difference, by, name, dockerfile);
      if (deviation === undefined) return true;
      this.explained.set(deviation, (this.explained.get(deviation) ?? 0) + 1);
      return false;
    });
    this.passed.add(name);
    if (open.length === 0) return;
    this.failed.add(name);
    this.found += open.length;
    console.log(`\n✗ ${name} [${by}]`);
    for (const line of dockerfile.trimEnd().split("\n"))
      console.log(`    ${line}`);
    for (const difference of open) console.log(`  ${inWords(difference)}`);
  }

  /** How many cases passed and failed. */
  cases(): { readonly passed: number; readonly failed: number } {
    const failed = this.failed.size;
    return { passed: this.passed.size - failed, failed };
  }

  /** Names what builders are said to do otherwise and no longer do, after a run of all cases. */
  stale(builders: readonly Builder["name"][]): void {
    const unused = DEVIATIONS.filter(
      (deviation) =>
        (deviation.builder === "both" ||
          builders.includes(deviation.builder)) &&
        !this.explained.has(deviation),
    );
    if (unused.length > 0) console.log("\nNo case shows any more:");
    for (const { builder, name } of unused)
      console.log(`  ${builder}: ${name}`);
  }

  /** Prints the sum, with how many builds were left for lack of time; returns the exit code. */
  close(left: number): number {
    if (this.explained.size > 0)
      console.log("\nKnown differences, by name (deviations.ts):");
    for (const [{ builder, name }, count] of this.explained)
      console.log(`  ${count} × ${builder}: ${name}`);
    for (const [because, names] of this.hidden)
      console.log(`\n${because}; it does not show: ${names.join("; ")}`);
    if (left > 0)
      console.log(`\n${left} builds and starts were left for lack of time.`);
    console.log(
      `\n${this.remembered} builds compared from memory, ${this.started} applications started and stopped.`,
    );
    console.log(`${this.built} builds compared, ${this.found} differences`);
    return this.found > 0 ? 1 : 0;
  }
}
