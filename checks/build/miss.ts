import type { Instruction } from "../dockerfile/instruction.ts";
import type { Stage } from "../dockerfile/model.ts";
import type { PartOf } from "./cache-parts.ts";
import type { Step } from "./simulate.ts";
import { stageTitle } from "./stage-graph.ts";

/** Why a step runs again. */
export type Miss =
  | PartOf
  /** A step before it in the same stage, or in one that its stage starts from, runs again. */
  | { readonly kind: "earlier"; readonly step: Step }
  /** The image that its stage starts from is another one. */
  | { readonly kind: "base"; readonly stage: Stage }
  /** The instruction is as it was, but follows another one. */
  | { readonly kind: "moved" };

/** Why a step runs again, as the end of a sentence: "it reads server.js". */
export function missText(miss: Miss): string {
  switch (miss.kind) {
    case "instruction":
      return "the instruction itself is another";
    case "file":
      return `it reads ${miss.path}`;
    case "stage":
      return `it takes files of ${stageTitle(miss.stage)}, which is built again`;
    case "image":
      return `it copies from ${miss.name}, which is another image now`;
    case "variable":
      return `it sees ${miss.name}, which has another value`;
    case "setting":
      return `it runs under another ${miss.name}`;
    case "hidden":
      return `what it copies is not known: ${miss.because}`;
    case "earlier":
      return `${shortInstruction(miss.step.instruction)} comes before it and changes`;
    case "base": {
      const image = miss.stage.from?.image?.text;
      return image === undefined
        ? "its stage starts from another image"
        : `FROM ${image} is another image now`;
    }
    case "moved":
      return "it follows another instruction than before";
  }
}

/** An instruction in one short line. */
export function shortInstruction(instruction: Instruction, most = 45): string {
  const text = instructionText(instruction);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** An instruction in one line, its flags first. */
export function instructionText({
  keyword,
  keywordText,
  flags,
  arguments: line,
}: Instruction): string {
  const words = [
    keyword === "UNKNOWN" ? keywordText : keyword,
    ...flags.map(({ name, value }) =>
      value === undefined ? `--${name}` : `--${name}=${value.text}`,
    ),
    line.text,
  ];
  return words.join(" ").trim().replace(/\s+/g, " ");
}
