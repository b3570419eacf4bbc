import type { ShellWord } from "../shell/parse.ts";
import { hasOption } from "../shell/queries.ts";
import { plainText, type PackageCommand } from "./package-commands.ts";
import type { ManagerName } from "./package-manager-data.ts";
import type { Pinning } from "./package-pin-data.ts";

/** A package without a version. */
export interface Unpinned {
  readonly word: ShellWord;
  readonly name: string;
  readonly sameAs: readonly string[];
}

/** The ids of other tools for a table of these. */
export function pinIds(
  table: ReadonlyMap<ManagerName, Pinning>,
): readonly string[] {
  return [
    ...new Set(
      [...table.values()].flatMap(({ sameAs }) => Object.values(sameAs).flat()),
    ),
  ];
}

/**
 * The packages that a command installs without a version, and how to write one; undefined where there is none. Whether
 * there may be a go.mod, which has the versions of what Go installs and runs, is for the caller to tell.
 */
export function unpinnedBy(
  of: PackageCommand,
  table: ReadonlyMap<ManagerName, Pinning>,
  hasModule = true,
):
  | { readonly packages: readonly Unpinned[]; readonly write: string }
  | undefined {
  const { group, verb, words } = of;
  const pinning = table.get(of.manager);
  if (pinning?.installs.test(`${group} ${verb}`) !== true) return undefined;
  const { elsewhere = [], variable, idsFor, write } = pinning;
  if (hasOption(words, ...elsewhere) || isSet(of, variable)) return undefined;
  const ids = idsOf(of, pinning);
  const packages = namedBy(of, hasModule).flatMap(
    (word): readonly Unpinned[] => {
      const name = plainText(word);
      if (name === undefined || name === "" || /[{}*?\s]/.test(name)) return [];
      if (pinning.pinned(name)) return [];
      return [{ word, name, sameAs: idsFor?.(name, ids) ?? ids }];
    },
  );
  return packages.length === 0 ? undefined : { packages, write };
}

function isSet(
  { run, command }: PackageCommand,
  variable: string | undefined,
): boolean {
  if (variable === undefined) return false;
  return (
    run.before.environment.lookup(variable).kind === "set" ||
    command?.assignments.some(({ name }) => name === variable) === true
  );
}

function idsOf(
  { manager, calledAs, words }: PackageCommand,
  { sameAs }: Pinning,
): readonly string[] {
  if (manager !== "pip") return sameAs[calledAs.split(" ")[0] ?? ""] ?? [];
  // Others say nothing about packages beside a requirements file.
  return hasOption(words, "-r", "--requirement") ? [] : (sameAs["pip"] ?? []);
}

/** The words that name packages. */
function namedBy(
  { manager, verb, operands }: PackageCommand,
  hasModule: boolean,
): readonly ShellWord[] {
  if (manager !== "go" || verb === "get") return operands;
  // Without a version "install" and "run" take the one in go.mod; what follows "go run PATH" is that program's.
  return (verb === "run" ? operands.slice(0, 1) : operands).filter(
    ({ text }) =>
      text.includes("@") || (!hasModule && !/\.go$|\.\.\.$/.test(text)),
  );
}
