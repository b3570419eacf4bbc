import type { Environment } from "../dockerfile/environment.ts";
import type { ShellCommand } from "../shell/parse.ts";
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
      /** Where the packages go, relative to the working directory. */
      readonly directory: string;
      readonly bundle: Bundle;
    };

const SYSTEM: Readonly<Record<string, readonly string[]>> = {
  "apt-get": ["install"],
  apt: ["install"],
  aptitude: ["install"],
  apk: ["add"],
  dnf: ["install"],
  microdnf: ["install"],
  yum: ["install"],
  zypper: ["install", "in"],
};

const PROJECT: Readonly<Record<string, readonly string[]>> = {
  npm: ["ci", "clean-install", "install", "i", "install-clean", "prune"],
  yarn: ["", "install"],
  pnpm: ["install", "i", "prune"],
};

/** Reads what a command installs, or undefined where it installs nothing we know. */
export function readInstall(
  plain: PlainCommand,
  command: ShellCommand | undefined,
  environment: Environment,
): Install | undefined {
  const manager = plain.name ?? "";
  const words = plainArguments(plain.arguments);
  const verb = words[0]?.value ?? "";
  if (SYSTEM[manager]?.includes(verb) === true)
    return {
      kind: "system",
      manager,
      packages: words.slice(1).map((word) => word.value ?? word.text),
    };
  if (PROJECT[manager]?.includes(verb) !== true) return undefined;
  if (hasOption(plain.arguments, "-g", "--global")) return undefined;
  // "npm install lodash" adds one package; the rest of the project comes with it.
  const prefix = optionValue(plain.arguments, "--prefix", "-C", "--cwd") ?? ".";
  return {
    kind: "project",
    manager,
    directory: `${prefix}/node_modules`,
    bundle: {
      manager,
      development: withDevelopment(manager, plain, command, environment),
    },
  };
}

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
  const omitted = words.some((word) =>
    /^--(?:omit=dev|production(?:=true)?|only=prod(?:uction)?|prod|frozen-production)$/.test(
      word.value ?? word.text,
    ),
  );
  if (omitted || optionValue(words, "--omit") === "dev") return false;
  if (hasOption(words, "-P") && manager !== "npm") return false;
  const nodeEnvironment = nodeEnv(command, environment);
  if (nodeEnvironment === "unknown") return undefined;
  return nodeEnvironment !== "production";
}

/** NODE_ENV as the command sees it: npm leaves development packages out when it is "production". */
function nodeEnv(
  command: ShellCommand | undefined,
  environment: Environment,
): string | undefined {
  const own = command?.assignments.findLast(({ name }) => name === "NODE_ENV");
  if (own !== undefined) return own.value.value ?? "unknown";
  const variable = environment.lookup("NODE_ENV");
  // An unknown base image rarely sets NODE_ENV, but it may.
  if (variable.kind === "unknown") return "unknown";
  if (variable.kind === "unset") return undefined;
  return knownText(variable.value) ?? "unknown";
}
