import { file, glob } from "astro/loaders";
import { defineCollection } from "astro:content";
import { z } from "astro/zod";
import { parse } from "yaml";
import { unknownField } from "../checks/index.ts";

/** An object with these fields and no other; says which one was meant. */
function strict<const Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, { error: unknownField(shape) });
}

/** The folder names the entry: `run-as-non-root/index.mdx` is `run-as-non-root`. */
const byFolder = ({ entry }: { entry: string }): string =>
  entry.slice(0, entry.indexOf("/"));

/** The entries of a YAML list, each with its place in it: a collection comes sorted by id. */
function inOrder(text: string): Record<string, unknown>[] {
  const list: unknown = parse(text);
  if (!Array.isArray(list)) throw new Error("The file holds no list.");
  return list.map((entry: object, place) => ({ ...entry, place }));
}

const question = strict({
  ask: z.string(),
  options: z
    .array(
      strict({
        text: z.string(),
        right: z.boolean().optional(),
        /** Why it is right, or what is mistaken. */
        because: z.string(),
      }),
    )
    .min(3)
    .max(4)
    .refine((options) => options.some(({ right }) => right === true), {
      error: "no option is right",
    }),
});

/** Popular advice that is wrong or dated. */
const correction = strict({
  id: z.string(),
  /** What one may have read. */
  heard: z.string(),
  /** What is so, and why. */
  truth: z.string(),
  /** Its numbers in the list of corrections that the course was checked against; none for a new one. */
  facts: z.array(z.number()),
});

const antiPattern = strict({
  id: z.string(),
  title: z.string(),
  /** What it costs. */
  why: z.string(),
  /** What to do. */
  instead: z.string(),
});

const lessons = defineCollection({
  loader: glob({
    base: "content/lessons",
    pattern: "*/index.mdx",
    generateId: byFolder,
  }),
  schema: strict({
    title: z.string(),
    /** One sentence for lists and search results. */
    summary: z.string(),
    /** Ids of lessons that went into it: their addresses lead here, and who has read one has read this. */
    movedFrom: z.array(z.string()).default([]),
    /** Rules it teaches. */
    rules: z.array(z.string()),
    /** Exercises that practise it. */
    exercises: z.array(z.string()),
    /** Ids in `content/sources.yaml`. */
    sources: z.array(z.string()),
    /** Three, at the end. */
    questions: z.array(question).length(3),
    corrections: z.array(correction).default([]),
    antiPatterns: z.array(antiPattern).default([]),
  }),
});

const exercises = defineCollection({
  loader: glob({
    base: "content/exercises",
    pattern: "*/exercise.mdx",
    generateId: byFolder,
  }),
  // Read by parseExercise, together with the files of the folder.
  schema: z.looseObject({ title: z.string(), summary: z.string() }),
});

const scenarios = defineCollection({
  loader: glob({ base: "content/scenarios", pattern: "*.mdx" }),
  // The body is the model answer.
  schema: strict({
    title: z.string(),
    kind: z.enum(["incident", "design", "review", "judgement", "response"]),
    /** The module it belongs to first, in `content/course.yaml`. */
    module: z.string(),
    level: z.enum(["junior", "mid", "senior"]),
    minutes: z.number(),
    /** As an interviewer says it. */
    question: z.string(),
    /** The situation in one sentence: it stands above a single criterion that is asked again. */
    brief: z.string(),
    /** What is handed over with the question, such as a Dockerfile to review. */
    exhibit: z.optional(
      strict({
        language: z.enum(["dockerfile", "yaml", "json", "sh", "text"]),
        text: z.string(),
        /** Rules that a Dockerfile breaks on purpose. */
        breaks: z.array(z.string()).default([]),
      }),
    ),
    /** The exercise that proves the skill. */
    exercise: z.optional(z.string()),
    /** What a good answer holds. */
    rubric: z
      .array(
        strict({
          id: z.string(),
          /** What is looked for. */
          criterion: z.string(),
          /** The question that asks for this alone, in one line. */
          ask: z.string(),
          why: z.string(),
          weight: z.int().min(1).max(3),
          /** The lesson behind it; a source in `content/sources.yaml` where its module is still in preparation. */
          lesson: z.optional(z.string()),
          source: z.optional(z.string()),
        }).refine(({ lesson, source }) => lesson ?? source, {
          error: "a criterion needs a lesson or a source",
        }),
      )
      .min(4)
      .max(8),
    /** Answers that are often given, and what they miss. */
    weak: z.array(strict({ answer: z.string(), misses: z.string() })).min(2),
    followUps: z
      .array(
        strict({
          question: z.string(),
          answer: z.string(),
          /** The criteria after whose miss it is asked first. */
          after: z.array(z.string()),
        }),
      )
      .min(2)
      .max(3),
    sources: z.array(z.string()),
  }),
});

const rules = defineCollection({
  loader: glob({
    base: "checks",
    pattern: "*/rules/*.md",
    generateId: ({ entry }) =>
      entry.slice(entry.lastIndexOf("/") + 1).replace(/\.md$/, ""),
  }),
});

const modules = defineCollection({
  loader: file("content/course.yaml", { parser: inOrder }),
  schema: strict({
    place: z.number(),
    /** M1 to M12. */
    id: z.string(),
    title: z.string(),
    /** What one can do after it. */
    summary: z.string(),
    lessons: z.array(z.string()),
    /** What it will hold, while it is in preparation. */
    topics: z.array(z.string()).default([]),
  }),
});

const tracks = defineCollection({
  loader: glob({ base: "content/tracks", pattern: "*.yaml" }),
  schema: strict({
    /** Its place among the tracks. */
    place: z.number(),
    title: z.string(),
    /** One sentence for lists and search results. */
    summary: z.string(),
    /** Who it is for. */
    for: z.string(),
    /** What one can do after it. */
    outcomes: z.array(z.string()),
    /** What it takes for granted, in words. */
    needs: z.string(),
    /** Lessons it takes for granted. */
    assumes: z.array(z.string()),
    steps: z
      .array(
        strict({
          kind: z.enum(["lesson", "exercise", "scenario"]),
          id: z.string(),
        }),
      )
      .min(1),
  }),
});

const items = defineCollection({
  loader: file("content/checklist/items.yaml", { parser: inOrder }),
  schema: strict({
    place: z.number(),
    id: z.string(),
    /** What is true when it holds. */
    title: z.string(),
    stage: z.enum([
      "dockerfile",
      "build",
      "image",
      "run",
      "compose",
      "kubernetes",
      "pipeline",
      "registry",
      "operations",
    ]),
    severity: z.enum(["high", "medium", "low"]),
    /** One line. */
    why: z.string(),
    /** How to check it: a command and what to look for. */
    check: z.string(),
    /** The wrong form and the right one, in this language. */
    language: z.enum(["dockerfile", "yaml", "json", "sh", "text"]),
    bad: z.string(),
    good: z.string(),
    /** Our rules that look at it. */
    rules: z.array(z.string()),
    /** Whether it holds where none of these rules finds anything. */
    decided: z.boolean().default(false),
    lessons: z.array(z.string()),
    sources: z.array(z.string()),
    /** Its ids in other tools and benchmarks, beyond those of its rules. */
    sameAs: z.array(z.string()).default([]),
  }),
});

const notChecked = defineCollection({
  loader: file("content/not-checked.yaml", { parser: inOrder }),
  schema: strict({
    place: z.number(),
    id: z.string(),
    what: z.string(),
    why: z.string(),
    /** The other tools' ids. */
    sameAs: z.array(z.string()),
  }),
});

const sources = defineCollection({
  loader: file("content/sources.yaml"),
  schema: strict({
    id: z.string(),
    title: z.string(),
    url: z.url(),
    /** The day it was read. */
    read: z.date().transform((day) => day.toISOString().slice(0, 10)),
  }),
});

const glossary = defineCollection({
  loader: file("content/glossary.yaml"),
  schema: strict({ id: z.string(), term: z.string(), definition: z.string() }),
});

const pages = defineCollection({
  loader: glob({ base: "content/checklist", pattern: "index.mdx" }),
  schema: strict({ title: z.string(), summary: z.string() }),
});

export const collections = {
  lessons,
  exercises,
  scenarios,
  rules,
  modules,
  tracks,
  items,
  notChecked,
  sources,
  glossary,
  pages,
};
