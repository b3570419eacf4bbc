import type { Environment } from "../dockerfile/environment.ts";
import type { ShellNode } from "../shell/tree.ts";
import { known, knownText, unknown } from "../value.ts";
import type { RuntimeUser } from "./runtime-user.ts";

/** What a shell knows while it runs; a subshell has a copy. */
export interface ShellState {
  directory: string | undefined;
  environment: Environment;
  /** Variables that the script sets: undefined where the value is not known, null where it is unset. */
  readonly variables: Map<string, string | undefined | null>;
  readonly functions: Map<string, ShellNode>;
  readonly arguments: readonly string[];
  umask: number | undefined;
  readonly user: RuntimeUser;
}

/** Sets a variable; undefined is a value that is not known. */
export function setVariable(
  state: ShellState,
  name: string,
  value: string | undefined,
  exported: boolean,
): void {
  const { environment, variables } = state;
  variables.set(name, value);
  if (!exported && environment.lookup(name).kind === "unset") return;
  const set =
    value === undefined ? unknown(`the build sets ${name}`) : known(value);
  state.environment = {
    exported: () => environment.exported(),
    lookup: (wanted) =>
      wanted === name
        ? { kind: "set", value: set }
        : environment.lookup(wanted),
  };
}

/** A variable as the shell sees it: undefined where it is not known, null where it is unset. */
export function variableIn(
  { variables, environment, directory, arguments: given }: ShellState,
  name: string,
): string | undefined | null {
  if (variables.has(name)) return variables.get(name);
  if (/^\d+$/.test(name))
    return name === "0" ? undefined : (given[Number(name) - 1] ?? null);
  if (name === "PWD") return directory;
  const found = environment.lookup(name);
  if (found.kind === "set") return knownText(found.value);
  return found.kind === "unset" && !OF_THE_SHELL.test(name) ? null : undefined;
}

/** Variables that a shell or the builder sets, and special parameters. */
const OF_THE_SHELL =
  /^(?:\W|HOME|HOSTNAME|PATH|IFS|OLDPWD|OPTARG|OPTIND|PPID|PS\d|SHLVL|TERM|_|UID|EUID|RANDOM|SECONDS|LINENO|BASH\w*|(?:https?|ftp|no|all)_proxy)$/i;
