/**
 * The few functions of vscode-languageserver-types that the Dockerfile parsers call, in place of the whole package,
 * which bundlers cannot cut down: 5 kB gzip less before the first grade.
 */

interface Position {
  readonly line: number;
  readonly character: number;
}

export const Position = {
  create: (line: number, character: number): Position => ({ line, character }),
};

export const Range = {
  create: (
    start: Position | number,
    end: Position | number,
    endLine = 0,
    endCharacter = 0,
  ) =>
    typeof start === "number" || typeof end === "number"
      ? {
          start: Position.create(Number(start), Number(end)),
          end: Position.create(endLine, endCharacter),
        }
      : { start, end },
};

export const DiagnosticSeverity = { Error: 1, Warning: 2 };

export const DiagnosticTag = { Unnecessary: 1, Deprecated: 2 };

export const TextEdit = {
  insert: (position: Position, newText: string) => ({
    range: { start: position, end: position },
    newText,
  }),
  replace: (range: unknown, newText: string) => ({ range, newText }),
  del: (range: unknown) => ({ range, newText: "" }),
};

export const CompletionItemKind = {
  Field: 5,
  Variable: 6,
  Property: 10,
  Keyword: 14,
  Reference: 18,
  Folder: 19,
};

export const InsertTextFormat = { PlainText: 1, Snippet: 2 };

export const MarkupKind = { PlainText: "plaintext", Markdown: "markdown" };
