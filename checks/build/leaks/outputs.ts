import type { ShellCommand, ShellWord } from "../../shell/parse.ts";
import {
  hasOption,
  plainArguments,
  type PlainCommand,
} from "../../shell/queries.ts";
import { nameOf, parentOf } from "../tree.ts";
import { bare, pathOf, type Place } from "./place.ts";

/** The files that a command prints to, as it names them. */
export function* outputsOf(
  plain: PlainCommand,
  command: ShellCommand,
): Generator<string> {
  for (const { operator, target } of command.redirects)
    if (
      /^&?>(?:>|\|)?$/.test(operator) &&
      target !== undefined &&
      !target.text.startsWith("/dev/")
    )
      yield bare(target);
  if (plain.name === "tee")
    for (const word of plainArguments(plain.arguments)) yield bare(word);
}

/** The file that a tool keeps what it is given in, credentials included. */
export function settingsOf({
  name,
  arguments: words,
}: PlainCommand): string | undefined {
  const plain = plainArguments(words);
  const verb = plain[0]?.value ?? "";
  switch (name) {
    case "npm":
    case "pnpm":
      if (/^(?:config|set)$/.test(verb)) return "~/.npmrc";
      return name === "npm" && logsCredential(words)
        ? "~/.npm/_logs"
        : undefined;
    case "pip":
    case "pip3":
      return verb === "config" ? "~/.config/pip/pip.conf" : undefined;
    case "aws":
      return verb === "configure" ? "~/.aws/credentials" : undefined;
    case "git":
      if (verb === "config")
        return hasOption(words, "--global") ? "~/.gitconfig" : ".git/config";
      return verb === "clone"
        ? clonedInto(plain.slice(1).map(bare))
        : undefined;
    default:
      return undefined;
  }
}

/**
 * Whether npm writes a credential of its arguments to its log. It hides what looks like a token of npm's own registry, and
 * nothing else (npm/cli, lib/npm.js, argvClean; seen with npm 11.19.1).
 */
function logsCredential(words: readonly ShellWord[]): boolean {
  const texts = words.map(bare);
  return (
    !texts.includes("--logs-max=0") &&
    texts.some(
      (text) =>
        /^--\/\/.*:_(?:authToken|auth|password)(?:=|$)/.test(text) &&
        !text.startsWith("--//registry.npmjs.org/"),
    )
  );
}

/** The file in which a clone keeps the address it came from. */
function clonedInto(words: readonly string[]): string | undefined {
  const at = words.findIndex((text) => text.includes("://"));
  const address = words[at];
  if (address === undefined) return undefined;
  const directory =
    words[at + 1] ??
    nameOf(address.replace(/(?<!\/)\/+$/, "")).replace(/\.git$/, "");
  return `${directory}/.git/config`;
}

/** What cp, mv or install reads and writes. */
export function copiedBy({
  name,
  arguments: words,
}: PlainCommand):
  { readonly from: readonly string[]; readonly to: string } | undefined {
  if (name !== "cp" && name !== "mv" && name !== "install") return undefined;
  const from = plainArguments(words).map(bare);
  const to = from.pop();
  return to === undefined ? undefined : { from, to };
}

/** Arguments with which npm and git take a setting back. */
const TAKES_BACK =
  /^(?:logout|config (?:delete|rm)|config .*--(?:unset|remove-section)|remote (?:rm|remove|set-url))\b/;

/** Whether a command takes a file away again; where it is not clear which, it does. */
export function removes(
  { name, arguments: words }: PlainCommand,
  {
    path,
    shown,
  }: { readonly path: string | undefined; readonly shown: string },
  place: Place,
): boolean {
  if (name === "npm" || name === "git")
    return (
      /^(?:\.npmrc|\.gitconfig|config)$/.test(nameOf(shown)) &&
      TAKES_BACK.test(words.map(({ text }) => text).join(" "))
    );
  if (name !== "rm" && name !== "shred" && name !== "unlink") return false;
  return plainArguments(words).some((word) => {
    const text = bare(word).replace(/(?<!\/)\/+$/, "");
    if (text === shown || /^[$`]/.test(nameOf(text))) return true;
    const target = pathOf(text.replace(/\/?\*.*/s, ""), place);
    if (path === undefined || target === undefined)
      return nameOf(text) === nameOf(shown);
    return (
      path === target ||
      path.startsWith(`${target}/`) ||
      (text.includes("*") &&
        parentOf(path) === parentOf(target) &&
        path.startsWith(target))
    );
  });
}
