import { scriptWithin } from "../shell/invocation.ts";
import type { ShellCommand, ShellScript } from "../shell/parse.ts";
import {
  hasOption,
  plainArguments,
  unwrapped,
  type PlainCommand,
} from "../shell/queries.ts";
import type { ShellNode } from "../shell/tree.ts";
import { optionsAfter, optionsIn, type FailureOptions } from "./shell-runs.ts";

/** A pipe whose status hides the failure of a command in it. */
export interface MaskedPipe {
  /** The command whose failure nobody sees. */
  readonly source: ShellCommand;
  /** The command whose status the pipe has; undefined where it is a loop or the like. */
  readonly last: PlainCommand | undefined;
}

/** Commands that say what they are told or what is at hand, or pass on what they read: little is lost with their status. */
const HARMLESS = new Set(
  [
    "echo printf yes true : env printenv date uname arch nproc id whoami hostname pwd lsb_release getconf",
    "ls find cat stat du df ldd readlink dirname basename dpkg dpkg-query dpkg-architecture rpm apt-cache apt-mark",
    "sed awk gawk mawk cut tr sort uniq head tail tee wc base64 rev fold fmt nl column paste grep egrep fgrep xargs",
    "md5sum sha1sum sha256sum sha512sum b2sum",
  ].flatMap((names) => names.split(" ")),
);
/** Shells of their own, whose pipe is meant where they begin a line. */
const POWERSHELL = /^(?:pwsh|powershell)(?:\.exe)?$/i;

/** The first pipe of a script that hides a failure, in the order of the text. */
export function maskedPipe(
  script: ShellScript,
  options: FailureOptions,
): MaskedPipe | undefined {
  return new Search(options).among(script.nodes);
}

class Search {
  private options: FailureOptions;

  constructor(options: FailureOptions) {
    this.options = options;
  }

  among(nodes: readonly ShellNode[]): MaskedPipe | undefined {
    for (const node of nodes) {
      const found = this.in(node);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private in(node: ShellNode): MaskedPipe | undefined {
    switch (node.kind) {
      case "command":
        return this.inCommand(node.command);
      case "chain":
        return this.among(
          node.items
            .filter(
              (_, at) =>
                node.items[at + 1]?.operator !== "||" ||
                !accepts(node.items[at + 1]?.node),
            )
            .map((item) => item.node),
        );
      case "pipe":
        // What a condition asks is not what the build hangs on.
        if (node.negated) return undefined;
        return (
          (this.options.pipefail ? undefined : masked(node.nodes)) ??
          this.among(node.nodes)
        );
      case "group":
        return this.among(node.body);
      case "subshell":
        return new Search(this.options).among(node.body);
      case "background":
        return undefined;
      case "redirected":
        return this.in(node.node);
      case "if":
        return this.among([
          ...node.branches.flatMap(({ body }) => body),
          ...node.otherwise,
        ]);
      case "for":
      case "while":
      case "other":
        return this.among(node.body);
      case "case":
        return this.among(node.items.flatMap(({ body }) => body));
      case "function":
        return this.in(node.body);
    }
  }

  private inCommand(command: ShellCommand): MaskedPipe | undefined {
    const { plain } = command;
    this.options = optionsAfter(plain, this.options);
    // "VERSION=$(curl … | jq …)" has the status of its substitution; with a command before it, nobody asks for it.
    if (command.name === undefined)
      for (const { value } of command.assignments)
        for (const part of value.parts ?? []) {
          const found =
            part.kind === "command" && part.body !== undefined
              ? new Search(this.options).among(part.body)
              : undefined;
          if (found !== undefined) return found;
        }
    const inner = scriptWithin(plain);
    return (
      inner &&
      maskedPipe(
        inner,
        optionsIn(
          plain.arguments.map(({ value, text }) => value ?? text),
          { errexit: false, pipefail: false },
        ),
      )
    );
  }
}

/** Whether what follows `||` says that a failure does not matter. */
function accepts(node: ShellNode | undefined): boolean {
  return (
    node?.kind === "command" &&
    /^(?:true|:|echo|printf)$/.test(node.command.plain.name ?? "")
  );
}

function masked(nodes: readonly ShellNode[]): MaskedPipe | undefined {
  const lastNode = nodes.at(-1);
  const last =
    lastNode?.kind === "command" ? lastNode.command.plain : undefined;
  if (last !== undefined && noticesNothing(last)) return undefined;
  const first = nodes[0];
  if (
    first?.kind === "command" &&
    POWERSHELL.test(unwrapped(first.command).name ?? "")
  )
    return undefined;
  for (const node of nodes.slice(0, -1)) {
    const source = failing(node);
    if (source !== undefined) return { source, last };
  }
  return undefined;
}

/** The first command in a part of a pipe whose failure would matter. */
function failing(node: ShellNode): ShellCommand | undefined {
  switch (node.kind) {
    case "command": {
      const { name, nameWord } = node.command.plain;
      return nameWord === undefined || HARMLESS.has(name ?? "")
        ? undefined
        : node.command;
    }
    case "group":
    case "subshell":
      return firstFailing(node.body);
    case "chain":
      // "(cmd || true) | …" accepts the failure already.
      return node.items.some(({ operator }) => operator === "||")
        ? undefined
        : firstFailing(node.items.map((item) => item.node));
    case "redirected":
      return failing(node.node);
    default:
      return undefined;
  }
}

function firstFailing(nodes: readonly ShellNode[]): ShellCommand | undefined {
  for (const node of nodes) {
    const found = failing(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Whether a command fails by itself when nothing comes through the pipe, so that no failure stays hidden. Seen with GNU
 * tar 1.34, gzip 1.12, xz 5.4, unzip, GnuPG 2.2 and coreutils 9.1; sh, jq, tee, wc, xargs and python3 succeed.
 */
function noticesNothing({ name, arguments: words }: PlainCommand): boolean {
  switch (name) {
    case "tar":
    case "bsdtar":
      return !hasOption(words, "-c", "--create");
    case "gunzip":
    case "unxz":
    case "bunzip2":
    case "unzstd":
      return true;
    case "gzip":
    case "xz":
    case "bzip2":
    case "zstd":
      return hasOption(words, "-d", "--decompress", "--uncompress");
    case "gpg":
      return hasOption(words, "--dearmor", "--dearmour", "--import");
    case "apt-key":
      return plainArguments(words)[0]?.value === "add";
    case "grep":
    case "egrep":
    case "fgrep":
      return !hasOption(words, "-v", "--invert-match", "-L");
    default:
      return (
        /^(?:sha\d+|md5|b2)sum$/.test(name ?? "") &&
        hasOption(words, "-c", "--check")
      );
  }
}
