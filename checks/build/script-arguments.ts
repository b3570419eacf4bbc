import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import { isAllArguments, isCertain } from "./foreground.ts";

/** What fills in a word of a script, or gives undefined where that cannot be told. */
export type WordReader = (word: ShellWord) => string | undefined;

/** More arguments than a script has; `set -- "$@" "$@"` doubles them. */
const MOST = 1000;

/**
 * What `"$@"` stands for at each of these commands, undefined where a condition decides: `set -- node "$@"` and `shift`
 * change it. The official entrypoints put their program before arguments that begin with a dash:
 * `if [ "${1#-}" != "$1" ]; then set -- node "$@"; fi`.
 */
export function argumentsAt(
  commands: readonly ShellCommand[],
  positional: readonly string[],
  read: WordReader,
): readonly (readonly string[] | undefined)[] {
  const asksForDash = commands.some(({ arguments: words }) =>
    words.some(({ text }) => text.includes("${1#-}")),
  );
  const skipsOthers = asksForDash && positional[0]?.startsWith("-") === false;
  let given: readonly string[] | undefined = positional;
  return commands.map((command) => {
    const before = given;
    const name = command.name?.value;
    const operands = name === "set" ? operandsOf(command) : undefined;
    if (given === undefined || (name !== "shift" && operands === undefined))
      return before;
    if (isCertain(command))
      given =
        operands === undefined
          ? shifted(given, command.arguments[0])
          : filledWords(operands, given, read);
    else if (operands === undefined || !skipsOthers) given = undefined;
    if (given !== undefined && given.length > MOST) given = undefined;
    return before;
  });
}

function shifted(
  given: readonly string[],
  count: ShellWord | undefined,
): readonly string[] | undefined {
  const number = count === undefined ? 1 : Number(count.value);
  return Number.isInteger(number) && number <= given.length
    ? given.slice(number)
    : undefined;
}

/** The words that `set` puts in place of the arguments: `set -- a` and `set a` do, `set -eo pipefail` does not. */
function operandsOf({
  arguments: words,
}: ShellCommand): readonly ShellWord[] | undefined {
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? "";
    if (text === "--") return words.slice(at + 1);
    if (!/^[-+]/.test(text)) return words.slice(at);
    if (/^[-+]\w*o$/.test(text)) at++;
  }
  return undefined;
}

/** Words with `"$@"` and what else is known filled in, or undefined where one cannot be told. */
export function filledWords(
  words: readonly ShellWord[],
  positional: readonly string[],
  read: WordReader,
): readonly string[] | undefined {
  const filled: string[] = [];
  for (const word of words) {
    if (isAllArguments(word.text)) {
      filled.push(...positional);
      continue;
    }
    const value = word.value ?? read(word);
    if (value === undefined) return undefined;
    filled.push(value);
  }
  return filled;
}
