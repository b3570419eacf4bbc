import type { Files } from "../../checks/files.ts";
import { siteRoot } from "../components/root.ts";
import type { Editor, View } from "./editor.ts";
import { fittingFixes } from "./fitting-fixes.ts";
import type { Step } from "./history.ts";
import type { Mark } from "./marks.ts";
import { themeName, type Monaco } from "./monaco.ts";
import { openTexts } from "./monaco/open-texts.ts";
import { addFormatting, PAUSE } from "./monaco/providers.ts";
import { showTabHint } from "./monaco/tab-hint.ts";
import { wrapped } from "./monaco/wrap.ts";
import "./monaco/monaco.css";

type MonacoEditor = ReturnType<Monaco["editor"]["create"]>;

/** How many models there were: two texts of one path are still two. */
let made = 0;

/** What Monaco takes over from the plain field. */
export interface Handover {
  readonly label: string;
  /** The path of the text from the context root. */
  readonly path: string;
  /** The context it stands in, for suggestions of paths. */
  readonly context: () => Files;
  /** The text before the first step. */
  readonly original: string;
  /** What was typed since, so that it can be undone. */
  readonly steps: readonly Step[];
  readonly view: View;
}

/** Monaco as an editor, in an element that is empty. */
export function richEditor(
  monaco: Monaco,
  container: HTMLElement,
  handover: Handover,
  onInput: () => void,
): Editor {
  const { path, context } = handover;
  const model = monaco.editor.createModel(
    handover.original,
    path === "Dockerfile" ? "dockerfile" : "plaintext",
    // Monaco shows the path where it lists problems.
    monaco.Uri.from({
      scheme: "inmemory",
      authority: String(++made),
      path: `/${path}`,
    }),
  );
  // Line breaks stay as the files have them.
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  for (const { text } of handover.steps) {
    model.pushStackElement();
    model.pushEditOperations(
      [],
      [{ range: model.getFullModelRange(), text }],
      () => null,
    );
  }
  model.pushStackElement();

  const frame = document.createElement("div");
  // Monaco gives its colours to what it puts outside the editor, such as menus, by the second name.
  frame.className = "rich-editor monaco-component";
  const host = document.createElement("div");
  const hint = document.createElement("p");
  hint.className = "tab-hint";
  frame.append(host, hint);
  container.replaceChildren(frame);

  const fixes = fittingFixes();
  let marks: readonly Mark[] = [];
  openTexts.set(model, { path, context, marks: () => marks });
  const editor = monaco.editor.create(host, {
    model,
    theme: themeName(),
    ariaLabel: handover.label,
    automaticLayout: true,
    fontFamily: getComputedStyle(container).fontFamily,
    fontSize: 15,
    lineHeight: 24,
    // The text begins where it does in the plain field: 60 px from the edge.
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 9,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    padding: { top: 12, bottom: 12 },
    renderLineHighlight: "none",
    scrollBeyondLastLine: false,
    scrollbar: { alwaysConsumeMouseWheel: false },
    fixedOverflowWidgets: true,
    tabSize: 4,
    folding: false,
    guides: { indentation: false },
    // For the light bulb, in the room that line numbers leave.
    glyphMargin: true,
    lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.On },
    hover: { above: false },
    quickSuggestions: { other: "on", comments: "off", strings: "off" },
    quickSuggestionsDelay: PAUSE,
    wordBasedSuggestions: "off",
    // A list that came by itself takes neither Enter nor Tab until an arrow key has gone into it.
    suggest: { selectionMode: "never", showWords: false },
    acceptSuggestionOnEnter: "smart",
    acceptSuggestionOnCommitCharacter: false,
  });
  if (path === "Dockerfile") addFormatting(monaco, editor);
  const removeTabHint = showTabHint(hint);
  const { start, end, scrollTop } = handover.view;
  editor.setSelection(
    monaco.Range.fromPositions(
      model.getPositionAt(start),
      model.getPositionAt(end),
    ),
  );
  editor.setScrollTop(scrollTop);
  const input = model.onDidChangeContent(() => {
    fixes.edited();
    marks = fixes.of(marks);
    onInput();
  });
  const colours = matchMedia("(prefers-color-scheme: dark)");
  const recolour = (): void => monaco.editor.setTheme(themeName());
  const watcher = new MutationObserver(recolour);
  watcher.observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });
  colours.addEventListener("change", recolour);

  return {
    get text() {
      return model.getValue();
    },
    replace: (text) => {
      model.pushStackElement();
      model.pushEditOperations(
        [],
        [{ range: model.getFullModelRange(), text }],
        () => null,
      );
      model.pushStackElement();
    },
    view: () => {
      const selection = editor.getSelection();
      return {
        start: selection ? model.getOffsetAt(selection.getStartPosition()) : 0,
        end: selection ? model.getOffsetAt(selection.getEndPosition()) : 0,
        scrollTop: editor.getScrollTop(),
      };
    },
    mark: (next) => {
      marks = fixes.of(next);
      monaco.editor.setModelMarkers(
        model,
        "drydock",
        marks.map((mark) => markerOf(monaco, mark, columnsOf(monaco, editor))),
      );
    },
    reveal: (line, column) => {
      editor.setPosition({ lineNumber: line, column });
      editor.revealLineInCenterIfOutsideViewport(line);
      editor.focus();
    },
    focus: () => editor.focus(),
    remove: () => {
      removeTabHint();
      input.dispose();
      watcher.disconnect();
      colours.removeEventListener("change", recolour);
      editor.dispose();
      model.dispose();
      container.replaceChildren();
    },
  };
}

/** How many characters a message may be wide: Monaco does not break its lines where `F8` shows it. */
function columnsOf(monaco: Monaco, editor: MonacoEditor): number {
  const { fontInfo } = monaco.editor.EditorOption;
  const { typicalHalfwidthCharacterWidth: width } = editor.getOption(fontInfo);
  return Math.max(30, Math.floor(editor.getLayoutInfo().contentWidth / width));
}

function markerOf(monaco: Monaco, mark: Mark, columns: number) {
  const { range, severity, rule, message, remedy } = mark;
  const { Error: error, Warning, Info } = monaco.MarkerSeverity;
  return {
    startLineNumber: range.start.line,
    startColumn: range.start.column,
    endLineNumber: range.end.line,
    endColumn: range.end.column,
    severity: { error, warning: Warning, info: Info }[severity],
    message: wrapped(
      remedy === undefined ? message : `${message}\n${remedy}`,
      columns,
    ),
    ...(remedy === undefined
      ? {}
      : {
          code: {
            value: rule,
            target: monaco.Uri.parse(
              new URL(`rules/${rule}/`, siteRoot()).href,
            ),
          },
        }),
  };
}
