import type { Config, StartCommand } from "../dockerfile/config.ts";
import type { Cmd, Entrypoint } from "../dockerfile/instruction.ts";
import type { Stage } from "../dockerfile/model.ts";
import { chainOf } from "../dockerfile/queries.ts";
import { knownText, type Value } from "../value.ts";
import {
  argumentsOf,
  createdBy,
  healthSettings,
  workdirText,
  type HealthSettings,
} from "./history.ts";
import type { Build } from "./simulate.ts";

/** What cannot be told, and why, as the end of a sentence. */
export interface Untold {
  readonly unknown: string;
}

/** A value that may not be known. */
export type Told<Known> = Known | Untold;

/** ENTRYPOINT or CMD of an image. */
export interface StartSetting {
  /** `inherited`: it comes from the base image. */
  readonly form: "exec" | "shell" | "inherited";
  /** The arguments as they stand in the image: the shell form has its shell in front. */
  readonly arguments: readonly string[];
}

/** A line of `docker history`. */
export interface HistoryEntry {
  /** "…" stands for what is not known. */
  readonly createdBy: string;
  /** Whether there is no layer for it. */
  readonly emptyLayer: boolean;
  /** The number of the stage it comes from. */
  readonly stage: number;
}

/** A list that may be longer than what is seen. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  /** Why there may be more, or undefined where the list is complete. */
  readonly more: string | undefined;
}

/** A variable or a label. */
export interface NamedValue {
  readonly name: string;
  readonly value: Told<string>;
}

/** The configuration of an image, as `docker inspect` shows it: plain data. */
export interface FinalConfig {
  /** Empty for root. */
  readonly user: Told<string>;
  readonly workingDirectory: Told<string>;
  readonly environment: Listed<NamedValue>;
  readonly entrypoint: Told<StartSetting | "none">;
  readonly command: Told<StartSetting | "none">;
  readonly ports: Listed<string>;
  readonly volumes: Listed<string>;
  readonly health: Told<HealthSettings | "none">;
  readonly stopSignal: Told<string>;
  readonly labels: Listed<NamedValue>;
  /** What a build from this image would run first. */
  readonly onbuild: readonly string[];
  /** Of the stages of this file that the image is made of, the first line first. */
  readonly history: Listed<HistoryEntry>;
}

/** The configuration of the image that a build gives, undefined where it gives none. */
export function finalConfig(build: Build): FinalConfig | undefined {
  const { image } = build;
  if (image === undefined) return undefined;
  const { config } = image;
  const { environment } = config;
  // A name that no one sets tells whether the rest is known.
  const other = environment.lookup("\0");
  const stages = [...chainOf(image.stage)].reverse();
  const ofBase =
    stages[0]?.base.kind === "scratch"
      ? undefined
      : "those of the base image are not listed";
  return {
    user: told(config.user.value),
    workingDirectory: told(workdirText(config)),
    environment: {
      items: [...environment.exported()].map(([name, value]) => ({
        name,
        value: told(value),
      })),
      more: other.kind === "unknown" ? other.because : undefined,
    },
    entrypoint: startSetting(config.entrypoint),
    command: startSetting(config.command),
    ports: listed(config.ports),
    volumes: listed(config.volumes),
    health: healthOf(config),
    stopSignal: told(config.stopSignal.value),
    labels: { items: labelsOf(config), more: ofBase },
    onbuild: config.onbuild.items.map(({ arguments: line }) =>
      line.text.trim(),
    ),
    history: { items: historyOf(build, stages), more: ofBase },
  };
}

function listed({ items, openBecause }: Config["ports"]): Listed<string> {
  return { items, more: openBecause };
}

function told(value: Value): Told<string> {
  return value.kind === "known" ? value.value : { unknown: value.because };
}

function startSetting(
  start: StartCommand<Entrypoint> | StartCommand<Cmd>,
): Told<StartSetting | "none"> {
  switch (start.kind) {
    case "none":
      return "none";
    case "unknown":
      return { unknown: start.because };
    case "inherited":
      return { form: "inherited", arguments: start.argv };
    case "set": {
      const { command, before } = start.by;
      if (command.form === "shell" && before.shell.argv === undefined)
        return { unknown: "the shell of the base image is not known" };
      const list = argumentsOf(command, before);
      return list.length === 0
        ? "none"
        : { form: command.form, arguments: list };
    }
  }
}

function healthOf({ health }: Config): Told<HealthSettings | "none"> {
  if (health.kind === "unknown") return { unknown: health.because };
  // HEALTHCHECK NONE is a setting too.
  return health.by === undefined ? "none" : healthSettings(health.by);
}

/** The labels, each name once with its last value. */
function labelsOf({ labels }: Config): readonly NamedValue[] {
  const last = new Map<string, NamedValue>();
  for (const { pairs } of labels.items)
    for (const { name: word, value } of pairs) {
      const name = knownText(word.value) ?? word.text;
      last.set(name, { name, value: told(value.value) });
    }
  return [...last.values()];
}

function historyOf(
  build: Build,
  stages: readonly Stage[],
): readonly HistoryEntry[] {
  return stages.flatMap((stage) =>
    (build.stages.find((built) => built.stage === stage)?.steps ?? []).flatMap(
      (step) => {
        const text = createdBy(step);
        const emptyLayer = step.layer === undefined;
        return text === ""
          ? []
          : [{ createdBy: text, emptyLayer, stage: stage.index }];
      },
    ),
  );
}
