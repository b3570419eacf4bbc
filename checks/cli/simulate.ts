import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { simulate, suggestion } from "../index.ts";
import { simulationAsJson } from "../report/simulation-json.ts";
import { simulationAsText } from "../report/simulation-text.ts";
import { simulationOf } from "../report/simulation.ts";
import { readOptions } from "./options.ts";
import { readContext } from "./read-context.ts";
import { Unusable } from "./unusable.ts";

/** What `simulate --help` says. */
export const SIMULATE_HELP = `Usage: npm run drydock -- simulate DIR [OPTION...]

Says what a build of the folder DIR would do: context, stages, layers, image,
size, leaks, start, health and stop.

  -f, --dockerfile NAME   the Dockerfile, from DIR; Dockerfile unless told
  --target NAME           the stage to build
  --build-arg NAME=VALUE  a build argument; may be given more than once
  --change PATH           which steps a change of this file runs again; also
                          a pattern such as 'src/**'
  --json                  print it as JSON

Exits with 0 when nothing known stops the build, 1 when something does, 2 when
something could not be used.
`;

/** What `simulate` prints, and whether the build is known to stop. */
export interface Simulated {
  readonly output: string;
  readonly stops: boolean;
}

/** Runs `simulate DIR …`; `resolve` makes a path of the caller's absolute. */
export function simulateCommand(
  args: readonly string[],
  resolve: (path: string) => string,
): Simulated {
  const { values, positionals } = readOptions(args, {
    dockerfile: { type: "string", short: "f", default: "Dockerfile" },
    target: { type: "string" },
    "build-arg": { type: "string", multiple: true, default: [] },
    change: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const [directory, ...more] = positionals;
  if (directory === undefined || more.length > 0)
    throw new Unusable("simulate wants one folder: the build context.");
  const folder = resolve(directory);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Unusable(`${directory} is not a folder.`);
  const { dockerfile, target, change } = values;
  if (!existsSync(join(folder, dockerfile)))
    throw new Unusable(`There is no ${dockerfile} in ${directory}.`);
  const { files, facts } = readContext(folder, dockerfile);
  const build = simulate(files, {
    dockerfile,
    facts,
    context: "complete",
    buildArguments: buildArguments(values["build-arg"]),
    ...(target === undefined ? {} : { target }),
  });
  const stages = build.dockerfile.stages.flatMap(({ name }) => name ?? []);
  if (
    target !== undefined &&
    stages.length + build.dockerfile.stages.length > 0 &&
    build.image === undefined
  )
    throw new Unusable(
      `There is no stage "${target}".${suggestion(target, stages)}`,
    );
  const simulation = simulationOf(build, change);
  const { rebuild } = simulation;
  if (
    rebuild !== undefined &&
    rebuild.files.sent.length + rebuild.files.ignored.length === 0
  )
    throw new Unusable(
      `No file of the context is ${change ?? ""}.${suggestion(change ?? "", Object.keys(files))}`,
    );
  return {
    output: values.json
      ? simulationAsJson(simulation)
      : simulationAsText(simulation),
    stops: simulation.stoppers.length > 0,
  };
}

/** `NAME=VALUE`, or `NAME` for the value it has where the command is called, as `docker build` reads it. */
function buildArguments(
  given: readonly string[],
): Readonly<Record<string, string>> {
  const read: [string, string][] = [];
  for (const text of given) {
    const equals = text.indexOf("=");
    const name = equals === -1 ? text : text.slice(0, equals);
    const value = equals === -1 ? process.env[name] : text.slice(equals + 1);
    if (name === "")
      throw new Unusable(`--build-arg ${text} has no name: write NAME=VALUE.`);
    if (value !== undefined) read.push([name, value]);
  }
  return Object.fromEntries(read);
}
