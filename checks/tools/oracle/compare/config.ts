import {
  finalConfig,
  type FinalConfig,
  type StartSetting,
  type Told,
} from "../../../build/image-config.ts";
import type { HealthSettings } from "../../../build/history.ts";
import type { Build } from "../../../build/simulate.ts";
import {
  items,
  property,
  record,
  textOf,
  type RealImage,
} from "../real-image.ts";
import type { Difference } from "./difference.ts";

/** The fields of a configuration as texts; undefined: not told. */
type Fields = ReadonlyMap<string, string | undefined>;

/** Compares the configuration of an image field by field; what is not told is not compared. */
export function compareConfig(
  build: Build,
  { config }: RealImage,
): readonly Difference[] {
  const predicted = finalConfig(build);
  if (predicted === undefined) return [];
  const expected = expectedFields(predicted);
  const real = realFields(config);
  const extra = [...real.keys()].filter(
    (name) => !expected.has(name) && isComplete(name, predicted),
  );
  return [
    ...[...expected].flatMap(([what, value]) =>
      value === undefined || value === real.get(what)
        ? []
        : [difference(what, value, real.get(what) ?? "none")],
    ),
    ...extra.map((what) => difference(what, "none", real.get(what) ?? "")),
  ];
}

function difference(what: string, predicted: string, real: string): Difference {
  return { part: "config", step: "", what, predicted, real };
}

/** Whether a variable that is not predicted is known not to be there; a base image may bring labels. */
function isComplete(name: string, { environment }: FinalConfig): boolean {
  return name.startsWith("Env ") && environment.more === undefined;
}

function expectedFields(config: FinalConfig): Fields {
  const fields = new Map<string, string | undefined>([
    ["User", known(config.user)],
    ["WorkingDir", known(config.workingDirectory)],
    ["StopSignal", known(config.stopSignal)],
    ["Entrypoint", startOf(config.entrypoint)],
    ["Cmd", startOf(config.command)],
    ["Healthcheck", healthOf(config.health)],
    ["OnBuild", JSON.stringify(config.onbuild)],
    ["ExposedPorts", setOf(config.ports)],
    ["Volumes", setOf(config.volumes)],
  ]);
  for (const { name, value } of config.environment.items)
    fields.set(`Env ${name}`, known(value));
  for (const { name, value } of config.labels.items)
    fields.set(`Label ${name}`, known(value));
  return fields;
}

function known(value: Told<string>): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function startOf(setting: Told<StartSetting | "none">): string | undefined {
  if (setting === "none") return "[]";
  return "unknown" in setting ? undefined : JSON.stringify(setting.arguments);
}

function healthOf(health: Told<HealthSettings | "none">): string | undefined {
  if (health === "none") return healthText([], 0, 0, 0, 0, 0);
  if ("unknown" in health) return undefined;
  const { test, interval, timeout, startPeriod, startInterval, retries } =
    health;
  return healthText(
    test,
    interval,
    timeout,
    startPeriod,
    startInterval,
    retries,
  );
}

function healthText(
  test: readonly unknown[],
  ...settings: readonly number[]
): string {
  return JSON.stringify([test, ...settings]);
}

function setOf({
  items: names,
  more,
}: FinalConfig["ports"]): string | undefined {
  return more === undefined ? sorted(names) : undefined;
}

function sorted(names: readonly string[]): string {
  return JSON.stringify([...names].sort());
}

function realFields(
  config: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  const text = (name: string): string => textOf(config[name]);
  const list = (name: string): string => JSON.stringify(items(config[name]));
  const health = config["Healthcheck"];
  const number = (name: string): number => Number(property(health, name) ?? 0);
  const fields = new Map<string, string>([
    ["User", text("User")],
    ["WorkingDir", text("WorkingDir") || "/"],
    ["StopSignal", text("StopSignal") || "SIGTERM"],
    ["Entrypoint", list("Entrypoint")],
    ["Cmd", list("Cmd")],
    [
      "Healthcheck",
      healthText(
        items(property(health, "Test")),
        number("Interval"),
        number("Timeout"),
        number("StartPeriod"),
        number("StartInterval"),
        number("Retries"),
      ),
    ],
    ["OnBuild", list("OnBuild")],
    ["ExposedPorts", sorted(Object.keys(record(config["ExposedPorts"])))],
    ["Volumes", sorted(Object.keys(record(config["Volumes"])))],
  ]);
  for (const line of items(config["Env"])) {
    const pair = textOf(line);
    const equals = pair.indexOf("=");
    fields.set(`Env ${pair.slice(0, equals)}`, pair.slice(equals + 1));
  }
  for (const [name, value] of Object.entries(record(config["Labels"])))
    fields.set(`Label ${name}`, textOf(value));
  return fields;
}
