import type { ImageFacts } from "../images.ts";
import { scratchFacts } from "../images-data.ts";
import { known, unknown, type Value } from "../value.ts";
import type { Config } from "./config.ts";
import {
  knownEnvironment,
  unknownEnvironment,
  type Environment,
} from "./environment.ts";
import { GrowingList } from "./growing-list.ts";
import type { Env, Onbuild } from "./instruction.ts";
import type { Base } from "./model.ts";

/** The configuration that a stage starts with. */
export function baseConfig(base: Base): Config {
  switch (base.kind) {
    case "stage":
      return inherited(base.stage.config);
    case "scratch":
      return configOf(scratchFacts);
    case "image":
      return base.facts === undefined
        ? unknownConfig(
            `nothing is known about the image ${base.reference.name ?? ""}`.trimEnd(),
          )
        : configOf(base.facts);
    case "unknown":
      return unknownConfig(base.because);
  }
}

/** What a stage takes over from the one it starts from. */
function inherited(config: Config): Config {
  const { entrypoint, command } = config;
  return {
    ...config,
    entrypoint:
      entrypoint.kind === "set"
        ? { ...entrypoint, inherited: true }
        : entrypoint,
    command: command.kind === "set" ? { ...command, inherited: true } : command,
    onbuild: new GrowingList([]),
  };
}

const configs = new WeakMap<ImageFacts, Config>();

function configOf(facts: ImageFacts): Config {
  let config = configs.get(facts);
  if (config === undefined) configs.set(facts, (config = readConfig(facts)));
  return config;
}

function readConfig(facts: ImageFacts): Config {
  const environment = new Map<string, Value>();
  for (const [name, value] of Object.entries(facts.environment))
    environment.set(
      name,
      value === undefined
        ? unknown(`${name} depends on the version of ${facts.family}`)
        : known(value),
    );
  const { entrypoint, command } = facts;
  return {
    ...configOver(knownEnvironment(environment)),
    user: { value: known(facts.user), by: undefined },
    workdir: { value: known(facts.workdir || "/"), by: undefined },
    stopSignal: { value: known(facts.stopSignal || "SIGTERM"), by: undefined },
    entrypoint:
      entrypoint.length === 0
        ? { kind: "none" }
        : { kind: "inherited", argv: entrypoint },
    command:
      command.length === 0
        ? { kind: "none" }
        : { kind: "inherited", argv: command },
    health: { kind: "none", by: undefined },
    ports: new GrowingList(facts.ports),
    volumes: new GrowingList(facts.volumes),
    facts,
  };
}

function unknownConfig(because: string): Config {
  return {
    ...configOver(unknownEnvironment(because)),
    user: { value: unknown(because), by: undefined },
    workdir: { value: unknown(because), by: undefined },
    stopSignal: { value: unknown(because), by: undefined },
    entrypoint: { kind: "unknown", because },
    command: { kind: "unknown", because },
    health: { kind: "unknown", because },
    ports: new GrowingList<string>([], because),
    volumes: new GrowingList<string>([], because),
  };
}

/** What every image starts with: one object, so that what is worked out about it is worked out once. */
const SHELL: Config["shell"] = { argv: ["/bin/sh", "-c"], by: undefined };

/** The configuration of nothing, with these variables. */
export function configOver(environment: Environment): Config {
  const nothing: Value = known("");
  return {
    user: { value: nothing, by: undefined },
    workdir: { value: known("/"), by: undefined },
    stopSignal: { value: known("SIGTERM"), by: undefined },
    shell: SHELL,
    environment,
    entrypoint: { kind: "none" },
    command: { kind: "none" },
    health: { kind: "none", by: undefined },
    ports: new GrowingList<string>([]),
    volumes: new GrowingList<string>([]),
    labels: new GrowingList<Env>([]),
    onbuild: new GrowingList<Onbuild>([]),
    facts: undefined,
  };
}
