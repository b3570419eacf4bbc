import { knownText } from "../value.ts";
import type { Image } from "./simulate.ts";
import { absolute } from "./tree.ts";

/** The shell text that a script runner runs, or why it cannot be told. */
export type PackageScript =
  | {
      readonly kind: "known";
      readonly text: string;
      /** The shell that runs it: npm's `script-shell`, else /bin/sh. */
      readonly shell: string;
    }
  | { readonly kind: "unknown"; readonly because: string };

/** Options of npm, yarn and pnpm that change nothing in what a script does. */
const HARMLESS =
  /^(?:-s|-q|-d|--silent|--quiet|--if-present|--no-update-notifier|--loglevel=.*)$/;

/** The script of package.json that `npm start`, `yarn run serve` and the like run in a directory. */
export function packageScript(
  runner: string,
  args: readonly string[],
  image: Image,
  directory: string | undefined,
): PackageScript {
  const words = args.filter((arg) => !HARMLESS.test(arg));
  const [verb, named] = words;
  const runs = verb === "run" || verb === "run-script";
  const name = runs
    ? named
    : verb === "start" || runner !== "npm"
      ? verb
      : undefined;
  // What follows the name goes to the script.
  if (name === undefined || words.length > (runs ? 2 : 1))
    return unknown(`${runner} runs what the files do not tell`);
  const manifest =
    directory === undefined
      ? undefined
      : image.tree.get(absolute("package.json", directory))?.text;
  const text =
    manifest === undefined ? undefined : scriptOf(manifest, name, runner);
  return text === undefined
    ? unknown(
        `there is no package.json with a script "${name}" in the working directory`,
      )
    : { kind: "known", text, shell: scriptShell(image, directory ?? "/") };
}

/** The shell that npm is told to use, by a variable or the project's .npmrc (npm docs, config, script-shell). */
function scriptShell(image: Image, directory: string): string {
  const variable = image.config.environment
    .exported()
    .get("npm_config_script_shell");
  const settings = image.tree.get(absolute(".npmrc", directory))?.text ?? "";
  const line = /^[ \t]*script-shell[ \t]*=[ \t]*(\S+)/m.exec(settings);
  return knownText(variable) ?? line?.[1] ?? "/bin/sh";
}

function unknown(because: string): PackageScript {
  return { kind: "unknown", because };
}

function scriptOf(
  manifest: string,
  name: string,
  runner: string,
): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(manifest);
  } catch {
    return undefined;
  }
  const script = property(property(parsed, "scripts"), name);
  if (typeof script === "string") return script;
  // npm's own default (npm docs, scripts, "npm start").
  return name === "start" && runner === "npm" ? "node server.js" : undefined;
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
