import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod/mini";
import {
  contentFolder,
  frontmatterOf,
  readFolder,
} from "../../checks/testing/content.ts";
import { lessonsOf } from "./exercise-order.ts";
import { untaughtGoals } from "./track.ts";

const texts = readFolder(contentFolder);
const order = z.object({
  assumes: z.array(z.string()),
  steps: z.array(
    z.object({
      kind: z.enum(["lesson", "exercise", "scenario"]),
      id: z.string(),
    }),
  ),
});
const goals = z.object({
  goals: z.array(z.object({ lesson: z.optional(z.string()) })),
});

const tracks = matching(/^tracks\/([^/]+)\.yaml$/).map(([id, text]) => ({
  id,
  track: order.parse(parse(text)),
}));
const exercises = matching(/^exercises\/([^/]+)\/exercise\.mdx$/).map(
  ([id, text]) => ({ id, ...goals.parse(frontmatterOf(text)) }),
);
const ids = {
  lesson: matching(/^lessons\/([^/]+)\/index\.mdx$/).map(([id]) => id),
  exercise: exercises.map(({ id }) => id),
  scenario: matching(/^scenarios\/([^/]+)\.mdx$/).map(([id]) => id),
};

function matching(pattern: RegExp): [id: string, text: string][] {
  return Object.entries(texts).flatMap(([path, text]) => {
    const id = pattern.exec(path)?.[1];
    return id === undefined ? [] : [[id, text]];
  });
}

it("there are tracks", () => {
  expect(tracks.length).toBeGreaterThan(3);
});

describe.each(tracks)("the track $id", ({ track: { assumes, steps } }) => {
  it("names steps that exist, each once", () => {
    expect(steps.filter(({ kind, id }) => !ids[kind].includes(id))).toEqual([]);
    const named = steps.map(({ kind, id }) => `${kind} ${id}`);
    expect(named.filter((name, at) => named.indexOf(name) < at)).toEqual([]);
  });

  it("assumes lessons that exist and are no steps of it", () => {
    expect(assumes.filter((id) => !ids.lesson.includes(id))).toEqual([]);
    const lessons = steps.filter(({ kind }) => kind === "lesson");
    expect(assumes.filter((id) => lessons.some((at) => at.id === id))).toEqual(
      [],
    );
  });

  it("teaches what a goal needs before the exercise, or assumes it", () => {
    expect(untaughtGoals({ assumes, steps }, exercises)).toEqual([]);
  });

  it("has at least three exercises", () => {
    const practised = steps.filter(({ kind }) => kind === "exercise");
    expect(practised.length).toBeGreaterThanOrEqual(3);
  });
});

it("every lesson that a goal names exists", () => {
  const named = exercises.flatMap(lessonsOf);
  expect(named.filter((id) => !ids.lesson.includes(id))).toEqual([]);
});
