import { fileText, type Files } from "../files.ts";
import type { ImageFacts } from "../images.ts";
import type { Lines } from "../lines.ts";
import type { BuildArguments } from "./build-arguments.ts";
import type { Config } from "./config.ts";
import type { ImageReference } from "./image-reference.ts";
import type { Arg, From, Instruction } from "./instruction.ts";
import { ModelReader } from "./model-reader.ts";
import {
  parseFile,
  type Comment,
  type Directive,
  type ParsedFile,
} from "./parse.ts";
import type { StageMemo } from "./stage-memo.ts";

/** What a stage starts from. */
export type Base =
  | {
      readonly kind: "image";
      readonly reference: ImageReference;
      readonly facts: ImageFacts | undefined;
    }
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "scratch" }
  | { readonly kind: "unknown"; readonly because: string };

/** A build stage: FROM and what follows it. */
export interface Stage {
  readonly index: number;
  readonly name: string | undefined;
  /** Undefined where the file has instructions but no FROM before them. */
  readonly from: From | undefined;
  readonly base: Base;
  /** What the ONBUILD of the stage it starts from runs first, read as instructions of this stage. */
  readonly triggers: readonly Instruction[];
  /** Without its FROM. */
  readonly instructions: readonly Instruction[];
  /** The configuration after the last instruction. */
  readonly config: Config;
  readonly memo: StageMemo;
}

/** A Dockerfile, understood. */
export interface Dockerfile {
  readonly file: string;
  readonly text: string;
  readonly lines: Lines;
  readonly escape: "\\" | "`";
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** Every instruction in the order of the file, FROM and ARG before it included. */
  readonly instructions: readonly Instruction[];
  readonly globalArgs: readonly Arg[];
  readonly stages: readonly Stage[];
  /** The stages of each name, in the order of the file. */
  readonly stagesNamed: ReadonlyMap<string | undefined, readonly Stage[]>;
  /** The stage a build without `--target` makes: the last. */
  readonly finalStage: Stage | undefined;
}

/** Reads a Dockerfile of the given files; a file that is missing reads as empty text. */
export function readDockerfile(
  files: Files,
  file: string,
  buildArguments: BuildArguments = {},
): Dockerfile {
  return modelOf(parseFile(fileText(files, file) ?? ""), file, buildArguments);
}

/** The model of a parsed Dockerfile. */
export function modelOf(
  parsed: ParsedFile,
  file: string,
  buildArguments: BuildArguments = {},
): Dockerfile {
  const reader = new ModelReader(parsed, buildArguments);
  for (const raw of parsed.instructions) reader.add(raw);
  reader.closeStage();
  const { text, lines, escape, directives, comments } = parsed;
  return {
    file,
    text,
    lines,
    escape,
    directives,
    comments,
    instructions: reader.instructions,
    globalArgs: reader.globalArgs,
    stages: reader.stages,
    stagesNamed: Map.groupBy(reader.stages, ({ name }) => name),
    finalStage: reader.stages.at(-1),
  };
}
