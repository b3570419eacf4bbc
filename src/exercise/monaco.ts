/** Monaco's parts that an exercise needs, loaded in pieces so that no single task is long. */
export type Monaco = typeof import("monaco-editor/editor/editor.api.js");

let loaded: Promise<Monaco> | undefined;

/** Loads Monaco, once. */
export function loadMonaco(): Promise<Monaco> {
  return (loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  }));
}

async function load(): Promise<Monaco> {
  const monaco = await import("monaco-editor/editor/editor.api.js");
  await pause();
  await import("./monaco-features.ts");
  await pause();
  defineThemes(monaco);
  return monaco;
}

/** Lets the page answer what happened meanwhile. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The theme for the page's colours at this moment. */
export function themeName(): "drydock-light" | "drydock-dark" {
  const chosen = document.documentElement.dataset["theme"];
  const dark =
    chosen === undefined
      ? matchMedia("(prefers-color-scheme: dark)").matches
      : chosen === "dark";
  return dark ? "drydock-dark" : "drydock-light";
}

function defineThemes(monaco: Monaco): void {
  const theme = (
    name: string,
    base: "vs" | "vs-dark",
    colour: Record<
      "surface" | "ink" | "muted" | "accent" | "verdigris" | "brass",
      string
    >,
  ): void => {
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
        "editorLineNumber.foreground": colour.muted,
        "editorLineNumber.activeForeground": colour.ink,
        "editorCursor.foreground": colour.ink,
        "editor.lineHighlightBorder": "#00000000",
        focusBorder: colour.accent,
      },
    });
  };
  theme("drydock-light", "vs", {
    surface: "#ffffff",
    ink: "#13212d",
    muted: "#4a5b6b",
    accent: "#0b5a86",
    verdigris: "#0c6652",
    brass: "#7a5200",
  });
  theme("drydock-dark", "vs-dark", {
    surface: "#15212c",
    ink: "#e7edf2",
    muted: "#a3b2c0",
    accent: "#74bde8",
    verdigris: "#62cdaa",
    brass: "#e3b65a",
  });
}
