import type { Span } from "../files.ts";
import { Names } from "../names.ts";
import type { Value } from "../value.ts";

/** What a variable holds at one place in the file. */
export type Variable =
  | { readonly kind: "set"; readonly value: Value; readonly by?: Span }
  | { readonly kind: "unset" }
  | { readonly kind: "unknown"; readonly because: string };

/** The variables visible at one place in the file. */
export interface Environment {
  lookup(name: string): Variable;
  /** The ENV variables that are known, inherited ones included; ARG is left out. */
  exported(): ReadonlyMap<string, Value>;
}

/** The variables of a stage while it is read; `now()` is what an instruction at this point sees. */
export interface Scope {
  setEnv(name: string, value: Value, by: Span): void;
  setArg(name: string, value: Value, by: Span): void;
  now(): Environment;
}

/** A variable that an instruction sets; times count the settings of a stage and of those that it starts from. */
interface Entry {
  readonly value: Value;
  readonly by: Span;
  readonly since: number;
  /** When the name was first set. */
  readonly first: number;
}

type Entries = Names<Entry>;

/** A scope on top of what the base image or an earlier stage left. */
export function scopeOver(below: Environment): Scope {
  const inherits = below instanceof StageEnvironment ? below : undefined;
  // On what a stage stands on, so that a chain of many stages is not asked one by one.
  const base = inherits?.base ?? below;
  const start = inherits?.time ?? 0;
  let envs = inherits?.envs ?? NONE;
  let args = inherits?.args ?? NONE;
  let time = start;
  let current: Environment | undefined;

  const add = (
    entries: Entries,
    name: string,
    value: Value,
    by: Span,
  ): Entries => {
    time++;
    current = undefined;
    const first = entries.get(name)?.first ?? time;
    return entries.with(name, { value, by, since: time, first }, Symbol());
  };

  return {
    setEnv: (name, value, by) => {
      envs = add(envs, name, value, by);
    },
    setArg: (name, value, by) => {
      args = add(args, name, value, by);
    },
    now: () =>
      (current ??= new StageEnvironment(base, envs, args, start, time)),
  };
}

const NONE: Entries = new Names<Entry>(Symbol());

/** The variables of a stage at one time of its reading. */
class StageEnvironment implements Environment {
  readonly base: Environment;
  readonly envs: Entries;
  readonly args: Entries;
  readonly time: number;
  /** When the stage began. */
  private readonly start: number;

  constructor(
    base: Environment,
    envs: Entries,
    args: Entries,
    start: number,
    time: number,
  ) {
    this.base = base;
    this.envs = envs;
    this.args = args;
    this.start = start;
    this.time = time;
  }

  // Of ENV and ARG of one name the later wins while the stage is built (BuildKit, dockerfile2llb, dispatchArg); the
  // reference promises it for ENV after ARG only. The image keeps the ENV, and a stage that starts from it sets it
  // again, over the ARG (dockerfile2llb, convert.go, "initialize base metadata from image conf").
  lookup(name: string): Variable {
    const env = this.envs.get(name);
    const arg = this.args.get(name);
    if (arg !== undefined && arg.since > Math.max(env?.since ?? 0, this.start))
      return { kind: "set", value: arg.value, by: arg.by };
    if (env !== undefined) return { kind: "set", value: env.value, by: env.by };
    const below = this.base.lookup(name);
    return arg === undefined || below.kind === "set"
      ? below
      : { kind: "set", value: arg.value, by: arg.by };
  }

  exported(): ReadonlyMap<string, Value> {
    const set: (readonly [string, Entry])[] = [];
    this.envs.each((name, entry) => set.push([name, entry]));
    const all = new Map(this.base.exported());
    for (const [name, { value }] of set.sort((a, b) => a[1].first - b[1].first))
      all.set(name, value);
    return all;
  }
}

/** A base of variables that are all known: those given, and no other. */
export function knownEnvironment(
  variables: ReadonlyMap<string, Value>,
): Environment {
  return {
    lookup: (name) => {
      const value = variables.get(name);
      return value === undefined ? { kind: "unset" } : { kind: "set", value };
    },
    exported: () => variables,
  };
}

/** A base that may set any variable to any value, apart from those given. */
export function unknownEnvironment(
  because: string,
  variables: ReadonlyMap<string, Value> = new Map(),
): Environment {
  return {
    lookup: (name) => {
      const value = variables.get(name);
      return value === undefined
        ? { kind: "unknown", because }
        : { kind: "set", value };
    },
    exported: () => variables,
  };
}
