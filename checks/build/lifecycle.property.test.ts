import fc from "fast-check";
import { expect, it } from "vitest";
import { simulationAsJson } from "../report/simulation-json.ts";
import { simulationAsText } from "../report/simulation-text.ts";
import { simulationOf } from "../report/simulation.ts";
import { dockerfile, ignoreFile } from "../testing/generated.ts";
import { rebuild, rebuiltSteps } from "./rebuild.ts";
import { simulate } from "./simulate.ts";

const CONTEXT = {
  "server.js": 'process.on("SIGTERM", stop);',
  "package.json": '{ "scripts": { "start": "node server.js" } }',
  "start.sh": '#!/bin/sh\ncd /a\nexec "$@"\n',
  ["__proto__"]: "own",
};
const RUNS = { numRuns: 300 };
const build = (text: string, ignore = "") =>
  simulate({ ...CONTEXT, Dockerfile: text, ".dockerignore": ignore });

it("whatever the text, all that there is to tell is told", () => {
  fc.assert(
    fc.property(dockerfile, ignoreFile, (text, ignore) => {
      const simulation = simulationOf(build(text, ignore), "*");
      expect(simulationAsText(simulation)).toContain("Context");
      expect(JSON.parse(simulationAsJson(simulation))).toMatchObject({
        version: 1,
      });
    }),
    RUNS,
  );
});

it("the same build again takes every step from the cache", () => {
  fc.assert(
    fc.property(dockerfile, (text) => {
      const kinds = rebuiltSteps(build(text), build(text)).map(
        ({ cache }) => cache.kind,
      );
      expect(kinds.filter((kind) => kind !== "hit" && kind !== "none")).toEqual(
        [],
      );
    }),
    RUNS,
  );
});

it("a comment changes nothing in the cache but what copies the Dockerfile", () => {
  fc.assert(
    fc.property(dockerfile, (text) => {
      const before = build(text, "Dockerfile");
      // There it would be part of a here-document or of the last instruction.
      const { instructions } = before.dockerfile;
      fc.pre(!/[\\`]\s*$/.test(text));
      fc.pre(instructions.every(({ heredocs }) => heredocs.length === 0));
      const change = { kind: "dockerfile", text: `${text}\n# note\n` } as const;
      const { steps } = rebuild(before, change);
      expect(steps.filter(({ cache }) => "because" in cache).length).toBe(0);
    }),
    RUNS,
  );
});

it("after any change each step of the second build has a result", () => {
  fc.assert(
    fc.property(dockerfile, dockerfile, (text, other) => {
      const before = build(text);
      for (const change of [
        { kind: "file", path: "server.js" },
        { kind: "argument", name: "A", value: "new" },
        { kind: "image", name: "node" },
        { kind: "dockerfile", text: other },
      ] as const) {
        const { steps, build: after } = rebuild(before, change);
        expect(steps.map(({ step }) => step)).toEqual(
          after.stages.flatMap((stage) => stage.steps),
        );
      }
    }),
    RUNS,
  );
});
