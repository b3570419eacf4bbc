import type { Span } from "../../files.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Declaration, Instruction } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { mentions, runCommands, type RunCommand } from "../run-commands.ts";
import { SWITCH_TRACES } from "../verification-data.ts";
import {
  looseVariable,
  switchedOffBy,
  writtenSwitches,
  type SwitchedOff,
} from "../verification.ts";

export default defineRule({
  id: "no-disabled-verification",
  title: "Keep the checks of certificates and signatures switched on",
  category: "supply-chain",
  severity: "warning",
  about: ["ENV", "ARG", "RUN"],
  sameAs: [
    "checkov/CKV2_DOCKER_2",
    "checkov/CKV2_DOCKER_3",
    "checkov/CKV2_DOCKER_4",
    "checkov/CKV2_DOCKER_5",
    "checkov/CKV2_DOCKER_6",
    "checkov/CKV2_DOCKER_7",
    "checkov/CKV2_DOCKER_8",
    "checkov/CKV2_DOCKER_9",
    "checkov/CKV2_DOCKER_10",
    "checkov/CKV2_DOCKER_11",
    "checkov/CKV2_DOCKER_12",
    "checkov/CKV2_DOCKER_13",
    "checkov/CKV2_DOCKER_14",
    "checkov/CKV2_DOCKER_15",
    "checkov/CKV2_DOCKER_16",
  ],
  *check({ stages }) {
    for (const stage of stages) {
      for (const instruction of stage.instructions)
        for (const { name, value } of variablesOf(instruction))
          // An ARG without a value is not set.
          if (value !== undefined)
            yield* problems(name.text, knownText(value.value), {
              start: name.start,
              end: value.end,
            });
      for (const found of suspects(stage)) {
        for (const { name, value, at } of assignmentsOf(found))
          yield* problems(name, value, at);
        for (const off of switchedOffBy(found.plain)) yield problem(off);
        if (found.command !== undefined)
          for (const off of writtenSwitches(found.plain, found.command))
            yield problem(off);
      }
    }
  },
});

/** The commands of those RUN instructions whose text has a trace of a switch. */
function* suspects(stage: Stage): Generator<RunCommand> {
  let last: RunCommand["run"] | undefined;
  let isSuspect = false;
  for (const found of runCommands(stage)) {
    if (found.run !== last) isSuspect = mentions(found.run, SWITCH_TRACES);
    last = found.run;
    if (isSuspect) yield found;
  }
}

function* problems(
  name: string,
  value: string | undefined,
  at: Span,
): Generator<Problem> {
  const loose = looseVariable(name, value);
  if (loose !== undefined) yield problem({ ...loose, at });
}

function problem({ at, by, tool, lost, sameAs }: SwitchedOff): Problem {
  return lost === "certificate"
    ? {
        at,
        message: `${by} makes ${tool} accept any certificate, so whoever sits between it and the server can replace what it fetches.`,
        remedy:
          "Leave it out. For a server of your own, add its certificate authority to the image.",
        sameAs,
      }
    : {
        at,
        message: `${by} makes ${tool} install packages whose signature nobody checked, so a changed package gets in unseen.`,
        remedy: "Leave it out, and import the key that signs the packages.",
        sameAs,
      };
}

function variablesOf(instruction: Instruction): readonly Declaration[] {
  const set =
    instruction.keyword === "ONBUILD" ? instruction.trigger : instruction;
  if (set?.keyword === "ENV") return set.pairs;
  return set?.keyword === "ARG" ? set.declarations : [];
}

/** The variables that a command sets: before it, behind env and sudo, and by export. */
function assignmentsOf({ command }: RunCommand): readonly {
  readonly name: string;
  readonly value: string | undefined;
  readonly at: Span;
}[] {
  if (command === undefined) return [];
  const before = command.assignments.map(({ name, value, start, end }) => ({
    name,
    value: value.value,
    at: { start, end },
  }));
  if (!/^(?:export|env|sudo|declare|typeset)$/.test(command.name?.value ?? ""))
    return before;
  const given = command.arguments.flatMap((word) => {
    const [, name] = /^(\w+)=/.exec(word.text) ?? [];
    return name === undefined
      ? []
      : [{ name, value: word.value?.slice(name.length + 1), at: word }];
  });
  return [...before, ...given];
}
