import type { Span } from "../files.ts";
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

interface Entry {
  readonly since: number;
  readonly kind: "env" | "arg";
  readonly value: Value;
  readonly by: Span;
}

/** A scope on top of what the base image or an earlier stage left. */
export function scopeOver(base: Environment): Scope {
  const entries = new Map<string, Entry[]>();
  let clock = 0;
  let current: Environment | undefined;

  const add = (
    kind: Entry["kind"],
    name: string,
    value: Value,
    by: Span,
  ): void => {
    clock++;
    current = undefined;
    const list = entries.get(name);
    const entry: Entry = { since: clock, kind, value, by };
    if (list === undefined) entries.set(name, [entry]);
    else list.push(entry);
  };

  return {
    setEnv: (name, value, by) => add("env", name, value, by),
    setArg: (name, value, by) => add("arg", name, value, by),
    now: () => (current ??= environmentAt(base, entries, clock)),
  };
}

function environmentAt(
  base: Environment,
  entries: ReadonlyMap<string, readonly Entry[]>,
  time: number,
): Environment {
  // ENV wins over ARG of the same name, whichever comes later (Dockerfile reference, ARG, "Using ARG variables").
  const own = (name: string, kind: Entry["kind"]): Entry | undefined =>
    entries
      .get(name)
      ?.findLast((entry) => entry.kind === kind && entry.since <= time);
  return {
    lookup: (name) => {
      const env = own(name, "env");
      if (env !== undefined)
        return { kind: "set", value: env.value, by: env.by };
      const inherited = base.lookup(name);
      if (inherited.kind === "set") return inherited;
      const arg = own(name, "arg");
      if (arg !== undefined)
        return { kind: "set", value: arg.value, by: arg.by };
      return inherited;
    },
    exported: () => {
      const all = new Map(base.exported());
      for (const name of entries.keys()) {
        const env = own(name, "env");
        if (env !== undefined) all.set(name, env.value);
      }
      return all;
    },
  };
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
