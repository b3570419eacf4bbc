import { describe, expect, it } from "vitest";
import { grade } from "../grade.ts";
import type { Exercise, Goal } from "./exercise.ts";
import { answerFiles, type Grade } from "./grade.ts";

const HINTS = ["Look.", "There.", "`USER node`"] as const;
const goal = (id: string, more: Partial<Goal>): Goal => ({
  id,
  title: id,
  points: 10,
  fact: { user: "non-root" },
  hints: [...HINTS],
  ...more,
});

const STARTER = "FROM node:24\nCOPY server.js /\nCMD node server.js";
const exercise: Exercise = {
  version: "1",
  id: "it",
  title: "It",
  summary: "It.",
  minutes: 1,
  edit: ["Dockerfile", ".dockerignore"],
  starter: { Dockerfile: STARTER, "server.js": "" },
  goals: [
    goal("non-root", { rules: ["run-as-non-root"] }),
    goal("numeric", { fact: { user: "numeric" }, bonus: true, points: 5 }),
  ],
  keeps: [{ id: "files", title: "Files", files: ["server.js"] }],
};

const gradeOf = (
  dockerfile: string,
  more: Readonly<Record<string, string>> = {},
): Grade => grade(exercise, { Dockerfile: dockerfile, ...more });
const builds = (dockerfile: string, more?: Readonly<Record<string, string>>) =>
  gradeOf(dockerfile, more).keeps.at(-1);

describe("an answer", () => {
  it("passes with every goal met that is no bonus, and every keep kept", () => {
    const result = gradeOf(`${STARTER}\nUSER node`);
    expect(result).toMatchObject({ passed: true, points: 10, of: 15 });
    expect(result.goals.map(({ state }) => state)).toEqual(["met", "open"]);
  });

  it("does not pass with a goal open, unknown, or a keep lost", () => {
    expect(gradeOf(STARTER).passed).toBe(false);
    expect(gradeOf(`${STARTER}\nARG U\nUSER $U`).passed).toBe(false);
    expect(gradeOf("FROM node:24\nUSER node").passed).toBe(false);
  });

  it("says of a goal with two facts why both are met, and of an open one what is open", () => {
    const both = { user: "non-root", base: "pinned" };
    const reasonOf = (dockerfile: string) =>
      grade(
        { ...exercise, goals: [goal("both", { fact: both })] },
        { Dockerfile: dockerfile },
      ).goals[0]?.reason;
    expect(reasonOf(`${STARTER}\nUSER node`)).toBe(
      "The image runs as node. Every build starts from node:24.",
    );
    expect(reasonOf("FROM node\nUSER node")).toBe(
      "node has no tag, so it is whatever latest is.",
    );
  });

  it("shows where a goal is open", () => {
    const [open] = gradeOf(`${STARTER}\nUSER root`).goals;
    expect(open).toMatchObject({
      state: "open",
      range: { start: { line: 4, column: 1 } },
    });
  });

  it("is judged in the context of the starter, whatever else comes with it", () => {
    const files = answerFiles(exercise, {
      Dockerfile: "FROM scratch",
      "server.js": "changed",
      other: "new",
    });
    expect(files).toEqual({ Dockerfile: "FROM scratch", "server.js": "" });
  });

  it("without a Dockerfile is no image", () => {
    const result = grade(exercise, {});
    expect(result.passed).toBe(false);
    expect(result.goals.map(({ state }) => state)).toEqual(["open", "open"]);
    expect(result.keeps.map(({ state }) => state)).toEqual(["lost", "lost"]);
  });
});

describe("rules of a goal", () => {
  const withRules = (fact: Goal["fact"], ...rules: string[]) =>
    grade(
      { ...exercise, goals: [goal("it", { fact, rules })] },
      { Dockerfile: "FROM node\nCOPY server.js /\nUSER node" },
    ).goals[0];

  it("keep it open with a finding, although its fact is met", () => {
    expect(withRules({ user: "non-root" }, "no-untagged-base")).toMatchObject({
      state: "open",
      reason: "node has no tag, so every build may start from another node.",
      findings: [{ rule: "no-untagged-base" }],
    });
  });

  it("do not meet it with their silence", () => {
    expect(withRules({ base: "pinned" }, "run-as-non-root")?.state).toBe(
      "open",
    );
    expect(withRules({}, "run-as-non-root")?.state).toBe("unknown");
  });
});

describe("a goal and a keep with a target", () => {
  const TWO = `FROM node:24 AS base
COPY server.js /
FROM base AS Dev
USER node
FROM base AS run
EXPOSE 80`;
  const graded = (target: string, text = TWO): Grade =>
    grade(
      {
        ...exercise,
        goals: [goal("it", { target })],
        keeps: [{ id: "port", title: "Port", target, port: 80 }],
      },
      { Dockerfile: text },
    );

  it.each([
    ["dev", "met", "lost"],
    ["DEV", "met", "lost"],
    ["run", "open", "kept"],
    ["base", "open", "lost"],
  ])("are judged over the image of %s: %s, %s", (target, met, kept) => {
    const { goals, keeps } = graded(target);
    expect(goals.map(({ state }) => state)).toEqual([met]);
    expect(keeps.map(({ state }) => state)).toEqual([kept, "kept"]);
  });

  it("are open and lost where no stage has the name, and the image builds all the same", () => {
    const { goals, keeps, passed } = graded("test");
    const reason =
      "No stage is called test, so docker build --target test fails. There are: base, Dev, run.";
    expect(goals).toMatchObject([{ state: "open", reason }]);
    expect(keeps).toMatchObject([{ state: "lost", reason }, { state: "kept" }]);
    expect(passed).toBe(false);
  });

  it("need a target that can be built", () => {
    const { keeps } = graded(
      "dev",
      "FROM node:24 AS dev\nCOPY missing /\nFROM node:24",
    );
    expect(keeps.at(-1)).toMatchObject({
      id: "builds",
      state: "lost",
      range: { start: { line: 2 } },
    });
    expect(keeps.at(-1)?.reason).toMatch(/^docker build --target dev: /);
  });

  it("are open and lost in an empty file", () => {
    const { goals, keeps } = graded("dev", "");
    expect(goals.map(({ state }) => state)).toEqual(["open"]);
    expect(keeps.map(({ state }) => state)).toEqual(["lost", "lost"]);
  });

  it("leave the rules of a goal over the whole file", () => {
    const { goals } = grade(
      {
        ...exercise,
        goals: [goal("it", { target: "dev", rules: ["no-untagged-base"] })],
      },
      { Dockerfile: "FROM node:24 AS dev\nUSER node\nFROM node" },
    );
    expect(goals).toMatchObject([
      { state: "open", findings: [{ rule: "no-untagged-base" }] },
    ]);
  });
});

describe("the keep that the image can be built", () => {
  it.each([
    ["a sound Dockerfile", STARTER],
    [
      "a heredoc that newer builders know",
      "FROM node:24\nRUN cat << E > /f\nhello\nE",
    ],
    ["a source that comes by a pattern", "FROM node:24\nCOPY *.md /"],
  ])("is kept with %s", (_, text) => {
    expect(builds(text)).toMatchObject({ id: "builds", state: "kept" });
  });

  it.each<[string, string, number]>([
    ["an unknown instruction", "FROM node:24\nRUNN a", 2],
    ["no FROM", "RUN a", 1],
    ["a label without quotes", "FROM node:24\nLABEL a=b c", 2],
    ["a here-document without an end", "FROM node:24\nRUN <<EOF\na", 2],
    ["a source that does not exist", "FROM node:24\nCOPY missing /", 2],
    [
      "a copy from a later stage",
      "FROM node:24\nCOPY --from=x /a /\nFROM node:24 AS x\nCOPY --from=0 /a /",
      2,
    ],
    ["npm without its manifest", "FROM node:24\nWORKDIR /app\nRUN npm ci", 3],
  ])("is lost with %s", (_, text, line) => {
    expect(builds(text)).toMatchObject({
      state: "lost",
      range: { start: { line } },
    });
  });

  it("is lost with a pattern that the builder refuses", () => {
    expect(builds(STARTER, { ".dockerignore": "a\n[b" })).toMatchObject({
      state: "lost",
      reason: 'The build stops: "[b" in .dockerignore is no pattern.',
    });
  });

  it("is unknown where a variable hides the image", () => {
    expect(builds("ARG B\nFROM $B")?.state).toBe("unknown");
  });

  it("is unknown where the text is too long for its syntax to be read", () => {
    const text = `FROM node:24\nLABEL a=${"b".repeat(200_000)}`;
    expect(builds(text)?.state).toBe("unknown");
  });
});
