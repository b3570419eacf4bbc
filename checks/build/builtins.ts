import type { ShellWord } from "../shell/parse.ts";
import { bounded } from "./expansion.ts";
import {
  isAbsent,
  leaveOpen,
  mayNotRun,
  isDirectoryAt,
  noDirectory,
  pathOf,
  textAt,
  writeFile,
} from "./files.ts";
import { ASSUMED, DONE, failed, UNSURE, type Outcome } from "./outcome.ts";
import { refusedWrite } from "./refused-write.ts";
import type { Call, Shell } from "./shell.ts";
import { absolute, isTooLong, parentOf } from "./tree.ts";

/** Commands of the shell, and those that only print: what they do and give is followed. */
const BUILTINS: ReadonlyMap<string, (call: Call) => Outcome> = new Map([
  [":", () => DONE],
  ["true", () => DONE],
  ["false", () => failed("false always fails")],
  ["cd", changeDirectory],
  ["export", (call) => setAll(call, true)],
  ["readonly", (call) => setAll(call, false)],
  ["local", (call) => setAll(call, false)],
  ["declare", (call) => setAll(call, false)],
  ["unset", unset],
  ["read", unset],
  ["umask", setUmask],
  ["set", setArguments],
  ["shift", setArguments],
  ["exit", (call) => leave(call, "exit")],
  ["return", (call) => leave(call, "return")],
  ["break", (call) => leave(call, "break")],
  ["continue", (call) => leave(call, "continue")],
  ["pwd", ({ shell }) => printed(lineOf(shell.state.directory))],
  ["echo", echo],
  ["printf", printf],
  ["cat", cat],
  ["tee", tee],
  ["test", test],
  ["[", test],
]);

/** Commands that change nothing that lasts, or nothing we model. */
const HARMLESS = new Set(
  "ls env id whoami date sleep hash ulimit wait basename dirname readlink realpath stat head tail wc cut tr file du df uname arch nproc seq printenv md5sum sha1sum sha256sum sha512sum node-v".split(
    " ",
  ),
);
/** Commands that are asked, and whose answer decides what runs next. */
const QUESTIONS = new Set(
  "[[ grep egrep fgrep which command type getent diff cmp expr".split(" "),
);

/** Follows a command that changes no files of its own accord, or gives undefined where it is not one. */
export function followBuiltin(name: string, call: Call): Outcome | undefined {
  const builtin = BUILTINS.get(name);
  if (builtin !== undefined) return builtin(call);
  if (QUESTIONS.has(name)) return UNSURE;
  return HARMLESS.has(name) ? ASSUMED : undefined;
}

function printed(output: string | undefined): Outcome {
  return { status: "ok", output };
}

function lineOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${text}\n`;
}

function valuesOf(words: readonly ShellWord[]): readonly string[] | undefined {
  const values = words.map(({ value }) => value);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function changeDirectory({ shell, words }: Call): Outcome {
  const { state } = shell;
  const [to] = words.arguments.filter(({ text }) => text !== "--");
  const target =
    to === undefined || to.value === "-"
      ? shell.variable(to === undefined ? "HOME" : "OLDPWD")
      : to.value;
  const known =
    typeof target === "string" &&
    (target.startsWith("/") || state.directory !== undefined) &&
    !isTooLong(absolute(target, state.directory ?? "/"));
  if (known && !shell.inDoubt) {
    const path = absolute(target, state.directory ?? "/");
    if (isAbsent(shell, path)) return failed(noDirectory(path));
  }
  state.variables.set("OLDPWD", state.directory);
  state.directory =
    known && !shell.inDoubt
      ? absolute(target, state.directory ?? "/")
      : undefined;
  return { ...DONE, status: "assumed" };
}

function setAll({ shell, words }: Call, exported: boolean): Outcome {
  for (const { text, value } of words.arguments) {
    if (text.startsWith("-")) continue;
    const [, name = "", rest] =
      /^([A-Za-z_]\w*)(?:=([^]*))?$/.exec(value ?? text) ?? [];
    const held = shell.variable(name) ?? undefined;
    if (name !== "")
      shell.set(
        name,
        value === undefined ? undefined : (rest ?? held),
        exported,
      );
  }
  return DONE;
}

function unset({ shell, words }: Call): Outcome {
  for (const { value } of words.arguments)
    if (value !== undefined && /^\w+$/.test(value))
      shell.set(value, undefined, false);
  return { ...ASSUMED, output: "" };
}

/** Follows `set --` and `shift`: the positional parameters are others. */
function setArguments({ shell, words }: Call): Outcome {
  if (
    words.name?.value === "shift" ||
    words.arguments.some(({ text }) => text === "--")
  )
    for (const name of "123456789@*#") shell.set(name, undefined, false);
  return DONE;
}

function setUmask({ shell, words }: Call): Outcome {
  const text = words.arguments.at(-1)?.value;
  if (words.arguments.length > 0)
    shell.state.umask =
      !shell.inDoubt && text !== undefined && /^[0-7]{1,4}$/.test(text)
        ? Number.parseInt(text, 8)
        : undefined;
  return DONE;
}

function leave(
  { shell, words }: Call,
  jump: "exit" | "return" | "break" | "continue",
): Outcome {
  const code = words.arguments[0]?.value ?? "0";
  const fails = (jump === "exit" || jump === "return") && /^0*[1-9]/.test(code);
  return shell.leave(jump, fails ? "failed" : "ok");
}

function echo({ words }: Call): Outcome {
  const values = valuesOf(words.arguments);
  const newline = values?.[0] !== "-n";
  const text = values?.slice(newline ? 0 : 1).join(" ");
  // What a backslash or another option prints depends on the shell.
  if (text === undefined || /\\|^-[eE]/.test(text)) return printed(undefined);
  return printed(newline ? `${text}\n` : text);
}

const ESCAPES = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["\\", "\\"],
  ['"', '"'],
]);

function printf({ words }: Call): Outcome {
  const [format, ...values] = valuesOf(words.arguments) ?? [];
  if (format === undefined || !/^(?:[^%\\]|%[sd%]|\\[nt\\"])*$/.test(format))
    return printed(undefined);
  let output = "";
  const left = [...values];
  // The format is used again while values are left.
  do {
    output += format.replace(/%([sd%])|\\(.)/g, (whole, kind, escape) =>
      escape !== undefined
        ? (ESCAPES.get(String(escape)) ?? whole)
        : kind === "%"
          ? "%"
          : (left.shift() ?? (kind === "d" ? "0" : "")),
    );
  } while (left.length > 0 && /%[sd]/.test(format));
  return printed(output);
}

function cat({ shell, words, input }: Call): Outcome {
  const files = words.arguments;
  if (files.length === 0) return printed(input);
  let output = "";
  for (const word of files) {
    const text = word.text === "-" ? input : textAt(shell, word);
    const more = bounded(text === undefined ? text : output + text);
    if (more === undefined) return ASSUMED;
    output = more;
  }
  return printed(output);
}

function tee({ shell, words, input }: Call): Outcome {
  const appends = words.arguments.some(({ text }) =>
    /^(?:-a|--append)$/.test(text),
  );
  let outcome: Outcome = { status: "ok", output: input };
  for (const word of words.arguments) {
    if (word.text.startsWith("-")) continue;
    const path = pathOf(shell, word);
    if (path?.startsWith("/dev/")) continue;
    const { tree } = shell.machine;
    if (
      path === undefined ||
      shell.inDoubt ||
      tree.exists(parentOf(path)) === "absent"
    ) {
      leaveOpen({ shell }, word, mayNotRun("tee"));
      continue;
    }
    const refused = refusedWrite(shell, path);
    if (refused !== undefined) {
      outcome = { ...failed(refused), output: input };
      continue;
    }
    const before =
      appends && tree.exists(path) !== "absent" ? textAt(shell, word) : "";
    const text =
      before === undefined || input === undefined ? undefined : before + input;
    writeFile(shell, path, text, { kind: "command", command: "tee" });
  }
  return outcome;
}

function test({ shell, words }: Call): Outcome {
  const values = valuesOf(
    words.arguments.filter(
      ({ text }, at, all) => !(text === "]" && at === all.length - 1),
    ),
  );
  const holds = values === undefined ? undefined : holdsIn(shell, values);
  return holds === undefined
    ? { ...UNSURE, output: "" }
    : holds
      ? DONE
      : failed(`${values?.join(" ") ?? "test"} does not hold`);
}

/** The answer of `test`, undefined where it depends on what is not known. */
function holdsIn(shell: Shell, words: readonly string[]): boolean | undefined {
  const [first = "", second, third] = words;
  if (first === "!" && words.length > 1) {
    const holds = holdsIn(shell, words.slice(1));
    return holds === undefined ? undefined : !holds;
  }
  if (words.length <= 1) return first !== "";
  if (words.length === 2) return isSo(shell, first, second ?? "");
  if (words.length > 3) return undefined;
  if (second === "=" || second === "==") return first === third;
  if (second === "!=") return first !== third;
  return undefined;
}

function isSo(
  shell: Shell,
  operator: string,
  value: string,
): boolean | undefined {
  if (operator === "-n") return value !== "";
  if (operator === "-z") return value === "";
  const path = pathOf(shell, { start: 0, end: 0, text: value, value });
  if (path === undefined) return undefined;
  const { tree } = shell.machine;
  const at = tree.follow(path);
  const existence = at === undefined ? "unknown" : tree.exists(at);
  const entry = tree.get(at ?? path);
  switch (operator) {
    case "-e":
      return existence === "unknown" ? undefined : existence === "present";
    case "-d":
      return isDirectoryAt(shell, path);
    case "-f":
      if (existence === "absent") return false;
      return entry?.type === "file"
        ? true
        : isDirectoryAt(shell, path) === true
          ? false
          : undefined;
    case "-L":
    case "-h":
      return tree.get(path) === undefined
        ? undefined
        : tree.get(path)?.type === "symlink";
    case "-s":
      if (existence === "absent") return false;
      return entry?.size === undefined ? undefined : entry.size > 0;
    default:
      return undefined;
  }
}
