import type { Span } from "../../files.ts";
import {
  assignedSecret,
  hasSecretName,
  isLiteral,
  secretInLine,
} from "../../secrets.ts";
import type { ShellCommand, ShellWord } from "../../shell/parse.ts";
import type { PlainCommand } from "../../shell/queries.ts";

/** A secret as it stands in a text. */
export interface WrittenSecret {
  /** The variable, option or command that shows it. */
  readonly name: string;
  readonly what: string;
  readonly at: Span;
}

/** Options whose value is a credential, as the source of a pattern. */
export const CREDENTIAL_OPTIONS =
  "--?(?:password|passwd|passphrase|token|api[-_]?key|(?:auth|access|private|bearer)-?token|client-?secret|secret-?key|(?:http|ftp|proxy|user)-?password)";
const OPTIONS = new RegExp(`^${CREDENTIAL_OPTIONS}$`, "i");

/** Headers whose value is a credential, as the source of a pattern. */
export const HEADER_NAMES =
  "(?:proxy-)?authorization|private-token|job-token|deploy-token|x-(?:api-key|auth-token|access-token|vault-token)";
const HEADER = new RegExp(
  `^(?:-H|--header=)?(${HEADER_NAMES})\\s*:\\s*(?:(?:bearer|basic|token)\\s+)?(.*)`,
  "is",
);

/** A line of .netrc with its password (inetutils, netrc). */
const NETRC =
  /\bmachine\s{1,9}\S{1,80}\s{1,9}login\s{1,9}\S{1,80}\s{1,9}password\s{1,9}([^\s$`"'\\]+)/;

/** Programs that log in with `-p`. */
const LOGINS = /^(?:docker|podman|buildah|skopeo|helm|nerdctl|oras)$/;

/** Package managers: "passwd=1:4.17" is a version. */
const INSTALLERS = /^(?:apt|apt-get|aptitude|apk|dnf|microdnf|yum|zypper)$/;

/** The secrets that are written out in a command: those that a variable, a file or another command brings are none. */
export function* secretsInCommand(
  plain: PlainCommand,
  command: ShellCommand | undefined,
): Generator<WrittenSecret> {
  const tool = plain.name ?? "a command";
  for (const { name, value, start, end } of command?.assignments ?? []) {
    const form = secretInLine(value.value ?? value.text);
    const at = { start, end };
    if (form !== undefined) yield { name, what: `${form} in ${name}`, at };
    else if (isGiven(value) && hasSecretName(name)) yield valueOf(name, at);
  }
  const words = command?.arguments ?? plain.arguments;
  for (const [at, word] of words.entries()) {
    const form = secretInLine(word.value ?? word.text);
    if (form !== undefined) {
      yield { name: tool, what: `${form} that ${tool} gets`, at: word };
      continue;
    }
    const found = credentialAt(words, at, tool);
    if (found !== undefined) yield { ...found, at: word };
  }
  const line = words.map(({ value, text }) => value ?? text).join(" ");
  if (hasNetrcPassword(line) && command !== undefined)
    yield { name: tool, what: `the password that ${tool} gets`, at: command };
  for (const { body, start, end } of command?.redirects ?? []) {
    if (body === undefined) continue;
    const at = { start, end };
    const form = secretInLine(body);
    const name = firstAssigned(body);
    if (hasNetrcPassword(body))
      yield { name: tool, what: `the password that ${tool} gets`, at };
    else if (form !== undefined)
      yield { name: tool, what: `${form} that ${tool} gets`, at };
    else if (name !== undefined) yield valueOf(name, at);
  }
}

function hasNetrcPassword(text: string): boolean {
  if (!text.includes("machine")) return false;
  const password = NETRC.exec(text)?.[1];
  return password !== undefined && isLiteral(password);
}

function valueOf(name: string, at: Span): WrittenSecret {
  return { name, what: `the value of ${name}`, at };
}

/** The credential that a word is or holds, or undefined where it is none. */
function credentialAt(
  words: readonly ShellWord[],
  at: number,
  tool: string,
): Omit<WrittenSecret, "at"> | undefined {
  const word = words[at];
  const text = word?.value;
  if (word === undefined || text === undefined) return undefined;
  const before = words[at - 1]?.value ?? "";
  const name = firstAssigned(text.replace(/^--?/, ""));
  if (name !== undefined && !INSTALLERS.test(tool) && !text.startsWith("-D"))
    return { name, what: `the value of ${name}` };
  const [, header, value = ""] =
    (text.includes(":") ? HEADER.exec(text) : null) ?? [];
  if (header !== undefined)
    return isLiteral(value)
      ? { name: header, what: `the header ${header} that ${tool} sends` }
      : undefined;
  if (tool === "curl" && /^(?:-u|--user)$/.test(before))
    return isLogin(text)
      ? { name: before, what: "the login that curl sends" }
      : undefined;
  if (!isGiven(word) || text.startsWith("-")) return undefined;
  if (
    OPTIONS.test(before) ||
    (before === "-p" && (LOGINS.test(tool) || tool === "sshpass"))
  )
    return { name: before, what: `what ${tool} gets with ${before}` };
  // "npm config set //registry.npmjs.org/:_authToken abc", "aws configure set aws_secret_access_key abc"
  const key = before.slice(
    Math.max(before.lastIndexOf(":"), before.lastIndexOf("/")) + 1,
  );
  return words[at - 2]?.value === "set" &&
    (hasSecretName(key) || key === "_auth")
    ? { name: key, what: `the value of ${key}` }
    : undefined;
}

function firstAssigned(text: string): string | undefined {
  if (!text.includes("=")) return undefined;
  for (const line of text.split(/\n|\\n/)) {
    const name = assignedSecret(line);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Whether a word gives a value itself. */
function isGiven({ value }: ShellWord): boolean {
  return value !== undefined && isLiteral(value);
}

/** Whether a text is a user with a password. */
function isLogin(text: string): boolean {
  const colon = text.indexOf(":");
  return colon !== -1 && isLiteral(text.slice(colon + 1));
}
