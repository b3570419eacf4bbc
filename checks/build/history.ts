import type { Config } from "../dockerfile/config.ts";
import { portsOf } from "../dockerfile/configure.ts";
import {
  flagOf,
  type CommandLine,
  type Copy,
  type Healthcheck,
  type Run,
  type Word,
} from "../dockerfile/instruction.ts";
import { lacksArgument } from "../dockerfile/build-arguments.ts";
import type { Step } from "./simulate.ts";
import { knownText, UNKNOWN_PART, type Value } from "../value.ts";

/** The settings of a HEALTHCHECK; times in nanoseconds, 0 where none is given. */
export interface HealthSettings {
  readonly test: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly startPeriod: number;
  readonly startInterval: number;
  readonly retries: number;
}

/**
 * The text that `docker history` shows for a step, as BuildKit writes it (dockerfile2llb, convert.go); empty for
 * ONBUILD, which leaves none. "…" stands for what is not known.
 */
export function createdBy({
  instruction,
  buildArguments: names,
  after,
}: Step): string {
  switch (instruction.keyword) {
    case "RUN":
      return `RUN ${[...argumentValues(instruction, names), ...runArguments(instruction)].join(" ")} # buildkit`;
    case "COPY":
    case "ADD":
      return `${copyText(instruction)} # buildkit`;
    case "ENV":
    case "LABEL":
      return [
        instruction.keyword,
        ...instruction.pairs.map(
          ({ name, value }) => `${shown(name.value)}=${shown(value.value)}`,
        ),
      ].join(" ");
    case "ARG":
      return `ARG ${instruction.declarations
        .map(({ name }) => {
          const variable = after.environment.lookup(name.text);
          return variable.kind === "set" && !lacksArgument(variable.value)
            ? `${name.text}=${shown(variable.value)}`
            : name.text;
        })
        .join(" ")}`;
    case "WORKDIR":
      return `WORKDIR ${shown(workdirText(after))}`;
    case "CMD":
    case "ENTRYPOINT":
      return `${instruction.keyword} ${quotedList(argumentsOf(instruction.command, instruction.before))}`;
    case "HEALTHCHECK": {
      const { test, interval, timeout, startPeriod, startInterval, retries } =
        healthSettings(instruction);
      const times = [interval, timeout, startPeriod, startInterval]
        .map((time) => `"${goDuration(time)}"`)
        .join(" ");
      return `HEALTHCHECK &{${quotedList(test)} ${times} ${quotedRune(retries)}}`;
    }
    case "EXPOSE":
      // The words are sorted as they are written.
      return `EXPOSE [${instruction.words
        .toSorted((a, b) => (a.text < b.text ? -1 : 1))
        .flatMap(({ value }) => portsOf(shown(value)))
        .join(" ")}]`;
    case "VOLUME":
      return `VOLUME [${instruction.words.map(({ value }) => shown(value)).join(" ")}]`;
    case "SHELL":
      return `SHELL [${(instruction.shell ?? []).map(({ text }) => text).join(" ")}]`;
    case "USER":
    case "STOPSIGNAL":
    case "MAINTAINER":
      return `${instruction.keyword} ${wordText(instruction.word)}`;
    default:
      return "";
  }
}

/** The directory of WORKDIR as it stands in the image: an absolute one as it is written (dispatchWorkdir). */
export function workdirText({ workdir: { value, by } }: Config): Value {
  const written = by?.word?.value;
  return knownText(written)?.startsWith("/") === true
    ? (written ?? value)
    : value;
}

const UNKNOWN_PARTS = new RegExp(`${UNKNOWN_PART}+`, "g");

function shown(value: Value): string {
  return value.kind === "known"
    ? value.value
    : value.pattern.replace(UNKNOWN_PARTS, (parts) =>
        lacksArgument(value) && parts.length === 1 ? "" : "…",
      );
}

function wordText(word: Word | undefined): string {
  return word === undefined ? "" : shown(word.value);
}

/** `|2 A=1 B=` before the command of a RUN (runCommandString). */
function argumentValues(
  { before }: Run,
  args: readonly string[],
): readonly string[] {
  if (args.length === 0) return [];
  const values = args.map((name) => {
    const variable = before.environment.lookup(name);
    return `${name}=${variable.kind === "set" ? shown(variable.value) : ""}`;
  });
  return [`|${args.length}`, ...values];
}

/** What a RUN starts; a here-document alone is the text itself, or a script where it names an interpreter. */
export function runArguments({
  command,
  heredocs,
  before,
}: Run): readonly string[] {
  if (command.form === "exec") return argumentsOf(command, before);
  const shell = before.shell.argv ?? ["…"];
  const line = command.line.text.trim();
  const [first] = heredocs;
  if (first === undefined) return [...shell, line];
  const span = command.line.span(0, command.line.text.trimEnd().length);
  const isAlone =
    first.marker.start === span.start && first.marker.end === span.end;
  if (isAlone)
    return [
      ...shell,
      first.content.startsWith("#!")
        ? `/dev/pipes/${first.name}`
        : first.content,
    ];
  const bodies = heredocs.map(({ name, content }) => `\n${content}${name}`);
  return [...shell, line + bodies.join("")];
}

/** The arguments that a start command has in the image. */
export function argumentsOf(
  command: CommandLine,
  before: Config,
): readonly string[] {
  return command.form === "exec"
    ? command.arguments.map(({ text }) => text)
    : [...(before.shell.argv ?? ["…"]), command.line.text.trim()];
}

function copyText(copy: Copy): string {
  const parents = flagOf(copy, "parents");
  const words: string[] = [copy.keyword];
  if (parents !== undefined && knownText(parents.value?.value) !== "false")
    words.push("--parents");
  for (const name of ["chown", "chmod"]) {
    const text = wordText(flagOf(copy, name)?.value);
    if (text !== "") words.push(`--${name}=${text}`);
  }
  words.push(
    ...copy.sources.map(wordText),
    ...copy.heredocs.map(({ name }) => `<<${name}`),
    wordText(copy.destination),
  );
  return words.join(" ");
}

/** What a HEALTHCHECK sets; what is malformed is left at 0. */
export function healthSettings(health: Healthcheck): HealthSettings {
  const { command, flags } = health;
  const text = (name: string): string =>
    knownText(flagOf({ flags }, name)?.value?.value) ?? "";
  const duration = (name: string): number => nanoseconds(text(name));
  return {
    test:
      command === undefined
        ? ["NONE"]
        : command.form === "exec"
          ? ["CMD", ...command.arguments.map((word) => word.text)]
          : ["CMD-SHELL", command.line.text.trim()],
    interval: duration("interval"),
    timeout: duration("timeout"),
    startPeriod: duration("start-period"),
    startInterval: duration("start-interval"),
    retries: Number(/^\d+$/.exec(text("retries"))?.[0] ?? 0),
  };
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["ns", 1],
  ["us", 1e3],
  ["µs", 1e3],
  ["ms", 1e6],
  ["s", 1e9],
  ["m", 60e9],
  ["h", 3600e9],
]);

/** A duration such as `1m30s`; 0 where it is none. */
function nanoseconds(text: string): number {
  if (!/^(?:[\d.]+(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return 0;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/(?<![\d.])([\d.]+)([a-zµ]+)/g))
    total += Number(number) * (UNITS.get(unit ?? "") ?? 0);
  return Number.isFinite(total) ? total : 0;
}

/** A duration as Go prints it: `1m30s`, `500ms`, `1h0m0s`. */
export function goDuration(duration: number): string {
  if (duration === 0) return "0s";
  for (const [unit, size] of [
    ["ns", 1],
    ["µs", 1e3],
    ["ms", 1e6],
  ] as const)
    if (duration < size * 1000) return `${duration / size}${unit}`;
  const seconds = duration / 1e9;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${Number((seconds % 60).toFixed(9))}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}

/** A list of texts as Go's %q prints it: `["node" "server.js"]`. */
function quotedList(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(" ")}]`;
}

/** A number as Go's %q prints it, which takes it for a character. */
function quotedRune(code: number): string {
  const text = quoted(String.fromCodePoint(Math.min(code, 0x10ffff)))
    .slice(1, -1)
    .replace('\\"', '"')
    .replace("'", "\\'");
  return `'${text}'`;
}

/** A text as Go quotes it: JSON's way, but for the letters of control characters. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll("\u007f", "\\x7f")
    .replace(/\\u00([01][\da-f])/g, (_, code) =>
      code === "07" ? "\\a" : code === "0b" ? "\\v" : `\\x${String(code)}`,
    );
}
