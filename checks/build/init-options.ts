import type { Process } from "./launch.ts";
import { signalNamed, type SignalName } from "./signals.ts";

/** What an init was asked to do with a signal. */
export interface InitOptions {
  /** Whether the whole process group gets the signal. */
  readonly group: boolean;
  /** The signal that it passes on, undefined where it drops it. */
  readonly rewritten: SignalName | undefined;
  /** Exit codes that it turns into 0. */
  readonly remapped: ReadonlySet<number>;
}

/** What the options of tini (`-g`, `-e 143`) and dumb-init (`-c`, `--rewrite 15:2`) make of a signal. */
export function initOptions(
  { name, argv }: Process,
  signal: SignalName,
): InitOptions {
  const isDumb = name === "dumb-init";
  const remapped = new Set<number>();
  let rewritten: SignalName | undefined = signal;
  for (const [at, option] of argv.entries()) {
    if (!isDumb && option === "-e") remapped.add(Number(argv[at + 1]));
    const rule = isDumb
      ? /^(?:-r|--rewrite=?)?(\d+):(\d+)$/.exec(option)
      : null;
    if (rule === null || signalNamed(rule[1] ?? "") !== signal) continue;
    rewritten = signalNamed(rule[2] ?? "");
  }
  return {
    group: isDumb
      ? !argv.some((arg) => arg === "-c" || arg === "--single-child")
      : argv.includes("-g"),
    rewritten,
    remapped,
  };
}
