import { expect, test } from "vitest";
import { report } from "../../checks/lint.ts";
import { example } from "./example.ts";
import { NO_FILES, subjectOf, type OwnFiles } from "./own-files.ts";

const own: OwnFiles = {
  ...NO_FILES,
  dockerfile: {
    path: "Dockerfile",
    text: 'FROM node:24-slim\nWORKDIR /app\nCOPY entrypoint.sh server.js ./\nUSER 1000\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["node", "server.js"]\n',
  },
  listing: "entrypoint.sh\nserver.js\n",
};

/** The rules with something to say, under what the page hands to them. */
function rulesOn(files: OwnFiles): readonly string[] {
  const { files: texts, ...options } = subjectOf(files);
  return report(texts, options).findings.map(({ rule }) => rule);
}

test("names alone bring no finding about texts and permissions", () => {
  expect(rulesOn({ ...own, isWhole: true })).toEqual([]);
});

test("the text of a script is judged where it was read", () => {
  const texts = { "entrypoint.sh": "#!/bin/sh\nnode server.js\n" };
  expect(rulesOn({ ...own, texts, isWhole: true })).toEqual([
    "end-scripts-with-exec",
  ]);
});

test("a file that is not in a whole list is missed, in any other list it is not", () => {
  const listing = "entrypoint.sh\n";
  expect(rulesOn({ ...own, listing })).toEqual([]);
  expect(rulesOn({ ...own, listing, isWhole: true })).toEqual([
    "copy-sent-files",
  ]);
});

test("an empty list is never whole", () => {
  expect(rulesOn({ ...own, listing: "", isWhole: true })).toEqual([]);
});

test("the ignore file counts, and without text it is none", () => {
  const ignore = { path: ".dockerignore", text: "server.js\n" };
  expect(rulesOn({ ...own, ignore })).toEqual(["copy-sent-files"]);
  const { files } = subjectOf({ ...own, ignore: { ...ignore, text: " \n" } });
  expect(Object.keys(files)).not.toContain(".dockerignore");
});

test("a Dockerfile elsewhere in the context keeps its place", () => {
  const path = "docker/web.Dockerfile";
  const { files, dockerfile } = subjectOf({
    ...own,
    dockerfile: { ...own.dockerfile, path },
  });
  expect(dockerfile).toBe(path);
  expect(files[path]).toBe(own.dockerfile.text);
});

test("the example shows every severity and several fixes", () => {
  const { files, ...options } = subjectOf(example);
  const { findings } = report(files, options);
  expect(new Set(findings.map(({ severity }) => severity))).toEqual(
    new Set(["error", "warning", "info"]),
  );
  expect(
    findings.filter(({ fix }) => fix !== undefined).length,
  ).toBeGreaterThan(2);
});
