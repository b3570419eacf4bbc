import { persistentAtom } from "@nanostores/persistent";
import { storageKey } from "./storage.ts";

/** What a reader chose about the site. */
export interface Settings {
  readonly theme: "system" | "light" | "dark";
  /** Whether single keys do something, such as `/` for search. */
  readonly shortcuts: boolean;
  /** The editor of exercises: the plain field, or Monaco; undefined until chosen. */
  readonly editor: "plain" | "rich" | undefined;
  /** Whether Tab leaves Monaco, in place of indenting. */
  readonly tabLeaves: boolean;
}

const DEFAULTS: Settings = {
  theme: "system",
  shortcuts: true,
  editor: undefined,
  tabLeaves: false,
};

/** The settings, kept in this browser; anything odd in storage reads as the default. */
export const settings = persistentAtom<Settings>(
  storageKey("settings"),
  DEFAULTS,
  { encode: JSON.stringify, decode: parseSettings },
);

/** Reads settings as they were stored. */
export function parseSettings(text: string): Settings {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return DEFAULTS;
  }
  if (typeof stored !== "object" || stored === null) return DEFAULTS;
  const theme = "theme" in stored ? stored.theme : undefined;
  const shortcuts = "shortcuts" in stored ? stored.shortcuts : undefined;
  const editor = "editor" in stored ? stored.editor : undefined;
  const tabLeaves = "tabLeaves" in stored ? stored.tabLeaves : undefined;
  return {
    theme: theme === "light" || theme === "dark" ? theme : DEFAULTS.theme,
    shortcuts: typeof shortcuts === "boolean" ? shortcuts : DEFAULTS.shortcuts,
    editor: editor === "plain" || editor === "rich" ? editor : DEFAULTS.editor,
    tabLeaves: typeof tabLeaves === "boolean" ? tabLeaves : DEFAULTS.tabLeaves,
  };
}

/** Changes some of the settings. */
export function choose(change: Partial<Settings>): void {
  settings.set({ ...settings.get(), ...change });
}
