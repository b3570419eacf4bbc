import type { Files } from "../../checks/files.ts";

/** What a file at the root of a context tells about the stack. */
const SIGNS: readonly (readonly [stack: string, file: RegExp])[] = [
  ["Node.js", /^package\.json$/],
  ["Python", /^(?:requirements.*\.txt|pyproject\.toml|[^/]*\.py)$/],
  ["Go", /^go\.mod$/],
  ["Java", /^(?:pom\.xml|build\.gradle(?:\.kts)?)$|\.java$/],
  ["nginx", /^nginx\.conf$/],
  ["shell", /^[^/]*\.sh$/],
];

/** What an application is written in and served by, as its files tell: `Node.js, nginx`. */
export function stackOf(files: Files): string {
  const paths = Object.keys(files);
  return SIGNS.filter(([, file]) => paths.some((path) => file.test(path)))
    .map(([stack]) => stack)
    .join(", ");
}
