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

/** What a scope's environments stand on, so that a stage on top of many others does not ask them one by one. */
interface Layer {
  readonly base: Environment;
  names(): Iterable<string>;
  last(name: string, kind?: Entry["kind"]): Entry | undefined;
}

const layers = new WeakMap<Environment, Layer>();

/** A scope on top of what the base image or an earlier stage left. */
export function scopeOver(below: Environment): Scope {
  const layer = layers.get(below);
  const base = layer?.base ?? below;
  const entries = new Map<string, Entry[]>();
  for (const name of layer?.names() ?? [])
    entries.set(
      name,
      [layer?.last(name, "env"), layer?.last(name)]
        .filter((entry) => entry !== undefined)
        .map((entry) => ({ ...entry, since: 0 })),
    );
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
  const last = (name: string, kind?: Entry["kind"]): Entry | undefined => {
    const list = entries.get(name) ?? [];
    // In the order of time, as they were added.
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.since ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    let at = low - 1;
    while (kind !== undefined && at >= 0 && list[at]?.kind !== kind) at--;
    return list[at];
  };
  const environment: Environment = {
    // Of ENV and ARG of one name the later wins while the stage is built (BuildKit, dockerfile2llb, dispatchArg); the
    // reference promises it for ENV after ARG only. The image keeps the ENV.
    lookup: (name) => {
      const own = last(name);
      return own === undefined
        ? base.lookup(name)
        : { kind: "set", value: own.value, by: own.by };
    },
    exported: () => {
      const all = new Map(base.exported());
      for (const name of entries.keys()) {
        const env = last(name, "env");
        if (env !== undefined) all.set(name, env.value);
      }
      return all;
    },
  };
  layers.set(environment, { base, names: () => entries.keys(), last });
  return environment;
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
