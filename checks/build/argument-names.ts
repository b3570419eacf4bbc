/** The names of the ARG that the RUN of a stage sees, each once and in the order of the file. */
export class ArgumentNames {
  private readonly below: (() => readonly string[]) | undefined;
  private readonly names: string[] = [];

  /** Those of a stage that starts from one with these. */
  constructor(below?: ArgumentNames) {
    this.below = below?.now();
  }

  add(name: string): void {
    this.names.push(name);
  }

  /** Gives those that are declared so far when they are asked for: a list for each step would be too much. */
  now(): () => readonly string[] {
    const { below, names } = this;
    const { length } = names;
    return () => [
      ...new Set([...(below?.() ?? []), ...names.slice(0, length)]),
    ];
  }
}
