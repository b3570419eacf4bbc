import { once } from "node:events";
import { resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { GRADE_HELP, gradeCommand } from "./cli/grade.ts";
import { LINT_HELP, lintCommand } from "./cli/lint.ts";
import { SIMULATE_HELP, simulateCommand } from "./cli/simulate.ts";
import {
  FOUND,
  OK,
  takesColour,
  UNUSABLE,
  type Terminal,
} from "./cli/terminal.ts";
import { Unusable } from "./cli/unusable.ts";
import { VERIFY_HELP, verifyCommand } from "./cli/verify.ts";
import { suggestion } from "./index.ts";

const HELP = `Usage: npm run drydock -- COMMAND [ARGUMENT...]

  lint [PATH...]      say what the rules find in Dockerfiles
  grade EXERCISE DIR  grade an answer to an exercise
  simulate DIR        say what a build of a folder would do
  verify FILE...      grade the answers in progress files again

COMMAND --help says more. Paths are meant from where you call.
`;

interface Command {
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["lint", { help: LINT_HELP, run: lintCommand }],
  ["grade", { help: GRADE_HELP, run: gradeCommand }],
  ["simulate", { help: SIMULATE_HELP, run: simulateAndPrint }],
  ["verify", { help: VERIFY_HELP, run: verifyCommand }],
]);

async function simulateAndPrint(
  args: readonly string[],
  to: Terminal,
): Promise<number> {
  const { output, stops } = simulateCommand(args, (path) =>
    resolve(to.folder, path),
  );
  await to.write(`${output}\n`);
  return stops ? FOUND : OK;
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "-h" || name === "help") {
    await terminal.write(HELP);
    return OK;
  }
  if (name === undefined) throw new Unusable(HELP.trimEnd());
  const command = COMMANDS.get(name);
  if (command === undefined)
    throw new Unusable(
      `There is no command "${name}".${suggestion(name, COMMANDS.keys())}\n\n${HELP.trimEnd()}`,
    );
  if (!args.includes("--help") && !args.includes("-h"))
    return command.run(args, terminal);
  await terminal.write(command.help);
  return OK;
}

const terminal: Terminal = {
  // npm runs scripts in the project; paths are meant from where npm was called.
  folder: process.env["INIT_CWD"] ?? process.cwd(),
  colour: takesColour(process.stdout, process.env),
  write: async (text) => {
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
  },
  warn: (text) => void process.stderr.write(text),
  readInput: () => buffer(process.stdin),
};

// Whoever reads may stop early (`| head`); then there is nobody left to tell.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(OK);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = UNUSABLE;
}
