import type { Monaco } from "../monaco.ts";

/** The colours of the site that Monaco needs as values, by the names of the tokens. */
interface Colours {
  readonly ground: string;
  readonly surface: string;
  readonly sunken: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly ruling: string;
  readonly accent: string;
  readonly accentWash: string;
  readonly primer: string;
  readonly verdigris: string;
  readonly brass: string;
}

const LIGHT: Colours = {
  ground: "#f6f4ee",
  surface: "#ffffff",
  sunken: "#efece3",
  ink: "#13212d",
  muted: "#4a5b6b",
  line: "#8c8778",
  ruling: "#d9d5c8",
  accent: "#0b5a86",
  accentWash: "#e4edf1",
  primer: "#a8371c",
  verdigris: "#0c6652",
  brass: "#7a5200",
};

const DARK: Colours = {
  ground: "#0e1720",
  surface: "#15212c",
  sunken: "#0a1219",
  ink: "#e7edf2",
  muted: "#a3b2c0",
  line: "#5c6e7e",
  ruling: "#263542",
  accent: "#74bde8",
  accentWash: "#14293a",
  primer: "#ff8f73",
  verdigris: "#62cdaa",
  brass: "#e3b65a",
};

/** Makes the site's themes known to Monaco. */
export function defineThemes(monaco: Monaco): void {
  defineTheme(monaco, "drydock-light", "vs", LIGHT);
  defineTheme(monaco, "drydock-dark", "vs-dark", DARK);
}

function defineTheme(
  monaco: Monaco,
  name: string,
  base: "vs" | "vs-dark",
  colour: Colours,
): void {
  const token = (value: string): string => value.slice(1);
  monaco.editor.defineTheme(name, {
    base,
    inherit: true,
    rules: [
      { token: "", foreground: token(colour.ink) },
      { token: "comment", foreground: token(colour.muted) },
      { token: "keyword", foreground: token(colour.accent) },
      { token: "string", foreground: token(colour.verdigris) },
      { token: "variable", foreground: token(colour.brass) },
    ],
    colors: {
      "editor.background": colour.surface,
      "editor.foreground": colour.ink,
      "editor.lineHighlightBorder": "#00000000",
      "editorLineNumber.foreground": colour.muted,
      "editorLineNumber.activeForeground": colour.ink,
      "editorCursor.foreground": colour.ink,
      "editorError.foreground": colour.primer,
      "editorWarning.foreground": colour.brass,
      "editorInfo.foreground": colour.accent,
      "editorLightBulb.foreground": colour.brass,
      "editorLightBulbAutoFix.foreground": colour.brass,
      ...widgets(colour),
    },
  });
}

/** Everything that floats over the text. */
function widgets(colour: Colours): Record<string, string> {
  const box = (widget: string) => ({
    [`${widget}.background`]: colour.surface,
    [`${widget}.foreground`]: colour.ink,
    [`${widget}.border`]: colour.line,
  });
  return {
    foreground: colour.ink,
    descriptionForeground: colour.muted,
    "icon.foreground": colour.muted,
    focusBorder: colour.accent,
    "widget.border": colour.line,
    "widget.shadow": "#00000040",
    "textLink.foreground": colour.accent,
    "textLink.activeForeground": colour.accent,
    "textCodeBlock.background": colour.sunken,
    "textPreformat.foreground": colour.ink,
    "textPreformat.background": colour.sunken,
    ...box("editorWidget"),
    ...box("editorHoverWidget"),
    "editorHoverWidget.statusBarBackground": colour.ground,
    "editorHoverWidget.highlightForeground": colour.accent,
    ...box("editorSuggestWidget"),
    "editorSuggestWidget.highlightForeground": colour.accent,
    "editorSuggestWidget.focusHighlightForeground": colour.accent,
    "editorSuggestWidget.selectedBackground": colour.accentWash,
    "editorSuggestWidget.selectedForeground": colour.ink,
    "editorSuggestWidget.selectedIconForeground": colour.accent,
    "editorSuggestWidgetStatus.foreground": colour.muted,
    "editorActionList.background": colour.surface,
    "editorActionList.foreground": colour.ink,
    "editorActionList.focusBackground": colour.accentWash,
    "editorActionList.focusForeground": colour.ink,
    ...box("menu"),
    // A menu has no edge of its own.
    "menu.background": colour.ground,
    "menu.selectionBackground": colour.accentWash,
    "menu.selectionForeground": colour.ink,
    "menu.separatorBackground": colour.ruling,
    "list.focusBackground": colour.accentWash,
    "list.focusForeground": colour.ink,
    "list.hoverBackground": colour.sunken,
    "list.activeSelectionBackground": colour.accentWash,
    "list.activeSelectionForeground": colour.ink,
    "list.highlightForeground": colour.accent,
    "editorMarkerNavigation.background": colour.ground,
    "editorMarkerNavigationError.background": colour.primer,
    "editorMarkerNavigationError.headerBackground": colour.ground,
    "editorMarkerNavigationWarning.background": colour.brass,
    "editorMarkerNavigationWarning.headerBackground": colour.ground,
    "editorMarkerNavigationInfo.background": colour.accent,
    "editorMarkerNavigationInfo.headerBackground": colour.ground,
    "peekViewEditor.background": colour.surface,
    "peekViewTitleLabel.foreground": colour.ink,
    "peekViewTitleDescription.foreground": colour.muted,
    "input.background": colour.surface,
    "input.foreground": colour.ink,
    "input.border": colour.line,
    "input.placeholderForeground": colour.muted,
    "inputOption.activeBorder": colour.accent,
    "toolbar.hoverBackground": colour.sunken,
    "scrollbar.shadow": "#00000000",
    "symbolIcon.keywordForeground": colour.accent,
    "symbolIcon.fileForeground": colour.muted,
    "symbolIcon.folderForeground": colour.muted,
    "symbolIcon.variableForeground": colour.brass,
    "symbolIcon.fieldForeground": colour.accent,
    "symbolIcon.referenceForeground": colour.verdigris,
  };
}
