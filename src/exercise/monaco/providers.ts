import type { Range } from "../../../checks/files.ts";
import { siteRoot } from "../../components/root.ts";
import type { Monaco } from "../monaco.ts";
import type { Suggestion } from "./completion.ts";
import type { Explanation } from "./explanation.ts";
import { fixesAt } from "./fixes.ts";
import { startHelp, type Help } from "./help.ts";
import { openTexts } from "./open-texts.ts";

type MonacoEditor = ReturnType<Monaco["editor"]["create"]>;
type Model = ReturnType<Monaco["editor"]["createModel"]>;
type Place = ReturnType<Model["getPositionAt"]>;

/** How long typing must pause before suggestions come by themselves, in milliseconds. */
export const PAUSE = 350;

/** Texts of a context, whichever their language. */
const LANGUAGES = ["dockerfile", "plaintext"];

let help: Help | undefined;

/** One worker for all editors of the page. */
function sharedHelp(): Help {
  return (help ??= startHelp());
}

let registered = false;

/** Makes Monaco ask us for suggestions, explanations and fixes; the first call counts. */
export function registerHelp(monaco: Monaco): void {
  if (registered) return;
  registered = true;
  registerSuggestions(monaco);
  registerExplanations(monaco);
  registerFixes(monaco);
  bindKeys(monaco);
}

function registerSuggestions(monaco: Monaco): void {
  monaco.languages.registerCompletionItemProvider(LANGUAGES, {
    triggerCharacters: ["$", "=", "/", "-", ",", " "],
    provideCompletionItems: async (model, position, { triggerKind }, token) => {
      const open = openTexts.get(model);
      if (open === undefined) return undefined;
      const files = { ...open.context(), [open.path]: model.getValue() };
      const offset = model.getOffsetAt(position);
      const { Invoke } = monaco.languages.CompletionTriggerKind;
      // Whoever types on needs no list yet, and must not wait for one to be drawn.
      if (triggerKind !== Invoke) await pauseIn(model);
      if (token.isCancellationRequested) return undefined;
      const found = await sharedHelp().suggestionsAt(files, open.path, offset);
      return {
        suggestions: found.map((one, at) =>
          itemOf(monaco, one, at, model, position),
        ),
      };
    },
  });
}

function itemOf(
  monaco: Monaco,
  { text, start, kind, detail, explanation, goesOn }: Suggestion,
  rank: number,
  model: Model,
  caret: Place,
) {
  const kinds = monaco.languages.CompletionItemKind;
  return {
    label: text,
    insertText: text,
    // In our order where the text fits equally well.
    sortText: String(rank).padStart(4, "0"),
    kind: {
      keyword: kinds.Keyword,
      directive: kinds.Keyword,
      flag: kinds.Field,
      option: kinds.Field,
      stage: kinds.Reference,
      variable: kinds.Variable,
      folder: kinds.Folder,
      file: kinds.File,
    }[kind],
    range: monaco.Range.fromPositions(model.getPositionAt(start), caret),
    ...(detail === undefined ? {} : { detail }),
    ...(explanation === undefined
      ? {}
      : { documentation: { value: explanation } }),
    ...(goesOn === true
      ? {
          command: {
            id: "editor.action.triggerSuggest",
            title: "Suggest more",
          },
        }
      : {}),
  };
}

/** Resolves once a text has not changed for a while. */
async function pauseIn(model: Model): Promise<void> {
  for (let version = -1; version !== model.getVersionId();) {
    version = model.getVersionId();
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (model.isDisposed()) return;
  }
}

function registerExplanations(monaco: Monaco): void {
  monaco.languages.registerHoverProvider("dockerfile", {
    provideHover: async (model, position) => {
      const open = openTexts.get(model);
      if (open === undefined) return undefined;
      const offset = model.getOffsetAt(position);
      const files = { [open.path]: model.getValue() };
      const found = await sharedHelp().explanationAt(files, open.path, offset);
      if (found === undefined) return undefined;
      return {
        contents: [{ value: textOf(found) }],
        range: monaco.Range.fromPositions(
          model.getPositionAt(found.start),
          model.getPositionAt(found.end),
        ),
      };
    },
  });
}

function textOf({ text, lesson, reference }: Explanation): string {
  const links = [
    ...(lesson === undefined
      ? []
      : [
          `[${lesson.title}](${new URL(`lessons/${lesson.id}/`, siteRoot()).href})`,
        ]),
    ...(reference === undefined ? [] : [`[Reference](${reference})`]),
  ];
  return links.length === 0 ? text : `${text}\n\n${links.join(" · ")}`;
}

function registerFixes(monaco: Monaco): void {
  monaco.languages.registerCodeActionProvider(
    LANGUAGES,
    {
      provideCodeActions: (model, range, { markers }) => {
        const open = openTexts.get(model);
        if (open === undefined) return { actions: [], dispose: () => {} };
        const offered = fixesAt(
          open.marks(),
          rangeOf(range),
          open.path,
          model.getValue(),
        );
        return {
          actions: offered.map(({ title, edits, marks, isHere }) => ({
            title,
            kind: "quickfix",
            isPreferred: isHere,
            diagnostics: markers.filter((marker) =>
              marks.some((mark) => isMarkerOf(marker, mark.range)),
            ),
            edit: {
              edits: edits.map(({ range: at, text }) => ({
                resource: model.uri,
                versionId: model.getVersionId(),
                textEdit: { range: monacoRange(monaco, at), text },
              })),
            },
          })),
          dispose: () => {},
        };
      },
    },
    { providedCodeActionKinds: ["quickfix"] },
  );
}

/**
 * Lays out a text, as one step that can be undone. An action of our own: Monaco's has its worker look for smaller edits
 * than ours, which there are not.
 */
export function addFormatting(monaco: Monaco, editor: MonacoEditor): void {
  const { KeyCode, KeyMod } = monaco;
  editor.addAction({
    id: "drydock.format",
    label: "Format Dockerfile",
    keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
    contextMenuGroupId: "1_modification",
    run: async () => {
      const model = editor.getModel();
      const open = model && openTexts.get(model);
      if (!model || !open) return;
      const version = model.getVersionId();
      const files = { [open.path]: model.getValue() };
      const edits = await sharedHelp().formatting(files, open.path);
      if (model.getVersionId() !== version) return;
      editor.pushUndoStop();
      editor.executeEdits(
        "drydock.format",
        edits.map(({ start, end, text }) => ({
          range: monaco.Range.fromPositions(
            model.getPositionAt(start),
            model.getPositionAt(end),
          ),
          text,
        })),
      );
      editor.pushUndoStop();
    },
  });
}

/** `F8`, which stays in the file, and a chord that is the workspace's. */
function bindKeys(monaco: Monaco): void {
  const { KeyCode, KeyMod } = monaco;
  monaco.editor.addKeybindingRules([
    {
      keybinding: KeyCode.F8,
      command: "editor.action.marker.next",
      when: "editorFocus",
    },
    {
      keybinding: KeyMod.Shift | KeyCode.F8,
      command: "editor.action.marker.prev",
      when: "editorFocus",
    },
    {
      keybinding: KeyMod.CtrlCmd | KeyCode.Enter,
      command: "-editor.action.insertLineAfter",
    },
  ]);
}

interface MonacoRange {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

function isMarkerOf(marker: MonacoRange, { start, end }: Range): boolean {
  return (
    marker.startLineNumber === start.line &&
    marker.startColumn === start.column &&
    marker.endLineNumber === end.line &&
    marker.endColumn === end.column
  );
}

function rangeOf(range: MonacoRange): Range {
  return {
    start: { line: range.startLineNumber, column: range.startColumn },
    end: { line: range.endLineNumber, column: range.endColumn },
  };
}

function monacoRange(monaco: Monaco, { start, end }: Range) {
  return new monaco.Range(start.line, start.column, end.line, end.column);
}
