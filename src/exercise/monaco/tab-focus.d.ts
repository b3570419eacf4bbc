declare module "monaco-editor/editor/browser/config/tabFocus.js" {
  /** Whether Tab leaves Monaco's editors, all at once. */
  export const TabFocus: {
    getTabFocusMode(): boolean;
    setTabFocusMode(leaves: boolean): void;
    readonly onDidChangeTabFocus: (run: (leaves: boolean) => void) => {
      dispose(): void;
    };
  };
}
