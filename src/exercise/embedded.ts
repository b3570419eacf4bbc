import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Files } from "../../checks/files.ts";

/** An exercise as its page holds it: a text that can be read in the page stands there alone, and is null here. */
export type Embedded = Omit<Exercise, "starter"> & {
  readonly starter: Readonly<Record<string, string | null>>;
};

/** The exercise without the texts of the files that the page shows to read. */
export function embedded<E extends Exercise>(
  exercise: E,
): Omit<E, "starter"> & Embedded {
  const isInPage = (path: string, text: string): boolean =>
    // HTML drops a first line end of `<pre>`, and knows neither carriage returns nor NUL.
    !exercise.edit.includes(path) && !/^\n|[\r\0]/.test(text);
  return {
    ...exercise,
    starter: Object.fromEntries(
      Object.entries(exercise.starter).map(([path, text]) => [
        path,
        isInPage(path, text) ? null : text,
      ]),
    ),
  };
}

/** The exercise with all its texts again; `shown` gives the one that the page shows of a file. */
export function withTexts(
  { starter, ...exercise }: Embedded,
  shown: (path: string) => string,
): Exercise {
  const files: Files = Object.fromEntries(
    Object.entries(starter).map(([path, text]) => [path, text ?? shown(path)]),
  );
  return { ...exercise, starter: files };
}
