import { defineThemes } from "./monaco/themes.ts";

/** Monaco's parts that an exercise needs, loaded in pieces so that no single task is long. */
export type Monaco = typeof import("monaco-editor/editor/editor.api.js");

declare global {
  /** What of it we use: TypeScript's own types do not have it yet. Undefined in older browsers. */
  var trustedTypes:
    | {
        createPolicy(
          name: string,
          rules: { createHTML(text: string): string },
        ): { readonly name: string; createHTML(text: string): unknown };
      }
    | undefined;
}

let loaded: Promise<Monaco> | undefined;

/** Loads Monaco with its help for Dockerfiles, once. */
export function loadMonaco(): Promise<Monaco> {
  return (loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  }));
}

async function load(): Promise<Monaco> {
  trustMonaco();
  const monaco = await import("monaco-editor/editor/editor.api.js");
  await pause();
  await import("./monaco/features.ts");
  await pause();
  // An editor has the features that are there when it is made.
  await import("./monaco/help-features.ts");
  await pause();
  const { registerHelp } = await import("./monaco/providers.ts");
  defineThemes(monaco);
  registerHelp(monaco);
  return monaco;
}

/** One Trusted Types policy for all HTML that Monaco draws by, where each of its parts would make one of its own. */
function trustMonaco(): void {
  if (globalThis.MonacoEnvironment !== undefined) return;
  const html = globalThis.trustedTypes?.createPolicy("monaco", {
    createHTML: (text) => text,
  });
  globalThis.MonacoEnvironment = {
    // What is no HTML goes through the page's default policy.
    createTrustedTypesPolicy: (_, rules) =>
      rules?.createHTML === undefined ? undefined : html,
  };
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
