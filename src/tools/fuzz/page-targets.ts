import assert from "node:assert/strict";
import fc from "fast-check";
import type { Files } from "../../../checks/files.ts";
import { report, simulate } from "../../../checks/index.ts";
import {
  answerOf,
  dockerfiles,
  exerciseOf,
  ignoreFiles,
} from "../../../checks/tools/fuzz/judge-targets.ts";
import { mutated } from "../../../checks/tools/fuzz/mutations.ts";
import { inTime, type Target } from "../../../checks/tools/fuzz/target.ts";
import { tellerFor } from "../../exercise/happens/teller.ts";
import { fragmentOf, readFragment } from "../../exercise/share.ts";
import { starterOf } from "../../exercise/starter.ts";
import { NO_FILES, subjectOf } from "../../playground/own-files.ts";
import { unknownsOf } from "../../playground/unknowns.ts";

const exercise = fc.constantFrom(
  "inherited-dockerfile",
  "spot-the-bugs",
  "ignore-with-exceptions",
);
/** A fragment of our own, to be broken. */
const LINKS = await Promise.all(
  ["inherited-dockerfile", "spot-the-bugs"].map(async (id) => {
    const found = exerciseOf({ exercise: id });
    return (await fragmentOf(found, starterOf(found))) ?? "";
  }),
);

/** A link brings texts of files that may be changed, or says why it brings nothing. */
const link: Target = {
  name: "link",
  inputs: fc.record({
    exercise,
    fragment: mutated({ whole: LINKS, lines: LINKS, words: ["#answer="] }),
  }),
  check: async (input) => {
    const asked = exerciseOf(input);
    const read = await readFragment(asked, input["fragment"] ?? "");
    if (read.kind === "odd") assert.ok(read.because !== "");
    if (read.kind !== "files") return;
    for (const [path, text] of Object.entries(read.files)) {
      assert.ok(asked.edit.includes(path));
      assert.equal(typeof text, "string");
    }
  },
};

/** What is shared comes back as it was. */
const share: Target = {
  name: "share",
  inputs: fc.record({ exercise, text: dockerfiles }),
  check: async (input) => {
    const asked = exerciseOf(input);
    const [path = ""] = asked.edit;
    const files: Files = { [path]: input["text"] ?? "" };
    const fragment = await fragmentOf(asked, files);
    if (fragment === undefined) return;
    assert.deepEqual(await readFragment(asked, fragment), {
      kind: "files",
      files,
    });
  },
};

/** The panel "What happens", from one text to the next. */
const happens: Target = {
  name: "happens",
  inputs: fc.record({
    exercise,
    Dockerfile: dockerfiles,
    next: dockerfiles,
    ".dockerignore": ignoreFiles,
  }),
  check: ({ next = "", ...input }) => {
    const asked = exerciseOf(input);
    const teller = tellerFor({
      readOnly: asked.starter,
      starter: starterOf(asked),
      complete: true,
      produces: asked.produces,
    });
    const files = answerOf(input);
    for (const [now, each] of [files, { ...files, Dockerfile: next }].entries())
      for (const since of ["edit", "start"] as const) {
        const question = { files: each, pick: undefined, since };
        const told = inTime(() => teller.tell(question, now * 10_000));
        assert.ok(told.happens !== undefined || told.trouble !== undefined);
        assert.ok(JSON.stringify(told).length > 0);
      }
  },
};

/** The page for the reader's own files. */
const own: Target = {
  name: "own",
  inputs: fc.record({
    path: fc.string({ unit: "binary", minLength: 1 }),
    Dockerfile: dockerfiles,
    ".dockerignore": ignoreFiles,
    listing: ignoreFiles,
  }),
  check: ({ path = "", Dockerfile: text = "", listing = "", ...rest }) => {
    const { files, ...options } = inTime(() =>
      subjectOf({
        ...NO_FILES,
        dockerfile: { path, text },
        ignore: { path: ".dockerignore", text: rest[".dockerignore"] ?? "" },
        listing,
        isWhole: true,
      }),
    );
    assert.ok(inTime(() => report(files, options)));
    assert.ok(inTime(() => unknownsOf(simulate(files, options))));
  },
};

export const pageTargets: readonly Target[] = [link, share, happens, own];
