import type { Files } from "../../../checks/files.ts";
import type { Suggestion } from "./completion.ts";
import type { Explanation } from "./explanation.ts";
import type { Replacement } from "./format.ts";

/** What the page asks the worker. */
export type HelpQuestion = {
  readonly sequence: number;
  readonly files: Files;
  readonly path: string;
} & (
  | { readonly kind: "suggestions"; readonly offset: number }
  | { readonly kind: "explanation"; readonly offset: number }
  | { readonly kind: "formatting" }
);

/** What the worker answers. */
export type HelpAnswer = { readonly sequence: number } & (
  | {
      readonly kind: "suggestions";
      readonly suggestions: readonly Suggestion[];
    }
  | {
      readonly kind: "explanation";
      readonly explanation: Explanation | undefined;
    }
  | { readonly kind: "formatting"; readonly edits: readonly Replacement[] }
);

/** How long an answer may take, in milliseconds; loading the worker included. */
const PATIENCE = 5000;

/** What knows about Dockerfiles, in a worker that starts with the first question. It is silent where that fails. */
export interface Help {
  suggestionsAt(
    files: Files,
    path: string,
    offset: number,
  ): Promise<readonly Suggestion[]>;
  explanationAt(
    files: Files,
    path: string,
    offset: number,
  ): Promise<Explanation | undefined>;
  formatting(files: Files, path: string): Promise<readonly Replacement[]>;
}

/** The help of a page. */
export function startHelp(): Help {
  const open = new Map<number, (answer: HelpAnswer | undefined) => void>();
  let worker: Worker | undefined;
  let asked = 0;

  const stop = (): void => {
    worker?.terminate();
    worker = undefined;
    for (const resolve of open.values()) resolve(undefined);
    open.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL("./help.worker.ts", import.meta.url), {
      type: "module",
    });
    started.addEventListener("message", ({ data }: MessageEvent<HelpAnswer>) =>
      open.get(data.sequence)?.(data),
    );
    started.addEventListener("error", (event) => {
      // Help that fails takes nothing away: the next question starts it again.
      event.preventDefault();
      stop();
    });
    return started;
  };
  const ask = async (
    question: (sequence: number) => HelpQuestion,
  ): Promise<HelpAnswer | undefined> => {
    const sequence = ++asked;
    worker ??= start();
    worker.postMessage(question(sequence));
    const patience = setTimeout(stop, PATIENCE);
    const answer = await new Promise<HelpAnswer | undefined>((resolve) =>
      open.set(sequence, resolve),
    );
    clearTimeout(patience);
    open.delete(sequence);
    return answer;
  };

  return {
    suggestionsAt: async (files, path, offset) => {
      const answer = await ask((sequence) => ({
        kind: "suggestions",
        sequence,
        files,
        path,
        offset,
      }));
      return answer?.kind === "suggestions" ? answer.suggestions : [];
    },
    explanationAt: async (files, path, offset) => {
      const answer = await ask((sequence) => ({
        kind: "explanation",
        sequence,
        files: { [path]: files[path] ?? "" },
        path,
        offset,
      }));
      return answer?.kind === "explanation" ? answer.explanation : undefined;
    },
    formatting: async (files, path) => {
      const answer = await ask((sequence) => ({
        kind: "formatting",
        sequence,
        files: { [path]: files[path] ?? "" },
        path,
      }));
      return answer?.kind === "formatting" ? answer.edits : [];
    },
  };
}
