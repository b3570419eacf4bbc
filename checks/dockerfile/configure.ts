import { known, knownText, unknown, type Value } from "../value.ts";
import type { Config } from "./config.ts";
import type { Instruction, SingleWord, WordList } from "./instruction.ts";

/** The configuration after an instruction; the environment is the model's own business. */
export function apply(before: Config, instruction: Instruction): Config {
  switch (instruction.keyword) {
    case "USER":
      return {
        ...before,
        user: {
          value: instruction.word?.value ?? unknown("USER names no user"),
          by: instruction,
        },
      };
    case "WORKDIR":
      return {
        ...before,
        workdir: { value: workdirAfter(before, instruction), by: instruction },
      };
    case "STOPSIGNAL":
      return {
        ...before,
        stopSignal: {
          value:
            instruction.word?.value ?? unknown("STOPSIGNAL names no signal"),
          by: instruction,
        },
      };
    case "SHELL":
      return {
        ...before,
        shell: {
          argv: instruction.shell?.map(({ text }) => text),
          by: instruction,
        },
      };
    case "ENTRYPOINT":
      // "If CMD is defined from the base image, setting ENTRYPOINT will reset CMD to an empty value" (reference, CMD);
      // a CMD of the same stage stays.
      return {
        ...before,
        entrypoint: { kind: "set", by: instruction, inherited: false },
        command:
          before.command.kind === "set" && !before.command.inherited
            ? before.command
            : { kind: "none" },
      };
    case "CMD":
      return {
        ...before,
        command: { kind: "set", by: instruction, inherited: false },
      };
    case "HEALTHCHECK":
      return {
        ...before,
        health:
          instruction.command === undefined
            ? { kind: "none", by: instruction }
            : { kind: "set", by: instruction },
      };
    case "EXPOSE":
      return {
        ...before,
        ports: added(before.ports, instruction, portsOf),
      };
    case "VOLUME":
      return {
        ...before,
        volumes: added(before.volumes, instruction, (value) => [value]),
      };
    case "LABEL":
      return { ...before, labels: before.labels.with([instruction]) };
    case "ONBUILD":
      return { ...before, onbuild: before.onbuild.with([instruction]) };
    default:
      return before;
  }
}

function workdirAfter(before: Config, instruction: SingleWord): Value {
  const value = instruction.word?.value;
  if (value === undefined) return unknown("WORKDIR names no directory");
  if (value.kind === "unknown") return value;
  const path = value.value;
  if (path.startsWith("/")) return directoryAt(path);
  const from = knownText(before.workdir.value);
  if (from === undefined) return before.workdir.value;
  return directoryAt(`${from}/${path}`);
}

function directoryAt(path: string): Value {
  return path.length < PATH_MAX
    ? known(normalPath(path))
    : unknown("the path of WORKDIR is longer than Linux takes");
}

/** No system call of Linux takes a path of this length (PATH_MAX, limits.h). */
export const PATH_MAX = 4096;

/** A slash before nothing, a dot or two dots. */
const IRREGULAR = /\/\.{0,2}(?:\/|$)/;

/** A path without `.`, `..`, doubled and trailing slashes. */
export function normalPath(path: string): string {
  // Nearly all paths are regular, and a build asks for very many.
  if (path.startsWith("/") && !IRREGULAR.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** The ports that one word of EXPOSE declares. */
export function portsOf(text: string): readonly string[] {
  if (/^\d{1,5}$/.test(text)) return [`${text}/tcp`];
  return text
    .split(/\s+/)
    .filter((word) => word !== "")
    .flatMap(portsIn);
}

/** The ports of one word: `8000-8002/udp` are three, `8080:80` is the container's 80. */
function portsIn(word: string): readonly string[] {
  const [range = "", protocol] = word
    .slice(word.lastIndexOf(":") + 1)
    .split("/");
  const suffix = `/${protocol?.toLowerCase() || "tcp"}`;
  const [, first, last] = /^(\d{1,5})-(\d{1,5})$/.exec(range) ?? [];
  const from = Number(first);
  const count = Number(last) - from + 1;
  return count > 0
    ? Array.from({ length: count }, (_, at) => `${from + at}${suffix}`)
    : [range + suffix];
}

function added(
  list: Config["ports"],
  instruction: WordList,
  read: (value: string) => readonly string[],
): Config["ports"] {
  const items: string[] = [];
  let openBecause: string | undefined;
  for (const { value } of instruction.words)
    if (value.kind === "unknown") openBecause ??= value.because;
    else items.push(...read(value.value));
  return list.with(items, openBecause);
}
