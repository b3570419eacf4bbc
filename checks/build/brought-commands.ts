import {
  hasOption,
  optionValue,
  plainArguments,
  type PlainCommand,
} from "../shell/queries.ts";

/** Packages of npm with the commands that they bring; those not listed are not known. */
const NPM = bins(
  "nodemon serve http-server concurrently tsx ts-node vite next turbo prisma forever corepack",
  {
    pm2: "pm2 pm2-runtime pm2-docker pm2-dev",
    npm: "npm npx",
    yarn: "yarn yarnpkg",
    pnpm: "pnpm pnpx",
    typescript: "tsc tsserver",
    "@nestjs/cli": "nest",
    "@angular/cli": "ng",
  },
);

/** Packages of PyPI with the commands that they bring; those not listed are not known. */
const PYPI = bins(
  "gunicorn uvicorn hypercorn daphne celery flask alembic poetry pipenv uv",
  {
    django: "django-admin",
    supervisor: "supervisord supervisorctl",
    waitress: "waitress-serve",
    virtualenv: "virtualenv",
  },
);

function bins(
  same: string,
  others: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly string[]> {
  const commands = new Map<string, readonly string[]>();
  for (const name of same.split(" ")) commands.set(name, [name]);
  for (const [name, list] of Object.entries(others))
    commands.set(name, list.split(" "));
  return commands;
}

/**
 * The commands that an installation for everyone puts on PATH: `npm install -g`, `yarn global add`, `corepack enable`,
 * `pip install`. Only those of well-known packages are told. `textAt` gives the text of a requirements file.
 */
export function broughtCommands(
  plain: PlainCommand,
  textAt: (path: string) => string | undefined,
): readonly string[] {
  // A program with a path may put its commands elsewhere: /opt/venv/bin/pip.
  if (plain.nameWord?.value?.includes("/") === true) return [];
  const words = plainArguments(plain.arguments).map(({ value }) => value ?? "");
  const [verb = "", ...names] = words;
  switch (plain.name) {
    case "npm":
    case "pnpm":
      return /^(?:install|i|add)$/.test(verb) &&
        hasOption(plain.arguments, "-g", "--global")
        ? found(names, NPM)
        : [];
    case "yarn":
      return verb === "global" && names[0] === "add"
        ? found(names.slice(1), NPM)
        : [];
    case "corepack":
      return verb === "enable"
        ? found(names.length === 0 ? ["yarn", "pnpm"] : names, NPM)
        : [];
    case "pip":
    case "pip3":
      return verb === "install" &&
        !hasOption(
          plain.arguments,
          "--target",
          "-t",
          "--prefix",
          "--user",
          "--root",
        )
        ? found([...names, ...required(plain, textAt)], PYPI)
        : [];
    default:
      return [];
  }
}

/** The lines of the file after `-r`. */
function required(
  { arguments: words }: PlainCommand,
  textAt: (path: string) => string | undefined,
): readonly string[] {
  const path = optionValue(words, "-r", "--requirement");
  const text = path === undefined ? undefined : textAt(path);
  return (text ?? "").split("\n").map((line) => line.trim());
}

function found(
  packages: readonly string[],
  known: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return packages.flatMap(
    (text) => known.get(nameIn(text).toLowerCase()) ?? [],
  );
}

/** A package without its version: `pm2@5`, `uvicorn[standard]>=0.30`. */
function nameIn(text: string): string {
  return /^@?[\w./-]+/.exec(text)?.[0] ?? "";
}
