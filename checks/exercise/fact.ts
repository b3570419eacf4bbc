import type { Span } from "../files.ts";
import type { Subject } from "../rule.ts";

/** What is known about a fact of an answer. A goal is met by evidence alone: silence leaves it open or unknown. */
export interface FactResult {
  readonly state: "met" | "open" | "unknown";
  /** What is so, in one sentence. */
  readonly reason: string;
  /** Where in the Dockerfile it shows. */
  readonly at?: Span;
}

/** A kind of fact that a goal can ask for. */
export interface Fact {
  /** The key in the frontmatter: `user` in `fact: { user: non-root }`. */
  readonly name: string;
  /** Why a value is not one of this fact's, or undefined where it is. */
  problem(value: unknown): string | undefined;
  judge(value: unknown, subject: Subject): FactResult;
}

/** Reads a value of the frontmatter, or gives undefined where it is not one of the fact's. */
export interface Reader<Value> {
  /** What it reads, for an author: `"non-root" or "numeric"`. */
  readonly wants: string;
  read(value: unknown): Value | undefined;
}

/** One of some texts. */
export function oneOf<const Texts extends readonly string[]>(
  ...texts: Texts
): Reader<Texts[number]> {
  return {
    wants: texts.map((text) => `"${text}"`).join(" or "),
    read: (value) => texts.find((text) => text === value),
  };
}

/** Exactly these fields, each read by its own reader. */
export function fields<Value extends object>(readers: {
  readonly [Key in keyof Value]: Reader<Value[Key]>;
}): Reader<Value>;
export function fields(
  readers: Readonly<Record<string, Reader<unknown>>>,
): Reader<object> {
  const names = Object.keys(readers);
  return {
    wants: `{ ${names.map((name) => `${name}: ${readers[name]?.wants ?? ""}`).join(", ")} }`,
    read: (value) => {
      if (typeof value !== "object" || value === null) return undefined;
      const given = new Map(Object.entries(value));
      if (given.size !== names.length) return undefined;
      const read = names.map(
        (name) => [name, readers[name]?.read(given.get(name))] as const,
      );
      return read.some(([, part]) => part === undefined)
        ? undefined
        : Object.fromEntries(read);
    },
  };
}

export const text: Reader<string> = {
  wants: "a text",
  read: (value) => (typeof value === "string" ? value : undefined),
};

export const number: Reader<number> = {
  wants: "a number",
  read: (value) => (typeof value === "number" ? value : undefined),
};

export const texts: Reader<readonly string[]> = {
  wants: "a list of texts",
  read: (value) => {
    if (!Array.isArray(value) || value.length === 0) return undefined;
    const read = value.filter((item) => typeof item === "string");
    return read.length === value.length ? read : undefined;
  },
};

/** A fact; its reader says which values it has. */
export function defineFact<Value>(fact: {
  readonly name: string;
  readonly value: Reader<Value>;
  readonly judge: (value: Value, subject: Subject) => FactResult;
}): Fact {
  return {
    name: fact.name,
    problem: (value) =>
      fact.value.read(value) === undefined
        ? `it wants ${fact.value.wants}, not ${JSON.stringify(value)}.`
        : undefined,
    judge: (value, subject) => {
      const read = fact.value.read(value);
      return read === undefined
        ? { state: "unknown", reason: "The goal cannot be read." }
        : fact.judge(read, subject);
    },
  };
}

export function met(reason: string, at?: Span): FactResult {
  return { state: "met", reason, ...(at && { at }) };
}

export function open(reason: string, at?: Span): FactResult {
  return { state: "open", reason, ...(at && { at }) };
}

export function unknownFact(because: string, at?: Span): FactResult {
  return {
    state: "unknown",
    reason: `This cannot be told: ${because}.`,
    ...(at && { at }),
  };
}

/** What every fact says of an answer that makes no image. */
export const NO_IMAGE = open("There is no image: the Dockerfile has no FROM.");
