import type { IgnorePattern } from "../build/ignore.ts";
import type { Change } from "../build/layer.ts";
import { missText, shortInstruction } from "../build/miss.ts";
import type { Rebuild } from "../build/rebuild.ts";
import { shippedStages } from "../build/shipped.ts";
import type { Build, Step } from "../build/simulate.ts";
import { stageTitle } from "../build/stage-graph.ts";
import { bytes, count, paragraph, row, short } from "./columns.ts";
import { imageLines } from "./image-text.ts";
import { lifecycleSections } from "./lifecycle-text.ts";
import type { Simulation } from "./simulation.ts";

/** A title and its lines. */
export type Section = readonly [string, readonly string[]];

/** More changes of a layer, or files of one kind, are counted and not listed. */
const MOST = 8;

/** What a build does, for a terminal of 80 columns. */
export function simulationAsText(simulation: Simulation): string {
  const { build, stoppers, config, lifecycle, rebuild } = simulation;
  const sections: readonly Section[] = [
    [
      "The build stops",
      stoppers.map(({ line, message, remedy = "" }) =>
        row(`line ${line}`, `${message} ${remedy}`.trimEnd(), 12),
      ),
    ],
    ["Context", contextLines(build)],
    ["Stages", stageLines(simulation)],
    ["Layers", layerLines(build)],
    ["Image", config === undefined ? [] : imageLines(config)],
    ["Size", sizeLines(simulation)],
    ["Leaks", leakLines(simulation)],
    [
      "Rebuild",
      rebuild === undefined ? firstReads(build) : rebuildLines(rebuild),
    ],
    ...(lifecycle === undefined ? [] : lifecycleSections(lifecycle)),
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines, ""].join("\n"))
    .join("\n");
}

function contextLines({ context }: Build): readonly string[] {
  const files = [...context.sent].filter(
    ([, { type }]) => type !== "directory",
  );
  const size = files.reduce((sum, [, entry]) => sum + entry.size, 0);
  const by = new Map<IgnorePattern, string[]>();
  for (const [path, pattern] of context.ignored) {
    const list = by.get(pattern);
    if (list === undefined) by.set(pattern, [path]);
    else list.push(path);
  }
  return [
    `  ${count(files.length, "file")}, ${bytes(size)} sent; ${context.ignored.size} left out`,
    ...[...by].map(([{ text }, paths]) =>
      row(short(text, 26), `leaves out ${listed(paths)}`, 30),
    ),
    ...context.ignore.invalid.map(({ text }) =>
      row(short(text, 26), "is no pattern: the build stops", 30),
    ),
  ];
}

/** Some of many texts, and how many more there are. */
function listed(texts: readonly string[]): string {
  const rest = texts.length - MOST;
  return rest > 0
    ? `${texts.slice(0, MOST).join(", ")} and ${rest} more`
    : texts.join(", ");
}

function stageLines({ graph }: Simulation): readonly string[] {
  const lines = graph.nodes.map(({ stage, state, because, needs }) => {
    const sources = new Set(
      needs.map(({ source }) =>
        source.kind === "stage" ? stageTitle(source.stage) : source.name,
      ),
    );
    const from = sources.size === 0 ? "" : ` Needs ${[...sources].join(", ")}.`;
    return row(short(stageTitle(stage), 16), `${state}: ${because}${from}`, 20);
  });
  const together = graph.levels.filter((stages) => stages.length > 1);
  for (const stages of together)
    lines.push(
      paragraph(`Side by side: ${stages.map(stageTitle).join(", ")}.`),
    );
  return lines;
}

function layerLines(build: Build): readonly string[] {
  return shippedStages(build).flatMap(({ steps }) =>
    steps.flatMap((step) =>
      step.layer === undefined ? [] : stepLines(step, build),
    ),
  );
}

function stepLines(step: Step, { dockerfile }: Build): readonly string[] {
  const { changes = [], unknown = [] } = step.layer ?? {};
  const shown = changes.slice(0, MOST);
  const rest = changes.length - shown.length;
  return [
    stepTitle(step, dockerfile.lines.position(step.instruction.start).line),
    ...shown.map((change) => `      ${changeText(change)}`),
    ...(rest > 0 ? [`      and ${count(rest, "more change")}`] : []),
    ...unknown.slice(0, MOST).map((because) => row("    ?", because, 8)),
  ];
}

function stepTitle({ instruction }: Step, line: number): string {
  return `  ${String(line).padStart(3)} ${shortInstruction(instruction, 62)}`;
}

function changeText(change: Change): string {
  if (change.kind === "delete") return `- ${change.path}`;
  const { path, replaces, entry } = change;
  const { type, mode, uid, gid, size, target } = entry;
  const details = [
    type === "file" ? (size === undefined ? "" : bytes(size)) : type,
    target === undefined ? "" : `to ${target}`,
    mode === undefined ? "" : mode.toString(8).padStart(4, "0"),
    `${uid ?? "?"}:${gid ?? "?"}`,
  ].filter((text) => text !== "");
  return `${replaces === true ? "~" : "+"} ${path}  ${details.join(" ")}`;
}

function sizeLines({ size }: Simulation): readonly string[] {
  if (size === undefined) return [];
  const { low, high, parts, unknown, day } = size;
  const missing = `Not known: ${listed([...new Set(unknown)])}.`;
  // Without the base image, the rest says nothing about the whole.
  if (parts[0]?.high === undefined) return [paragraph(missing)];
  const figures = `to pull (linux/amd64, figures of ${day}).`;
  if (high === undefined)
    return [
      paragraph(`Estimate: at least ${bytes(low)} ${figures} ${missing}`),
    ];
  const range = [...new Set([bytes(low), bytes(high)])].join(" to ");
  return [paragraph(`Estimate: ${range} ${figures}`)];
}

function leakLines({ build, leaks }: Simulation): readonly string[] {
  if (build.image === undefined) return [];
  const line = (at: { readonly start: number }): string =>
    `line ${build.dockerfile.lines.position(at.start).line}`;
  const lines = [
    ...leaks.leaks.flatMap(({ at, reason, command }) => [
      row(line(at), reason, 12),
      `            $ ${command}`,
    ]),
    ...leaks.unknown.map(({ at, because }) =>
      row(line(at), `Not known: ${because}.`, 12),
    ),
  ];
  return lines.length === 0 ? ["  none that is known"] : lines;
}

/** Which step reads each file first: from there on a change of it runs again. */
function firstReads(build: Build): readonly string[] {
  const first = new Map<string, Step>();
  for (const { steps } of build.stages)
    for (const step of steps)
      for (const path of step.reads)
        if (!first.has(path)) first.set(path, step);
  const byStep = new Map<Step | undefined, string[]>();
  for (const [path, { type }] of build.context.sent) {
    if (type === "directory") continue;
    const step = first.get(path);
    const paths = byStep.get(step);
    if (paths === undefined) byStep.set(step, [path]);
    else paths.push(path);
  }
  return [...byStep].map(([step, paths]) => {
    const line =
      step && build.dockerfile.lines.position(step.instruction.start).line;
    return row(
      line === undefined ? "nothing" : `line ${line} on`,
      `after a change of ${listed(paths)}`,
      16,
    );
  });
}

function rebuildLines({
  change,
  files,
  build,
  steps,
}: Rebuild): readonly string[] {
  const { lines } = build.dockerfile;
  const what = change.kind === "file" ? change.path : change.kind;
  const left = files.sent.length === 0 && files.ignored.length > 0;
  return [
    paragraph(
      left
        ? `${what} is not sent to the builder, so a change of it runs nothing again.`
        : `After a change of ${what}:`,
    ),
    ...steps.flatMap(({ step, cache, cacheMounts }) => {
      if (cache.kind === "none") return [];
      const line = lines.position(step.instruction.start).line;
      const word = { hit: "cached", miss: "again", unknown: "perhaps" }[
        cache.kind
      ];
      const mounts =
        cache.kind !== "hit" && cacheMounts.length > 0
          ? `, with what ${cacheMounts.join(", ")} still holds`
          : "";
      return [
        `  ${word.padEnd(8)}${stepTitle(step, line).slice(2)}`,
        ...("because" in cache
          ? [row("", `${missText(cache.because)}${mounts}`, 14)]
          : cache.linked
            ? [
                row(
                  "",
                  "a linked layer does not depend on what is below it",
                  14,
                ),
              ]
            : []),
      ];
    }),
  ];
}
