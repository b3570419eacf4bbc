import {
  leaksOf,
  type Leak,
  type Surface,
} from "../../../checks/build/leaks.ts";
import type { Build } from "../../../checks/build/simulate.ts";
import { count } from "../../../checks/report/columns.ts";
import type { AttackView, LeakShown, SurfaceShown, Untold } from "./model.ts";
import { lineIn, some } from "./some.ts";

/** More are counted and not shown. */
const MOST = 30;

const SURFACES: readonly Omit<SurfaceShown, "count">[] = [
  {
    surface: "layer",
    title: "Layers",
    who: "everyone who can pull the image",
  },
  {
    surface: "configuration",
    title: "Configuration",
    who: "everyone who can pull the image",
  },
  {
    surface: "history",
    title: "History",
    who: "everyone who can pull the image",
  },
  {
    surface: "provenance",
    title: "Provenance",
    who: "everyone who can pull the image, where the build attests with mode=max",
  },
  {
    surface: "cache",
    title: "Builder's cache",
    who: "who can use the builder, or a cache that is exported with mode=max",
  },
];

const PLACES: Readonly<Record<Surface, string>> = {
  layer: "in a layer",
  configuration: "in the configuration",
  history: "in the history",
  provenance: "in the provenance",
  cache: "in the builder's cache",
};

/** What can be recovered of the secrets that a build is given. */
export function attackView(build: Build): AttackView {
  const { leaks, unknown } = leaksOf(build);
  const pushed = leaks.filter(({ surface }) => surface !== "cache").length;
  const state =
    build.image === undefined
      ? "no image"
      : pushed > 0
        ? "leaks"
        : unknown.length > 0
          ? "unknown"
          : leaks.length > 0
            ? "cache"
            : "clear";
  return {
    state,
    sentence: sentenceOf(state, pushed, leaks.length - pushed, unknown.length),
    surfaces: SURFACES.map((each) => ({
      ...each,
      count: leaks.filter(({ surface }) => surface === each.surface).length,
    })),
    leaks: some(leaks, MOST, (leak) => leakShown(leak, build)),
    unknown: some(unknown, MOST, ({ at, because }): Untold => ({
      line: lineIn(build.dockerfile, at),
      because,
    })),
  };
}

function sentenceOf(
  state: AttackView["state"],
  pushed: number,
  cached: number,
  untold: number,
): string {
  const cache =
    cached === 0 ? "" : ` ${count(cached, "secret")} in the builder's cache.`;
  switch (state) {
    case "no image":
      return "There is no image to look into.";
    case "clear":
      return "No secret of this build can be recovered: none is in a layer, in the configuration, in the history, in the provenance or in the builder's cache.";
    case "cache":
      return `What is pushed holds no secret.${cache}`;
    case "unknown":
      return `No secret is known to be recoverable from what is pushed, but ${count(untold, "thing")} cannot be told.${cache}`;
    case "leaks":
      return `${count(pushed, "secret")} can be recovered from what is pushed.${cache}`;
  }
}

function leakShown(
  { surface, name, at, reason, command }: Leak,
  { dockerfile }: Build,
): LeakShown {
  return {
    place: PLACES[surface],
    pushed: surface !== "cache",
    name,
    line: lineIn(dockerfile, at),
    reason,
    command,
  };
}
