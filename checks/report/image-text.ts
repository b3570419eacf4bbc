import type {
  FinalConfig,
  Listed,
  NamedValue,
  StartSetting,
  Told,
} from "../build/image-config.ts";
import { goDuration } from "../build/history.ts";
import { row } from "./columns.ts";

/** The configuration of an image, a row for each setting that is set. */
export function imageLines(config: FinalConfig): readonly string[] {
  const { health } = config;
  const rows: readonly (readonly [string, string])[] = [
    ["user", told(config.user) || "root"],
    ["workdir", told(config.workingDirectory)],
    ["entrypoint", startText(config.entrypoint)],
    ["command", startText(config.command)],
    ["ports", listed(config.ports)],
    ["volumes", listed(config.volumes)],
    [
      "health",
      health === "none"
        ? ""
        : "unknown" in health
          ? told(health)
          : `${health.test.join(" ")}${intervalText(health.interval)}`,
    ],
    ["stop signal", told(config.stopSignal)],
    ...named("variable", config.environment),
    ...named("label", config.labels),
    ["on build", config.onbuild.join("; ")],
  ];
  return rows
    .filter(([, text]) => text !== "")
    .map(([label, text]) => row(label, text, 16));
}

function told(value: Told<string>): string {
  return typeof value === "string" ? value : `not known: ${value.unknown}`;
}

function intervalText(interval: number): string {
  return interval === 0 ? "" : `, every ${goDuration(interval)}`;
}

function startText(start: Told<StartSetting | "none">): string {
  if (start === "none") return "";
  if ("unknown" in start) return told(start);
  const from =
    start.form === "inherited" ? "from the base image" : `${start.form} form`;
  return `${JSON.stringify(start.arguments)}, ${from}`;
}

function listed({ items, more }: Listed<string>): string {
  return [
    ...items,
    ...(more === undefined ? [] : [`perhaps more: ${more}`]),
  ].join(", ");
}

function named(
  label: string,
  { items }: Listed<NamedValue>,
): readonly (readonly [string, string])[] {
  return items.map(({ name, value }) => [label, `${name}=${told(value)}`]);
}
