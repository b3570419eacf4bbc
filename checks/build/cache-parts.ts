import { expandText } from "../dockerfile/expand.ts";
import {
  flagOf,
  type Copy,
  type Instruction,
  type Run,
} from "../dockerfile/instruction.ts";
import type { Stage } from "../dockerfile/model.ts";
import { knownText, type Value } from "../value.ts";
import { runArguments } from "./history.ts";
import type { Step } from "./simulate.ts";
import { mountOptions } from "./stage-sources.ts";
import { absolute } from "./tree.ts";

/** What one part of a step's cache key stands for. */
export type PartOf =
  /** The instruction's own text and flags, variables filled in where the builder does. */
  | { readonly kind: "instruction" }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "image"; readonly name: string }
  | { readonly kind: "variable"; readonly name: string }
  /** Sources that the text does not tell. */
  | { readonly kind: "hidden"; readonly because: string }
  | {
      readonly kind: "setting";
      readonly name: "USER" | "WORKDIR" | "SHELL" | "SOURCE_DATE_EPOCH";
    };

/** One part of a step's cache key: when it changes, the step runs again. */
export interface Part {
  readonly of: PartOf;
  readonly value: string;
}

/**
 * What the text of a step and the settings before it give its cache key, or undefined for an instruction that only
 * writes the configuration and so has no place in the cache. What it reads, and the variables that RUN sees, are for
 * others to add.
 *
 * After BuildKit's dockerfile2llb/convert.go: RUN carries its arguments, the user and the working directory; COPY, ADD and WORKDIR carry what they name, with variables filled in. Of
 * SOURCE_DATE_EPOCH, a time that makes builds repeatable, WORKDIR alone takes notice (measured with the BuildKit of
 * Docker 28.5).
 */
export function textParts(
  { instruction }: Step,
  epoch: string | undefined,
): readonly Part[] | undefined {
  switch (instruction.keyword) {
    case "RUN":
      return runParts(instruction);
    case "COPY":
    case "ADD":
      return copyParts(instruction);
    case "WORKDIR": {
      const path = valueKey(instruction.word?.value);
      const before = valueKey(instruction.before.workdir.value);
      const at = absolute(path, before);
      // BuildKit makes no directory for the root.
      if (at === "/") return undefined;
      return [
        own("WORKDIR", at),
        setting("USER", valueKey(instruction.before.user.value)),
        setting("SOURCE_DATE_EPOCH", epoch ?? ""),
      ];
    }
    default:
      return undefined;
  }
}

/**
 * Whether a copy makes a layer of its own, whatever stands below it: `--link`, which BuildKit gives up where `--chmod`
 * is set (dockerfile2llb/convert_copy.go).
 */
export function isLinked({ keyword, flags }: Instruction): boolean {
  if (keyword !== "COPY" && keyword !== "ADD") return false;
  const link = flags.findLast(({ name }) => name === "link");
  return (
    link !== undefined &&
    link.value?.text.toLowerCase() !== "false" &&
    !flags.some(({ name }) => name === "chmod")
  );
}

function runParts(run: Run): readonly Part[] {
  const { before, heredocs } = run;
  return [
    own(
      ...run.flags.map(({ name, value }) =>
        name === "mount"
          ? mountText(value)
          : `${name}=${valueKey(value?.value)}`,
      ),
      ...runArguments(run),
      // A script for another interpreter is a file of its own.
      ...heredocs.flatMap(({ content }) =>
        content.startsWith("#!") ? [content] : [],
      ),
    ),
    setting("USER", valueKey(before.user.value)),
    setting("WORKDIR", valueKey(before.workdir.value)),
  ];
}

/**
 * A mount as the cache key has it, whatever the words for it: of a cache mount neither id nor sharing unless both are the
 * default (BuildKit, solver/llbsolver/ops/exec.go, checkShouldClearCacheOpts).
 */
function mountText(flag: Run["flags"][number]["value"]): string {
  const options = new Map([["type", "bind"]]);
  for (const [name, value] of mountOptions(flag))
    options.set(SPELLINGS.get(name) ?? name, value);
  const source = options.get("source");
  if (source !== undefined) options.set("source", absolute(source, "/"));
  if (options.get("type") === "cache") {
    const target = options.get("target") ?? "";
    const isDefault =
      (options.get("id") ?? target) === target &&
      (options.get("sharing") ?? "shared") === "shared";
    options.delete("sharing");
    options.set("id", isDefault ? "default" : "own");
  }
  return [...options].sort(([a], [b]) => (a < b ? -1 : 1)).join(",");
}

/** Other names of mount options (reference, RUN --mount). */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["src", "source"],
  ["dst", "target"],
  ["destination", "target"],
  ["ro", "readonly"],
  ["rw", "readwrite"],
]);

function copyParts(copy: Copy): readonly Part[] {
  const { environment, workdir } = copy.before;
  const flags = copy.flags
    .filter(({ name }) => name !== "from" && name !== "link")
    .map(({ name, value }) => `${name}=${valueKey(value?.value)}`);
  const documents = copy.heredocs.map(({ name, content, expand }) =>
    [name, expand ? valueKey(expandText(content, environment)) : content].join(
      "\n",
    ),
  );
  const destination = valueKey(copy.destination?.value);
  const trailing = /\/\.?$/.test(destination) ? "/" : "";
  return [
    own(
      copy.keyword,
      ...flags,
      ...copy.sources.map(({ value }) => sourceText(valueKey(value))),
      ...documents,
      absolute(destination, valueKey(workdir.value)) + trailing,
    ),
  ];
}

/** A path of the context or a stage, however it is spelled; an address as it is. */
function sourceText(source: string): string {
  return /^(?:[a-z]+:\/\/|git@)/.test(source) ? source : absolute(source, "/");
}

/** The image that a copy takes its files from, where it names one. */
export function copiedImage(step: Step): string | undefined {
  const { instruction } = step;
  if (instruction.keyword !== "COPY") return undefined;
  if (step.readsStages.length > 0) return undefined;
  return knownText(flagOf(instruction, "from")?.value?.value);
}

function own(...texts: readonly string[]): Part {
  return { of: { kind: "instruction" }, value: texts.join("\0") };
}

function setting(
  name: Extract<PartOf, { kind: "setting" }>["name"],
  value: string,
): Part {
  return { of: { kind: "setting", name }, value };
}

/** A value for comparing: what is not known is the same as long as its known part is. */
export function valueKey(value: Value | undefined): string {
  if (value === undefined) return "";
  return value.kind === "known" ? value.value : `?${value.pattern}`;
}
