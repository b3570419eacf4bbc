/** A start by a script of package.json. */
export interface RunnerStart {
  /** Where the runner stands among the arguments. */
  readonly at: number;
  readonly runner: string;
  /** The runner and its words, as written: `npm run serve`. */
  readonly written: string;
  /** The script's name. */
  readonly script: string;
}

const RUNNERS = new Set(["npm", "yarn", "pnpm"]);

/** Commands of yarn and pnpm that are no scripts. */
const OWN_COMMANDS = new Set(
  "add install i remove node exec dlx create init run-script set config why workspace workspaces global cache audit info list pack publish version upgrade up".split(
    " ",
  ),
);

/** Reads a start by npm, yarn or pnpm; undefined where no script is run, or one that is meant for development. */
export function runnerStart(argv: readonly string[]): RunnerStart | undefined {
  const at = argv.findIndex((word) => RUNNERS.has(nameOf(word)));
  if (at === -1 || !argv.slice(0, at).every(isBefore)) return undefined;
  const runner = nameOf(argv[at] ?? "");
  const words = argv.slice(at + 1).filter((word) => !word.startsWith("-"));
  const [verb = "", named] = words;
  const script =
    verb === "run" || verb === "run-script"
      ? named
      : verb === "start" ||
          (runner !== "npm" && verb !== "" && !OWN_COMMANDS.has(verb))
        ? verb
        : undefined;
  if (script === undefined || FOR_DEVELOPMENT.test(script)) return undefined;
  return {
    at,
    runner,
    script,
    written: [runner, ...argv.slice(at + 1)].join(" "),
  };
}

const FOR_DEVELOPMENT =
  /(?:^|[:_-])(?:dev|develop|development|watch|debug|test|storybook)(?:$|[:_-])/;

/** What may stand before a runner without changing what it does: inits, env, the official entrypoint, options. */
function isBefore(word: string): boolean {
  return (
    word.startsWith("-") ||
    /^\w+=/.test(word) ||
    /^(?:tini|tini-static|dumb-init|docker-init|env|docker-entrypoint\.sh|gosu|su-exec|\w+:\w+)$/.test(
      nameOf(word),
    )
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
