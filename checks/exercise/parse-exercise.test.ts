import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { parseExercise } from "./parse-exercise.ts";

const goal = {
  id: "non-root",
  title: "The container runs as a user other than root",
  points: 10,
  fact: { user: "non-root" },
  rules: ["run-as-non-root"],
  hints: ["Look.", "There.", "`USER node`"],
};
const keep = { id: "starts", title: "It starts", command: [["node", "a.js"]] };
const frontmatter = {
  title: "It",
  summary: "It.",
  minutes: 1,
  edit: ["Dockerfile"],
  goals: [goal],
  keeps: [keep],
  solution: { title: "One", note: "It." },
  alternatives: { other: { title: "Two", note: "It." } },
  wrong: { root: { title: "Root", fails: ["non-root"] } },
};
const folder: Files = {
  "exercise.mdx": "",
  "starter/Dockerfile": "FROM node",
  "starter/a.js": "",
  "solution/Dockerfile": "FROM node:24",
  "alternatives/other/Dockerfile": "FROM node:22",
  "wrong/root/Dockerfile": "FROM node\nUSER root",
};

function problems(data: unknown, files: Files = folder): readonly string[] {
  const parsed = parseExercise("it", data, files);
  return "problems" in parsed ? parsed.problems : [];
}

/** The frontmatter with other fields in its goal, or with another keep. */
const withGoal = (more: object) => ({
  ...frontmatter,
  goals: [{ ...goal, ...more }],
});
const withKeep = (more: object) => ({
  ...frontmatter,
  keeps: [{ id: "it", title: "It", ...more }],
});

describe("an exercise", () => {
  it("may let the learner create a file, which its answers may have", () => {
    expect(
      problems(
        { ...frontmatter, create: ["start.sh"] },
        { ...folder, "solution/start.sh": "exec node a.js" },
      ),
    ).toEqual([]);
  });

  it("offers quick fixes only where its frontmatter says so", () => {
    const offered = (data: unknown) => {
      const parsed = parseExercise("it", data, folder);
      return "exercise" in parsed && parsed.exercise.quickFixes;
    };
    expect(offered(frontmatter)).toBeUndefined();
    expect(offered({ ...frontmatter, quickFixes: true })).toBe(true);
    expect(problems({ ...frontmatter, quickFixes: "yes" })).toEqual([
      "quickFixes: Invalid input: expected boolean, received string.",
    ]);
  });

  it("is read with its answers from the folders", () => {
    const parsed = parseExercise("it", frontmatter, folder);
    expect(parsed).toMatchObject({
      exercise: {
        id: "it",
        starter: { Dockerfile: "FROM node", "a.js": "" },
        solution: { name: "solution", files: { Dockerfile: "FROM node:24" } },
        alternatives: [{ name: "other", title: "Two" }],
        wrong: [{ name: "root", fails: ["non-root"] }],
      },
    });
  });

  it("may keep a file that a command writes", () => {
    const produces = { make: ["/out/a", { path: "b", from: "a.js" }] };
    expect(
      problems({ ...withKeep({ files: ["/out/a", "b"] }), produces }),
    ).toEqual([]);
  });

  it("may have a starter that is broken, and targets", () => {
    const parsed = parseExercise(
      "it",
      {
        ...withGoal({ target: "dev" }),
        keeps: [{ ...keep, target: "dev" }],
        broken: ["starts", "builds"],
      },
      folder,
    );
    expect(parsed).toMatchObject({
      exercise: {
        goals: [{ target: "dev" }],
        keeps: [{ target: "dev" }],
        broken: ["starts", "builds"],
      },
    });
  });

  it("may have a wrong answer that fails the built-in keep", () => {
    expect(
      problems({
        ...frontmatter,
        wrong: { root: { title: "It", fails: ["builds"] } },
      }),
    ).toEqual([]);
  });
});

describe("a problem of an author is told with the value", () => {
  it.each<[string, unknown, string]>([
    [
      "an unknown rule",
      withGoal({ rules: ["run-as-nonroot"] }),
      'goal non-root: rule "run-as-nonroot" does not exist. Did you mean "run-as-non-root"?',
    ],
    [
      "an unknown fact",
      withGoal({ fact: { usr: "non-root" } }),
      'goal non-root: fact "usr" does not exist. Did you mean "user"?',
    ],
    [
      "a value that the fact does not have",
      withGoal({ fact: { user: "nonroot" } }),
      'goal non-root: fact user: it wants "non-root" or "numeric", not "nonroot".',
    ],
    [
      "a field too many in a fact",
      withGoal({ fact: { health: { port: 1, path: "/" } } }),
      'goal non-root: fact health: it wants { port: a number }, not {"port":1,"path":"/"}.',
    ],
    ["no fact", withGoal({ fact: {} }), "goal non-root: fact names nothing."],
    [
      "an id used twice",
      { ...frontmatter, keeps: [{ ...keep, id: "non-root" }] },
      'the id "non-root" is used twice among goals and keeps.',
    ],
    [
      "the id of the built-in keep",
      { ...frontmatter, keeps: [{ ...keep, id: "builds" }] },
      'the id "builds" is used twice among goals and keeps.',
    ],
    [
      "a keep of two kinds",
      withKeep({ port: 1, files: ["a.js"] }),
      "keep it needs exactly one of command, port and files.",
    ],
    [
      "a keep of no kind",
      withKeep({}),
      "keep it needs exactly one of command, port and files.",
    ],
    [
      "a file to keep that the starter lacks",
      withKeep({ files: ["b.js"] }),
      'keep it: starter/b.js does not exist, and produces does not name it. Did you mean "a.js"?',
    ],
    [
      "something broken that is no keep",
      { ...frontmatter, broken: ["builds", "start"] },
      'broken: "start" is no keep. Did you mean "starts"?',
    ],
    [
      "a goal among what is broken",
      { ...frontmatter, broken: ["non-root"] },
      'broken: "non-root" is no keep. There are: starts, builds.',
    ],
    [
      "what several commands write",
      { ...frontmatter, produces: { "make && make install": ["a"] } },
      'produces: "make && make install" is not one plain command.',
    ],
    [
      "a path outside of the directory",
      { ...frontmatter, produces: { make: ["../a"] } },
      'produces: "../a" of "make" is neither a path below the directory it runs in nor an absolute one.',
    ],
    [
      "something made from a file that the starter lacks",
      { ...frontmatter, produces: { make: [{ path: "a", from: "b.js" }] } },
      'produces: starter/b.js, which "a" is made from, does not exist. Did you mean "a.js"?',
    ],
    [
      "a file to edit that the starter lacks",
      { ...frontmatter, edit: ["Dockerfile", "Dockerfil"] },
      'edit: starter/Dockerfil does not exist. Did you mean "Dockerfile"?',
    ],
    [
      "a file to create that the starter has",
      { ...frontmatter, create: ["a.js"] },
      "create: starter/a.js exists already; it belongs under edit.",
    ],
    [
      "a wrong answer that fails nothing known",
      { ...frontmatter, wrong: { root: { title: "It", fails: ["non-rot"] } } },
      'wrong answer root: "non-rot" is no goal or keep. Did you mean "non-root"?',
    ],
    [
      "an answer without a folder",
      {
        ...frontmatter,
        alternatives: {
          ...frontmatter.alternatives,
          third: { title: "It", note: "It." },
        },
      },
      "third: its folder has no files.",
    ],
  ])("%s", (_, data, sentence) => {
    expect(problems(data)).toEqual([sentence]);
  });

  it.each<[string, Files, string]>([
    [
      "a folder that is not described",
      { ...folder, "wrong/rot/Dockerfile": "" },
      'wrong/rot is not described in the frontmatter. Did you mean "root"?',
    ],
    [
      "an alternative that is not described",
      { ...folder, "alternatives/othr/Dockerfile": "" },
      'alternatives/othr is not described in the frontmatter. Did you mean "other"?',
    ],
    [
      "an answer with a file that is read-only",
      { ...folder, "solution/a.js": "" },
      'solution: "a.js" is not among the files to edit. There are: Dockerfile.',
    ],
  ])("%s", (_, files, sentence) => {
    expect(problems(frontmatter, files)).toEqual([sentence]);
  });

  it("a starter without a Dockerfile", () => {
    const { "starter/Dockerfile": _, ...rest } = folder;
    expect(problems(frontmatter, rest)).toContain(
      "starter/Dockerfile does not exist.",
    );
  });

  it.each<[string, unknown, string]>([
    [
      "a field that is missing",
      { ...frontmatter, title: undefined },
      "title: Invalid input: expected string, received undefined.",
    ],
    [
      "a field that is unknown",
      { ...frontmatter, titel: "It" },
      'there is no field "titel". Did you mean "title"?',
    ],
    [
      "a field that is unknown in a goal",
      withGoal({ rule: ["a"] }),
      'goals.0: there is no field "rule". Did you mean "rules"?',
    ],
    [
      "a text for a number",
      { ...frontmatter, minutes: "1" },
      "minutes: Invalid input: expected number, received string.",
    ],
    ["an id with capitals", withGoal({ id: "NonRoot" }), 'not "NonRoot".'],
    [
      "two hints",
      withGoal({ hints: ["a", "b"] }),
      "goals.0.hints: Too small: expected array to have >=3 items.",
    ],
    [
      "nothing at all",
      undefined,
      "Invalid input: expected object, received undefined.",
    ],
  ])("%s", (_, data, part) => {
    expect(problems(data).join("\n")).toContain(part);
  });
});
