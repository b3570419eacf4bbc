import { parseScript } from "../shell/parse.ts";
import { isUnconditional } from "../shell/queries.ts";

/** What a package.json and its lock file tell about the needs of a script. */
export interface Manifest {
  /** The program that a script starts and the development dependency that brings it; undefined where there is none. */
  developmentProgram(
    script: string,
  ): { readonly program: string; readonly dependency: string } | undefined;
}

/** Programs with another name than the package that brings them, by the packages' own `bin`. */
const BROUGHT_BY: Readonly<Record<string, readonly string[]>> = {
  babel: ["@babel/cli"],
  nest: ["@nestjs/cli"],
  ng: ["@angular/cli"],
  "run-p": ["npm-run-all", "npm-run-all2"],
  "run-s": ["npm-run-all", "npm-run-all2"],
  swc: ["@swc/cli"],
  tailwindcss: ["@tailwindcss/cli", "tailwindcss"],
  tsc: ["typescript"],
  "vue-cli-service": ["@vue/cli-service"],
};

/** Reads a package.json and, where there is one, its package-lock.json; undefined for text that is no JSON object. */
export function readManifest(
  text: string,
  lock: string | undefined,
): Manifest | undefined {
  const manifest = parsed(text);
  if (manifest === undefined) return undefined;
  const development = namesIn(manifest.get("devDependencies"));
  const others = new Set(
    ["dependencies", "optionalDependencies", "peerDependencies"].flatMap(
      (group) => [...namesIn(manifest.get(group))],
    ),
  );
  const scripts = fieldsOf(manifest.get("scripts"));
  const locked = fieldsOf(
    lock === undefined ? undefined : parsed(lock)?.get("packages"),
  );
  /** Another package may bring it too; the lock file marks what development alone asks for. */
  const isOmitted = (name: string): boolean => {
    if (!development.has(name) || others.has(name)) return false;
    const entry = locked.get(`node_modules/${name}`);
    return entry === undefined || fieldsOf(entry).get("dev") === true;
  };
  const search = (
    script: string,
    depth: number,
  ): ReturnType<Manifest["developmentProgram"]> => {
    // A script that runs itself would never end.
    if (depth > 5) return undefined;
    for (const name of [`pre${script}`, script])
      for (const argv of programsOf(scripts.get(name))) {
        const [program = "", verb, named] = argv;
        const dependency = (
          Object.hasOwn(BROUGHT_BY, program) ? BROUGHT_BY[program] : [program]
        )?.find(isOmitted);
        if (dependency !== undefined) return { program, dependency };
        const nested =
          /^(?:npm|yarn|pnpm)$/.test(program) && verb === "run" && named
            ? search(named, depth + 1)
            : undefined;
        if (nested !== undefined) return nested;
      }
    return undefined;
  };
  return { developmentProgram: (script) => search(script, 0) };
}

/** The words of each command that a script runs in any case and whose failure is its own. */
function programsOf(script: unknown): readonly (readonly string[])[] {
  if (typeof script !== "string") return [];
  const { commands } = parseScript({
    text: script,
    span: (start, end) => ({ start, end }),
  });
  if (commands.some(({ connector }) => connector === "||" || connector === ";"))
    return [];
  return commands.filter(isUnconditional).map((command) => {
    const { nameWord, arguments: words } = command.plain;
    return [nameWord, ...words].map((word) => word?.value ?? "");
  });
}

function parsed(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? fieldsOf(value)
      : undefined;
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(
    typeof value === "object" && value !== null ? Object.entries(value) : [],
  );
}

function namesIn(value: unknown): ReadonlySet<string> {
  return new Set(fieldsOf(value).keys());
}
