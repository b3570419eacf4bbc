import { describe, expect, it } from "vitest";
import type { Change } from "../../../build/layer.ts";
import type { Entry } from "../../../build/tree.ts";
import type { RealEntry, RealLayer } from "../real-image.ts";
import { inWords } from "./difference.ts";
import { compareLayer, take, type State } from "./layers.ts";

const file: RealEntry = {
  type: "file",
  mode: 0o644,
  uid: 0,
  gid: 0,
  target: "",
  size: 2,
  text: "a\n",
};
const directory: RealEntry = { ...file, type: "directory", mode: 0o755 };
const entry: Entry = {
  type: "file",
  mode: 0o644,
  uid: 0,
  gid: 0,
  origin: { kind: "implied" },
  text: "a\n",
  size: 2,
};

function put(path: string, changed: Partial<Entry> = {}): Change {
  return {
    kind: "put",
    path,
    entry: { ...entry, ...changed },
    replaces: undefined,
  };
}

/** What differs between predicted changes and a real layer over some files. */
function differences(
  changes: readonly Change[],
  real: Partial<RealLayer>,
  before: RealLayer["entries"] = {},
  unknown: readonly string[] = [],
): readonly string[] {
  const state: State = new Map();
  take(state, { entries: before, whiteouts: [] });
  return compareLayer(
    { step: "RUN x", changes, unknown, standIn: undefined },
    { entries: {}, whiteouts: [], ...real },
    state,
  ).map(inWords);
}

describe("a layer as predicted differs in nothing", () => {
  it.each<[string, readonly string[]]>([
    ["a file", differences([put("/x")], { entries: { "/x": file } })],
    [
      "a directory above it, which is written again",
      differences(
        [put("/d/x")],
        { entries: { "/d": directory, "/d/x": file } },
        { "/d": directory },
      ),
    ],
    [
      "one whiteout for a directory that is made again, or one for each path",
      differences(
        [
          { kind: "delete", path: "/d/x" },
          { kind: "delete", path: "/d/y" },
        ],
        { entries: { "/d": directory }, whiteouts: ["/d"] },
        { "/d": directory, "/d/x": file, "/d/y": file },
      ),
    ],
    [
      "more than is told, where the prediction says that there may be more",
      differences([], { entries: { "/x": file } }, {}, ["an unknown command"]),
    ],
    [
      "an owner that is not told",
      differences([put("/x", { uid: undefined })], {
        entries: { "/x": { ...file, uid: 5 } },
      }),
    ],
  ])("%s", (_, found) => {
    expect(found).toEqual([]);
  });
});

describe("a layer differs by", () => {
  it.each<[string, readonly string[], string]>([
    [
      "a mode",
      differences([put("/x", { mode: 0o755 })], { entries: { "/x": file } }),
      "layer (RUN x): /x mode: predicted 755, real 644",
    ],
    [
      "an owner",
      differences([put("/x", { uid: 1 })], { entries: { "/x": file } }),
      "layer (RUN x): /x owner: predicted 1, real 0",
    ],
    [
      "a text",
      differences([put("/x", { text: "b\n" })], { entries: { "/x": file } }),
      'layer (RUN x): /x content: predicted "b\\n", real "a\\n"',
    ],
    [
      "a type",
      differences([put("/x", { type: "directory" })], {
        entries: { "/x": file },
      }),
      "layer (RUN x): /x: predicted directory, real file",
    ],
    [
      "a path that is not there",
      differences([put("/x")], {}),
      "layer (RUN x): /x: predicted file 644 0:0, real not in the layer",
    ],
    [
      "a path that is not told",
      differences([], { entries: { "/x": file } }),
      "layer (RUN x): /x: predicted not in the layer, real file 644 0:0",
    ],
    [
      "a whiteout that is not there",
      differences([{ kind: "delete", path: "/x" }], {}, { "/x": file }),
      "layer (RUN x): /x: predicted a whiteout, real none",
    ],
    [
      "a whiteout that is not told",
      differences([], { whiteouts: ["/x"] }, { "/x": file }),
      "layer (RUN x): /x: predicted no whiteout, real a whiteout",
    ],
  ])("%s", (_, found, text) => {
    expect(found).toEqual([text]);
  });
});
