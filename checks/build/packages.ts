import type { Environment } from "../dockerfile/environment.ts";
import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import {
  hasOption,
  optionValue,
  plainArguments,
  type PlainCommand,
} from "../shell/queries.ts";
import { knownText } from "../value.ts";
import type { Bundle } from "./tree.ts";

/** An installation read from a command. */
export type Install =
  | {
      readonly kind: "system";
      readonly manager: string;
      readonly packages: readonly string[];
    }
  | {
      readonly kind: "project";
      readonly manager: string;
      readonly verb: string;
      /** Whether packages are named beside those of the project. */
      readonly named: boolean;
      /** Where the packages go, relative to the working directory. */
      readonly directory: string;
      readonly bundle: Bundle;
    };

const SYSTEM: ReadonlyMap<string, readonly string[]> = new Map([
  ["apt-get", ["install"]],
  ["apt", ["install"]],
  ["aptitude", ["install"]],
  ["apk", ["add"]],
  ["dnf", ["install"]],
  ["microdnf", ["install"]],
  ["yum", ["install"]],
  ["zypper", ["install", "in"]],
]);

const REMOVING = new Set(
  "del remove purge autoremove erase uninstall rm".split(" "),
);

/** Packages that a system's package manager removes by name, or undefined where the command is not such a one. */
export function removedPackages(
  plain: PlainCommand,
): readonly string[] | undefined {
  if (!SYSTEM.has(plain.name ?? "")) return undefined;
  const [verb, ...names] = plainArguments(plain.arguments);
  return REMOVING.has(verb?.value ?? "")
    ? names.map(({ value, text }) => value ?? text)
    : undefined;
}

/** Whether a tool of a language brings commands of its own into the image. */
export function bringsCommands(plain: PlainCommand): boolean {
  return /^(?:install|i|add|enable|tool)$/.test(
    plainArguments(plain.arguments)[0]?.value ?? "",
  );
}

/** Whether a system's package manager only reads lists or empties its caches. */
export function bringsNoCommand(plain: PlainCommand): boolean {
  return (
    SYSTEM.has(plain.name ?? "") &&
    /^(?:update|(?:auto|dist-?)?clean)$/.test(
      plainArguments(plain.arguments)[0]?.value ?? "",
    )
  );
}

const PROJECT: ReadonlyMap<string, readonly string[]> = new Map([
  ["npm", ["ci", "clean-install", "install", "i", "install-clean", "prune"]],
  ["yarn", ["", "install"]],
  ["pnpm", ["install", "i", "prune"]],
]);

/** Reads what a command installs, or undefined where it installs nothing we know. */
export function readInstall(
  plain: PlainCommand,
  command: ShellCommand | undefined,
  environment: Environment,
): Install | undefined {
  const manager = plain.name ?? "";
  if (!SYSTEM.has(manager) && !PROJECT.has(manager)) return undefined;
  const place = projectPlace(plain);
  const words = plainArguments(place?.plain.arguments ?? plain.arguments);
  const verb = words[0]?.value ?? "";
  if (SYSTEM.get(manager)?.includes(verb) === true)
    return {
      kind: "system",
      manager,
      packages: words.slice(1).map((word) => word.value ?? word.text),
    };
  // "yarn workspaces focus" is how later versions of Yarn install for production.
  const focuses =
    manager === "yarn" && verb === "workspaces" && words[1]?.value === "focus";
  if (!focuses && PROJECT.get(manager)?.includes(verb) !== true)
    return undefined;
  if (hasOption(plain.arguments, "-g", "--global")) return undefined;
  // "yarn --version" installs nothing, though "yarn" alone does.
  if (
    verb === "" &&
    hasOption(plain.arguments, "-v", "--version", "-h", "--help")
  )
    return undefined;
  // "npm install lodash" adds one package; the rest of the project comes with it.
  return {
    kind: "project",
    manager,
    verb,
    named: !focuses && words.length > 1,
    directory: `${place?.directory ?? "."}/node_modules`,
    bundle: {
      manager,
      holds: "dependencies",
      development: withDevelopment(manager, plain, command, environment),
    },
  };
}

/**
 * The command that a package manager of a project runs in another directory, and that directory: `npm --prefix ui ci`
 * is `npm ci` in `ui` (npm config, prefix; pnpm, -C; Yarn 1, --cwd). Undefined where no known one is named.
 */
export function projectPlace(
  plain: PlainCommand,
): { readonly directory: string; readonly plain: PlainCommand } | undefined {
  if (!PROJECT.has(plain.name ?? "")) return undefined;
  const { arguments: words } = plain;
  const directory = optionValue(words, ...IN_DIRECTORY);
  if (directory === undefined) return undefined;
  const isOption = (word: ShellWord | undefined): boolean =>
    IN_DIRECTORY.includes(word?.text ?? "");
  const others = words.filter(
    (word, at) =>
      !isOption(word) &&
      !isOption(words[at - 1]) &&
      !/^--(?:prefix|cwd)=/.test(word.text),
  );
  return { directory, plain: { ...plain, arguments: others } };
}

const IN_DIRECTORY: readonly string[] = ["--prefix", "-C", "--cwd"];

function withDevelopment(
  manager: string,
  plain: PlainCommand,
  command: ShellCommand | undefined,
  environment: Environment,
): boolean | undefined {
  const { arguments: words } = plain;
  if (optionValue(words, "--include") === "dev") return true;
  if (hasOption(words, "--dev") || hasOption(words, "--production=false"))
    return true;
  // npm: "only" and "production" are deprecated options that still count (npm config, `omit`).
  const omitted = words.some(({ value, text }, at) =>
    value === "dev"
      ? words[at - 1]?.value === "--omit"
      : /^--(?:omit=dev|production(?:=true)?|only=prod(?:uction)?|prod|frozen-production)$/.test(
          value ?? text,
        ),
  );
  if (omitted) return false;
  if (hasOption(words, "-P") && manager !== "npm") return false;
  // A variable may stand for any option.
  if (words.some(({ text }) => /^"?\$/.test(text))) return undefined;
  for (const name of OMITTING)
    for (const spelled of [name, name.toUpperCase()]) {
      const value = valueOf(spelled, command, environment);
      if (value === "unknown") return undefined;
      if (/^(?:dev|true|prod(?:uction)?)$/.test(value ?? "")) return false;
    }
  const nodeEnvironment = valueOf("NODE_ENV", command, environment);
  if (nodeEnvironment === "unknown") return undefined;
  return nodeEnvironment !== "production";
}

/** Variables that npm and Yarn read as options. */
const OMITTING = [
  "npm_config_omit",
  "npm_config_only",
  "npm_config_production",
  "yarn_production",
];

/** A variable as the command sees it, "unknown" where it may hold anything. */
function valueOf(
  wanted: string,
  command: ShellCommand | undefined,
  environment: Environment,
): string | undefined {
  const own = command?.assignments.findLast(({ name }) => name === wanted);
  if (own !== undefined) return own.value.value ?? "unknown";
  // "env NODE_ENV=production npm ci"
  const given = command?.arguments.find(({ text }) =>
    text.startsWith(`${wanted}=`),
  );
  if (given !== undefined)
    return given.value?.slice(wanted.length + 1) ?? "unknown";
  const variable = environment.lookup(wanted);
  // An unknown base image rarely sets NODE_ENV, but it may.
  if (variable.kind === "unknown") return "unknown";
  if (variable.kind === "unset") return undefined;
  return knownText(variable.value) ?? "unknown";
}

/** What is seen of a project where its packages are installed. */
export interface Seen {
  /** The text of package.json. */
  readonly manifest: string | undefined;
  /** The text of .npmrc. */
  readonly settings: string | undefined;
  readonly before: Bundle | undefined;
  /** Whether the command runs in any case. */
  readonly certain: boolean;
}

/** Whether development packages are in place after an installation; undefined where it cannot be told. */
export function developmentAfter(
  { verb, named, bundle: { development } }: Install & { kind: "project" },
  { manifest, settings, before, certain }: Seen,
): boolean | undefined {
  let after = development;
  if (
    after === true &&
    /^[ \t]*(?:omit\s*=\s*dev|(?:production|only)\s*=\s*(?:true|prod))/m.test(
      settings ?? "",
    )
  )
    after = false;
  if (after === true && hasNoDevelopment(manifest)) after = false;
  // One package beside a project that is not in sight may be all there is.
  if (after === true && named && manifest === undefined) after = undefined;
  // What is not installed cannot be pruned, and pruning adds nothing.
  if (verb === "prune" && after !== false)
    after =
      after === true || before?.development === false
        ? before?.development
        : undefined;
  if (certain || after === before?.development) return after;
  // A first installation under a condition brings none of what it leaves out.
  return before === undefined && after === false ? after : undefined;
}

function hasNoDevelopment(manifest: string | undefined): boolean {
  if (manifest === undefined) return false;
  return (
    /^\s*\{[^]*\}\s*$/.test(manifest) &&
    !/"(?:devDependencies|workspaces)"\s*:\s*[[{]\s*[^\s}\]]/.test(manifest)
  );
}
