import type { BuildContext } from "../../../checks/build/context.ts";
import { shippedStages } from "../../../checks/build/shipped.ts";
import type { Build } from "../../../checks/build/simulate.ts";
import { nameOf } from "../../../checks/build/tree.ts";
import { baseName } from "./layers.ts";
import type { ChoiceGroup } from "./model.ts";

/** How the key of a file begins, and the key of the base image. */
export const FILE = "file:";
export const BASE = "base";

/** More files are counted and not offered. */
const MOST_FILES = 200;

/** Files that a change of a dependency changes, by the names that package managers give them. */
const MANIFEST =
  /^(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|poetry\.lock|uv\.lock|Pipfile(?:\.lock)?|go\.(?:mod|sum)|Cargo\.(?:toml|lock)|Gemfile(?:\.lock)?|composer\.(?:json|lock)|pom\.xml|build\.gradle(?:\.kts)?|gradle\.lockfile|[\w.-]+\.csproj|packages\.lock\.json)$/;

/** What can be picked: the files of dependencies, the base image, and the other files of the context. */
export function choicesOf(build: Build): {
  readonly groups: readonly ChoiceGroup[];
  readonly more: number;
} {
  const { ignored } = build.context;
  const paths = filesOf(build.context);
  const offered = paths.slice(0, MOST_FILES);
  const choice = (path: string) => ({
    key: FILE + path,
    title: ignored.has(path) ? `${path} (not sent)` : path,
  });
  const isManifest = (path: string): boolean => MANIFEST.test(nameOf(path));
  const [lowest] = shippedStages(build);
  const base =
    lowest?.stage.base.kind === "image"
      ? [{ key: BASE, title: baseName(lowest.stage) }]
      : [];
  return {
    groups: [
      {
        title: "A dependency",
        choices: offered.filter(isManifest).map(choice),
      },
      { title: "The base image", choices: base },
      {
        title: "Another file of the context",
        choices: offered.filter((path) => !isManifest(path)).map(choice),
      },
    ].filter(({ choices }) => choices.length > 0),
    more: paths.length - offered.length,
  };
}

/** The file whose change says most: a source file, as near to the root as there is one. */
export function defaultChoice(context: BuildContext): string {
  const paths = filesOf(context);
  const sources = paths.filter(
    (path) =>
      context.sent.has(path) &&
      /\.(?:[cm]?[jt]sx?|py|go|rs|rb|php|java|kt|cs|c|cpp|html|sh)$/.test(
        path,
      ) &&
      !/(?:^|\/)(?:tests?|spec|docs?)\/|[._](?:test|spec)\./.test(path),
  );
  const [first] = sources.sort((a, b) => depth(a) - depth(b));
  const path = first ?? paths[0];
  return path === undefined ? BASE : FILE + path;
}

/** The files of a context, but for what the build itself is told by. */
function filesOf({ sent, ignored }: BuildContext): readonly string[] {
  const paths = [...sent].flatMap(([path, { type }]) =>
    type === "directory" ? [] : [path],
  );
  return [...paths, ...ignored.keys()]
    .filter(
      (path) =>
        !/(?:^|\/)(?:[\w.-]*Dockerfile|[\w.-]*\.dockerignore)$/.test(path),
    )
    .sort();
}

function depth(path: string): number {
  return path.split("/").length;
}
