import type { Change } from "../build/layer.ts";
import { instructionText, missText } from "../build/miss.ts";
import type { RebuiltStep } from "../build/rebuild.ts";
import type { Step } from "../build/simulate.ts";
import { stageTitle } from "../build/stage-graph.ts";
import { createdBy } from "../build/history.ts";
import type { Simulation } from "./simulation.ts";

/**
 * What `simulate --json` prints; `version` changes when the shape does. Lines count from 1, sizes are bytes, times
 * seconds. A setting that is not known is `{ "unknown": why }`; a missing key says that the thing is not there or not
 * known.
 *
 * - `errors`: what stops the build: `line`, `message`, `remedy`.
 * - `context`: `sent` (`path`, `type`, `size`, `mode`), `excluded` (`path`, `pattern`), `invalidPatterns`.
 * - `stages`: `index`, `name`, `state` (target, built, skipped), `because`, `level`, `needs` (`by`, `line`, `stage` or
 *   `image`), `steps` (`line`, `instruction`, `history`, and `layer` with `changes` and `unknown` where it makes one).
 * - `image`: the configuration (`FinalConfig` in checks/build/image-config.ts).
 * - `size`: `low`, `high`, `unknown`, `day`.
 * - `leaks`: `known` (`surface`, `name`, `what`, `line`, `reason`, `command`) and `unknown` (`line`, `because`).
 * - `rebuild`: `change`, `files`, `steps` (`line`, `instruction`, `cache`: hit, miss, unknown, none; `because`,
 *   `cacheMounts`).
 * - `container`: `start`, `user`, `health`, `writes`, `stop` (`Lifecycle` in checks/build/lifecycle.ts).
 */
export function simulationAsJson(simulation: Simulation): string {
  const { build, stoppers, graph, config, size, leaks, rebuild, lifecycle } =
    simulation;
  const { dockerfile, context } = build;
  const lineOf = ({ start }: { readonly start: number }): number =>
    dockerfile.lines.position(start).line;
  const steps = new Map(
    build.stages.map(({ stage, steps: of }) => [stage, of]),
  );
  return JSON.stringify(
    {
      version: 1,
      dockerfile: dockerfile.file,
      errors: stoppers,
      context: {
        sent: [...context.sent].flatMap(
          ([path, { type, size: bytes, mode }]) =>
            path === "" ? [] : [{ path, type, size: bytes, mode: octal(mode) }],
        ),
        excluded: [...context.ignored].map(([path, { text }]) => ({
          path,
          pattern: text,
        })),
        invalidPatterns: context.ignore.invalid.map(({ text }) => text),
      },
      stages: graph.nodes.map(({ stage, state, because, level, needs }) => ({
        index: stage.index,
        name: stage.name,
        state,
        because,
        level,
        needs: needs.map(({ by, at, source }) => ({
          by,
          line: lineOf(at),
          ...(source.kind === "stage"
            ? { stage: source.stage.index }
            : { image: source.name }),
        })),
        steps: (steps.get(stage) ?? []).map((step) => ({
          ...stepShown(step, lineOf),
          history: createdBy(step),
          layer: step.layer && {
            changes: step.layer.changes.map(changeShown),
            unknown: step.layer.unknown,
          },
        })),
      })),
      image: config,
      size: size && {
        low: size.low,
        high: size.high,
        unknown: size.unknown,
        day: size.day,
      },
      leaks: {
        known: leaks.leaks.map(
          ({ surface, name, what, at, reason, command }) => ({
            surface,
            name,
            what,
            line: lineOf(at),
            reason,
            command,
          }),
        ),
        unknown: leaks.unknown.map(({ at, because }) => ({
          line: lineOf(at),
          because,
        })),
      },
      rebuild: rebuild && {
        change: rebuild.change,
        files: rebuild.files,
        steps: rebuild.steps.map((step) => rebuiltShown(step, lineOf)),
      },
      container: lifecycle && {
        ...lifecycle,
        health:
          lifecycle.health.kind === "set"
            ? {
                kind: "set",
                runs: lifecycle.health.runs,
                timing: lifecycle.health.timing,
              }
            : lifecycle.health.kind === "unknown"
              ? lifecycle.health
              : { kind: "none" },
      },
    },
    undefined,
    2,
  );
}

type LineOf = (at: { readonly start: number }) => number;

function stepShown(
  { instruction, stage }: Step,
  lineOf: LineOf,
): Readonly<Record<string, unknown>> {
  return {
    line: lineOf(instruction),
    stage: stageTitle(stage),
    instruction: instructionText(instruction),
  };
}

function rebuiltShown(
  { step, cache, cacheMounts }: RebuiltStep,
  lineOf: LineOf,
): Readonly<Record<string, unknown>> {
  return {
    ...stepShown(step, lineOf),
    cache: cache.kind,
    ...("because" in cache && { because: missText(cache.because) }),
    ...(cache.kind === "hit" && cache.linked && { linked: true }),
    ...(cacheMounts.length > 0 && { cacheMounts }),
  };
}

function changeShown(change: Change): Readonly<Record<string, unknown>> {
  if (change.kind === "delete") return change;
  const { kind, path, replaces, entry } = change;
  const { type, mode, uid, gid, size, target, origin } = entry;
  return {
    kind,
    path,
    replaces,
    type,
    mode: mode === undefined ? undefined : octal(mode),
    uid,
    gid,
    size,
    target,
    origin,
  };
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
