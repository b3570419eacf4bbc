import { expect, test } from "vitest";
import { buildOf } from "../../../checks/testing/builds.ts";
import type { Build } from "../../../checks/build/simulate.ts";
import { layersView } from "./layers.ts";

const context = {
  "package.json": "{}",
  "package-lock.json": "{}",
  "server.js": "serve()",
};

function viewOf(build: Build, before = build) {
  return layersView(build, before, { since: "start", hasStarter: true });
}

test("a step that changes files has a layer, one that sets something has none", () => {
  const { stages } = viewOf(
    buildOf(
      [
        "FROM alpine:3.24",
        "COPY --chown=7:8 server.js /app/",
        "USER 1000",
        "RUN rm /app/server.js",
      ],
      context,
    ),
  );
  const [copy, user, remove] = stages[0]?.steps ?? [];
  expect(copy).toMatchObject({
    line: 2,
    text: "COPY --chown=7:8 server.js /app/",
    layer: { summary: "2 paths added", unknown: { items: [] } },
  });
  expect(copy?.layer?.files.items).toContainEqual({
    change: "added",
    path: "/app/server.js",
    what: "7 B",
    mode: "0644",
    owner: "7:8",
    origin: "context: server.js",
  });
  expect(user?.layer).toBeUndefined();
  expect(user?.cache).toBeUndefined();
  expect(remove?.layer?.files.items).toMatchObject([
    { change: "deleted", path: "/app/server.js" },
  ]);
});

test("what the text does not tell is said to be unknown", () => {
  const { stages, unknown, size } = viewOf(
    buildOf(
      ["FROM node:24-slim", "WORKDIR /app", "COPY . .", "RUN npm ci"],
      context,
    ),
  );
  const install = stages[0]?.steps.at(-1)?.layer;
  expect(install?.size).toBe("size unknown");
  expect(unknown.items).toContain("what npm puts into /app/node_modules");
  expect(size).toContain("at least 80.");
});

test("without the size of the base nothing is said of the whole", () => {
  const { size, stages } = viewOf(
    buildOf(["FROM example.org/own:1", "COPY . ."]),
  );
  expect(size).toBe("How much a pull transfers cannot be told.");
  expect(stages[0]?.baseSize).toBe("size unknown");
});

test("a base of scratch is empty and has no size", () => {
  const { stages, size } = viewOf(
    buildOf(["FROM scratch", "COPY server.js /"], context),
  );
  expect(stages[0]?.baseSize).toBe("");
  expect(size).toMatch(/^A pull transfers 0 B to /);
});

test("stages stand with what they take from each other, and one that is not built is skipped", () => {
  const { stages, sentence } = viewOf(
    buildOf(
      [
        "FROM alpine:3.24 AS build",
        "COPY . /src",
        "FROM alpine:3.24 AS lint",
        "RUN true",
        "FROM build AS more",
        "RUN true",
        "FROM scratch",
        "COPY --from=more /src/server.js /src/package.json /",
      ],
      context,
    ),
  );
  expect(
    stages.map(({ title, state, level }) => [title, state, level]),
  ).toEqual([
    ["build", "built", 0],
    ["lint", "skipped", 0],
    ["more", "built", 1],
    ["stage 3", "target", 2],
  ]);
  expect(stages[1]?.steps).toEqual([]);
  expect(stages[2]?.baseStage).toBe(0);
  expect(stages[3]?.takes).toEqual([
    { from: 2, line: 8, what: "/src/server.js /src/package.json" },
  ]);
  expect(sentence).toContain("2 more stages are built and not shipped");
});

test("the cache is that of the build before", () => {
  const before = buildOf(
    ["FROM alpine:3.24", "COPY server.js /", "RUN one"],
    context,
  );
  const after = buildOf(
    ["FROM alpine:3.24", "COPY server.js /", "RUN two", "RUN three"],
    context,
  );
  const [stage] = viewOf(after, before).stages;
  expect(
    stage?.steps.map(({ cache }) => [cache?.word, cache?.because]),
  ).toEqual([
    ["cached", ""],
    ["runs", "the instruction itself is another"],
    ["runs", "it follows line 3"],
  ]);
});

test("a build that stops says where", () => {
  const { stops } = viewOf(
    buildOf(["FROM alpine:3.24", "COPY nothing.js /"], context),
  );
  expect(stops).toMatchObject([{ line: 2 }]);
});

test("long lists are cut, and the rest is counted", () => {
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`f${at}.txt`, "x"]),
  );
  const [stage] = viewOf(
    buildOf(["FROM alpine:3.24", "COPY . /all/"], files),
  ).stages;
  const shown = stage?.steps[0]?.layer?.files;
  // The directory, the Dockerfile and the 40 files.
  expect((shown?.items.length ?? 0) + (shown?.more ?? 0)).toBe(42);
  expect(shown?.items.length).toBe(12);
  const steps = Array.from({ length: 100 }, (_, at) => `RUN step ${at}`);
  const many = viewOf(buildOf(["FROM alpine:3.24", ...steps]));
  expect(many.stages[0]?.steps.length).toBe(80);
  expect(many.more).toBe(20);
});
