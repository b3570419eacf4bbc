import { parseScript } from "../shell/parse.ts";

/** A command of a script that a development dependency brings. */
export interface DevelopmentTool {
  readonly command: string;
  readonly package: string;
}

/** Packages that bring commands of another name; a command comes with the package of its own name as well. */
const BROUGHT_BY: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    tsc: ["typescript"],
    ng: ["@angular/cli"],
    nest: ["@nestjs/cli"],
    "vue-cli-service": ["@vue/cli-service"],
    webpack: ["webpack-cli"],
    babel: ["@babel/cli"],
    swc: ["@swc/cli"],
    tailwindcss: ["@tailwindcss/cli"],
    postcss: ["postcss-cli"],
    "svelte-kit": ["@sveltejs/kit"],
    remix: ["@remix-run/dev"],
    "run-s": ["npm-run-all", "npm-run-all2"],
    "run-p": ["npm-run-all", "npm-run-all2"],
    gulp: ["gulp-cli"],
    grunt: ["grunt-cli"],
  }),
);

interface Project {
  readonly manifest: string;
  /** package-lock.json, where it is known. */
  readonly lock: string | undefined;
}

/** The first command of a script of package.json that is there only with development dependencies. */
export function developmentToolIn(
  script: string,
  project: Project,
): DevelopmentTool | undefined {
  const manifest = read(project.manifest);
  if (manifest === undefined) return undefined;
  return toolIn(script, manifest, read(project.lock ?? ""), new Set());
}

function toolIn(
  script: string,
  manifest: unknown,
  lock: unknown,
  called: Set<string>,
): DevelopmentTool | undefined {
  const { commands } = parseScript({
    text: script,
    span: (start, end) => ({ start, end }),
  });
  for (const command of commands) {
    // "a || b" has another way, and a condition may ask whether it is there.
    if (command.connector === "||" || command.nesting.length > 0) continue;
    const { name, arguments: words } = command.plain;
    if (name === undefined) continue;
    const [verb, next] = words.map(({ value }) => value);
    if (/^(?:npm|yarn|pnpm)$/.test(name)) {
      const inner = verb === "run" ? next : name === "npm" ? undefined : verb;
      // A script that calls itself has told all it does.
      if (inner === undefined || called.has(inner)) continue;
      called.add(inner);
      const text = field(field(manifest, "scripts"), inner);
      const found =
        typeof text === "string"
          ? toolIn(text, manifest, lock, called)
          : undefined;
      if (found !== undefined) return found;
      continue;
    }
    const brought = [name, ...(BROUGHT_BY.get(name) ?? [])].find((one) =>
      isDevelopmentOnly(one, manifest, lock),
    );
    const others = [name, ...(BROUGHT_BY.get(name) ?? [])].some((one) =>
      ["dependencies", "optionalDependencies"].some(
        (kind) => field(field(manifest, kind), one) !== undefined,
      ),
    );
    if (brought !== undefined && !others)
      return { command: name, package: brought };
  }
  return undefined;
}

function isDevelopmentOnly(
  name: string,
  manifest: unknown,
  lock: unknown,
): boolean {
  if (field(field(manifest, "devDependencies"), name) === undefined)
    return false;
  // A production dependency may need the package too; then it is no "dev" in the lock file.
  const locked = field(field(lock, "packages"), `node_modules/${name}`);
  return locked === undefined || field(locked, "dev") === true;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
