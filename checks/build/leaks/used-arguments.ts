import type { Run } from "../../dockerfile/instruction.ts";
import { readsPosixShell } from "../../dockerfile/queries.ts";
import type { Span } from "../../files.ts";
import { hasSecretName, isLiteral } from "../../secrets.ts";
import type { ShellWord } from "../../shell/parse.ts";
import { commandsOf } from "../run.ts";
import { mountOptions } from "../stage-sources.ts";
import { bare } from "./place.ts";
import { CREDENTIAL_OPTIONS, HEADER_NAMES } from "./command-secrets.ts";

/** A build argument as a stage declares it. */
export interface Argument {
  readonly at: Span;
  /** Its default, undefined where it has none or that is hidden. */
  readonly value: string | undefined;
}

/** A build argument that a command takes for a credential. */
export interface UsedArgument {
  readonly name: string;
  readonly at: Span;
  /** Whether the Dockerfile spells the credential out. */
  readonly spelled: boolean;
}

/** Where a variable in a word is a credential by what stands around it. */
const USES: readonly RegExp[] = [
  /(?:_authToken|_auth|_password|npmAuthToken)=\$\{?(\w+)/,
  /:\/\/(?:[^\s/@:]{0,80}:)?\$\{?(\w+)\}?@/,
  new RegExp(
    `^(?:-H|--header=)?(?:${HEADER_NAMES})\\s*:\\s*(?:(?:bearer|basic|token)\\s+)?\\$\\{?(\\w+)`,
    "i",
  ),
  new RegExp(`^${CREDENTIAL_OPTIONS}=\\$\\{?(\\w+)\\}?$`, "i"),
  /\bmachine\s{1,9}\S{1,80}\s{1,9}login\s{1,9}\S{1,80}\s{1,9}password\s{1,9}\$\{?(\w+)/,
];
const OPTION = new RegExp(`^${CREDENTIAL_OPTIONS}$`, "i");
const VARIABLE = /^\$\{?(\w+)\}?$/;

/**
 * The build arguments that the commands of a RUN take for credentials, whatever they are called: `curl -u $ACCOUNT`. The
 * history holds the values of all arguments that a RUN sees (Dockerfile reference, ARG).
 */
export function* usedArguments(
  run: Run,
  declared: ReadonlyMap<string, Argument>,
): Generator<UsedArgument> {
  if (declared.size === 0 || !readsPosixShell(run.before)) return;
  const commands = commandsOf(run);
  const mounted = run.flags.flatMap(({ name, value }) =>
    name === "mount" ? (mountOptions(value).get("env") ?? []) : [],
  );
  const own = new Set([
    ...mounted,
    ...commands.flatMap(({ command }) =>
      (command?.assignments ?? []).map(({ name }) => name),
    ),
  ]);
  for (const { command, plain } of commands)
    for (const [at, word] of plain.arguments.entries()) {
      if (word.value !== undefined && command !== undefined) continue;
      const before = plain.arguments[at - 1];
      const isLogin = plain.name === "curl" && isUserOption(before);
      const name = credentialIn(word, before, isLogin);
      const argument = name === undefined ? undefined : declared.get(name);
      if (name === undefined || argument === undefined) continue;
      // Its name has told it already, and a value of the shell's own is no argument.
      if (hasSecretName(name) || own.has(name)) continue;
      const { value } = argument;
      if (value !== undefined && !isCredential(value, isLogin && isAll(word)))
        continue;
      yield { name, at: argument.at, spelled: value !== undefined };
    }
}

/** The variable that is the credential of a word. */
function credentialIn(
  word: ShellWord,
  before: ShellWord | undefined,
  isLogin: boolean,
): string | undefined {
  const text = bare(word);
  if (isLogin) return /^(?:[^:$]*:)?\$\{?(\w+)\}?$/.exec(text)?.[1];
  const option = before === undefined ? "" : bare(before);
  if (OPTION.test(option) || /:_(?:authToken|auth|password)$/.test(option))
    return VARIABLE.exec(text)?.[1];
  for (const use of USES) {
    const name = use.exec(text)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

function isUserOption(word: ShellWord | undefined): boolean {
  return word !== undefined && /^(?:-u|--user)$/.test(bare(word));
}

/** Whether a word is a variable and nothing else, which then holds the user as well. */
function isAll(word: ShellWord): boolean {
  return VARIABLE.test(bare(word));
}

function isCredential(value: string, isLogin: boolean): boolean {
  if (!isLogin) return isLiteral(value);
  const colon = value.indexOf(":");
  return colon !== -1 && isLiteral(value.slice(colon + 1));
}
