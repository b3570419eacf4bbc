import type { Finding } from "../../checks/files.ts";
import type { Rule } from "../../checks/rule.ts";
import type { OwnFiles } from "./own-files.ts";

/** What a report shows of a rule. */
export type ShownRule = Pick<Rule, "id" | "title" | "category" | "sameAs">;

/** What is not known, and keeps rules silent. */
export interface Unknown {
  /** A sentence. */
  readonly text: string;
  /** Where in the Dockerfile, counted from 1. */
  readonly line: number | undefined;
}

/** All there is to say about a Dockerfile. */
export interface Report {
  readonly findings: readonly Finding[];
  /** How many findings skip comments leave out. */
  readonly skipped: number;
  /** How many rules were asked. */
  readonly asked: number;
  /** The rules of the findings. */
  readonly rules: readonly ShownRule[];
  readonly unknown: readonly Unknown[];
}

/** What the page asks the worker about files. */
export interface Question {
  readonly kind: "report" | "fix-all" | "sarif";
  readonly sequence: number;
  readonly own: OwnFiles;
  /** All rules, or the recommended ones. */
  readonly all: boolean;
  /** The address of the site's root. */
  readonly root: string;
}

/** A port for the panel "What happens". */
export interface Connection {
  readonly kind: "happens";
  readonly port: MessagePort;
}

/** What the worker answers, with the number of the question. */
export type Answer = { readonly sequence: number } & (
  | { readonly kind: "report"; readonly report: Report }
  | ({ readonly kind: "fix-all" } & AllFixed)
  | { readonly kind: "sarif"; readonly text: string }
);

/** A Dockerfile with all safe fixes in it. */
export interface AllFixed {
  readonly text: string;
  /** How many fixes there are in it. */
  readonly applied: number;
}

/** A number of things, with the noun in the plural where it belongs there. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
