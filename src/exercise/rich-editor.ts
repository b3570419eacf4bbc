import type { Editor, View } from "./editor.ts";
import type { Mark } from "./marks.ts";
import { themeName, type Monaco } from "./monaco.ts";
import { siteRoot } from "../components/root.ts";
import type { Step } from "./history.ts";

/** What Monaco takes over from the plain field. */
export interface Handover {
  readonly label: string;
  readonly language: string;
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
  const model = monaco.editor.createModel(handover.original, handover.language);
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

  const editor = monaco.editor.create(container, {
    model,
    theme: themeName(),
    ariaLabel: handover.label,
    automaticLayout: true,
    fontFamily: getComputedStyle(container).fontFamily,
    fontSize: 15,
    lineHeight: 24,
    // The text begins where it does in the plain field: 60 px from the edge.
    lineNumbersMinChars: 4,
    lineDecorationsWidth: 24,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    padding: { top: 12, bottom: 12 },
    renderLineHighlight: "none",
    scrollBeyondLastLine: false,
    scrollbar: { alwaysConsumeMouseWheel: false },
    fixedOverflowWidgets: true,
    tabSize: 4,
    folding: false,
    glyphMargin: false,
  });
  const { start, end, scrollTop } = handover.view;
  editor.setSelection(
    monaco.Range.fromPositions(
      model.getPositionAt(start),
      model.getPositionAt(end),
    ),
  );
  editor.setScrollTop(scrollTop);
  const input = model.onDidChangeContent(onInput);
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
    mark: (marks) =>
      monaco.editor.setModelMarkers(
        model,
        "drydock",
        marks.map((mark) => markerOf(monaco, mark)),
      ),
    reveal: (line, column) => {
      editor.setPosition({ lineNumber: line, column });
      editor.revealLineInCenterIfOutsideViewport(line);
      editor.focus();
    },
    focus: () => editor.focus(),
    remove: () => {
      input.dispose();
      watcher.disconnect();
      colours.removeEventListener("change", recolour);
      editor.dispose();
      model.dispose();
    },
  };
}

function markerOf(monaco: Monaco, mark: Mark) {
  const { range, severity, rule, message, remedy } = mark;
  const { Error: error, Warning, Info } = monaco.MarkerSeverity;
  return {
    startLineNumber: range.start.line,
    startColumn: range.start.column,
    endLineNumber: range.end.line,
    endColumn: range.end.column,
    severity: { error, warning: Warning, info: Info }[severity],
    message: remedy === undefined ? message : `${message}\n${remedy}`,
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
