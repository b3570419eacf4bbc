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
  /** The stage whose image the fact is about, as `docker build --target` names it; the last one unless told. */
  target: z.optional(z.string()),
  /** Rules whose findings, wherever in the file, keep the goal open and explain it. */
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
  /** The stage whose image it is about, as `docker build --target` names it; the last one unless told. */
  target: z.optional(z.string()),
  /**
   * Argument lists that start the application. A path of the context or of `produces` stands for that very file,
   * wherever the image has it; anything else is compared as text.
   */
  command: z.optional(z.array(z.array(z.string()))),
  /** A port that the image declares. */
  port: z.optional(z.number()),
  /** Files of the context, or of `produces`, that the image must hold. */
  files: z.optional(z.array(z.string())),
});

/** A file that a command writes: its path, or more about it. */
const produced = z.union([
  z.string(),
  strict({
    /** From the directory that the command runs in, or absolute; `OUT` where the command names it. */
    path: z.string(),
    /**
     * The file of the context that it is made from: without it the command does not write this file; and what that text
     * does on a signal, the program does.
     */
    from: z.optional(z.string()),
    /** A program that can be started. */
    executable: z.optional(z.boolean()),
  }),
]);

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
  /** Keeps, and `builds`, that the starter fails on purpose: to repair them is a part of the exercise. */
  broken: z.optional(z.array(z.string())),
  /**
   * What commands of the build write, by the text of one command, which is found wherever it stands in a RUN and
   * whatever the order of its options. The word `OUT` stands for any path: `go build -o OUT .: [OUT]`.
   */
  produces: z.optional(z.record(z.string(), z.array(produced))),
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
