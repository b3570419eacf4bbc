import { Util } from "dockerfile-ast/lib/util.js";
// By its parts: the whole holds a client for Docker Hub, and nothing here may ask the network.
import { DockerAssist } from "dockerfile-language-service/lib/dockerAssist.js";
import { DockerHover } from "dockerfile-language-service/lib/dockerHover.js";
import { linesOf } from "../../../checks/lines.ts";

// dockerfile-ast looks for the byte order mark with Node's Buffer, which browsers lack.
Util.isUTF8BOM = (char: string) => char === "\uFEFF";

/** Something to insert before the caret. */
export interface Proposal {
  readonly text: string;
  /** Where the text begins that is replaced; it ends at the caret. */
  readonly start: number;
  readonly kind: "keyword" | "stage" | "variable" | "folder";
  /** The image of a stage, or the value of a variable. */
  readonly detail: string | undefined;
}

/** The kinds by their number in the Language Server Protocol (CompletionItemKind). */
const KINDS: ReadonlyMap<number | undefined, Proposal["kind"]> = new Map([
  [14, "keyword"],
  [18, "stage"],
  [6, "variable"],
  [19, "folder"],
]);

/** What dockerfile-language-service would insert at an offset: keywords, stages, variables, working directories. */
export async function proposalsAt(
  text: string,
  offset: number,
): Promise<readonly Proposal[]> {
  const document = documentOf(text);
  // Its type asks for the class of the client, with its private parts.
  const assist: DockerAssist = Reflect.construct(DockerAssist, [
    document,
    { getTags: () => Promise.resolve([]) },
    {},
  ]);
  const items = await assist.computeProposals(document.positionAt(offset));
  return items.flatMap(({ textEdit, kind, documentation }) => {
    const known = KINDS.get(kind);
    if (known === undefined || textEdit === undefined) return [];
    if (!("range" in textEdit)) return [];
    return [
      {
        text: textEdit.newText,
        start: document.offsetAt(textEdit.range.start),
        kind: known,
        detail: typeof documentation === "string" ? documentation : undefined,
      },
    ];
  });
}

/** The value that the file gives a variable whose name stands at an offset, by dockerfile-language-service. */
export function valueAt(text: string, offset: number): string | undefined {
  const nothing = { getMarkdown: () => undefined };
  const hover: DockerHover = Reflect.construct(DockerHover, [nothing, nothing]);
  const found = hover.onHover(text, documentOf(text).positionAt(offset), [
    "markdown",
  ]);
  return typeof found?.contents === "string" ? found.contents : undefined;
}

/** A text with the places of the Language Server Protocol, which count from 0. */
function documentOf(text: string) {
  const lines = linesOf(text);
  return {
    getText: () => text,
    offsetAt: ({ line, character }: LspPosition) =>
      Math.min(lines.lineStart(line + 1) + character, text.length),
    positionAt: (offset: number): LspPosition => {
      const { line, column } = lines.position(offset);
      return { line: line - 1, character: column - 1 };
    },
  };
}

interface LspPosition {
  readonly line: number;
  readonly character: number;
}
