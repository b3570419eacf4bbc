import * as z from "zod/mini";
import { unknownField } from "../suggest.ts";

/** An object with these fields and no other; says which one was meant. */
function strict<const Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, { error: unknownField(shape) });
}

const id = z.string().check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/));

const goal = strict({
  /** Names the goal in grades and in what wrong answers fail. */
  id,
  /** What is true when it is met: "The container runs as a user other than root". */
  title: z.string(),
  points: z.number(),
  /** A goal that passing does not need. */
  bonus: z.optional(z.boolean()),
  /** Facts by their kind, all of which must hold: `{ user: non-root }`. */
  fact: z.record(z.string(), z.unknown()),
  /** Rules whose findings keep the goal open and explain it. */
  rules: z.optional(z.array(z.string())),
  /** The lesson that teaches it. */
  lesson: z.optional(z.string()),
  /** A nudge, a pointer, the lines. */
  hints: z.tuple([z.string(), z.string(), z.string()]),
});

const keep = strict({
  id,
  /** What stays true: "The application starts". */
  title: z.string(),
  /** Argument lists that start the application; an argument may be the path of a file of the context. */
  command: z.optional(z.array(z.array(z.string()))),
  /** A port that the image declares. */
  port: z.optional(z.number()),
  /** Files of the context that the image must hold. */
  files: z.optional(z.array(z.string())),
});

const answer = strict({
  /** The approach in a few words. */
  title: z.string(),
  /** Why one would choose it. */
  note: z.string(),
});

/** The frontmatter of `exercise.mdx`. */
export const frontmatter = strict({
  title: z.string(),
  /** One sentence for lists. */
  summary: z.string(),
  minutes: z.number(),
  /** The files a learner may change; the rest of the starter is read-only context. */
  edit: z.array(z.string()),
  /** Files a learner may create: they are not there at the start. */
  create: z.optional(z.array(z.string())),
  /** Whether the editor offers the fixes of findings; without it they do not, as a fix says more than the hints. */
  quickFixes: z.optional(z.boolean()),
  goals: z.array(goal),
  keeps: z.array(keep),
  /** What commands of the build write: paths from the directory they run in, by the text of the command. */
  produces: z.optional(z.record(z.string(), z.array(z.string()))),
  solution: answer,
  /** Other sound answers, by their folder in `alternatives/`. */
  alternatives: z.record(id, answer),
  /** Tempting wrong answers, by their folder in `wrong/`, with the goals and keeps each fails. */
  wrong: z.record(
    id,
    strict({ title: z.string(), fails: z.array(z.string()) }),
  ),
});

export type Frontmatter = z.infer<typeof frontmatter>;
export type Goal = Readonly<z.infer<typeof goal>>;
export type Keep = Readonly<z.infer<typeof keep>>;
