import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parse as parseYaml } from "yaml";
import { simulateCommand } from "./cli/simulate.ts";
import { Unusable } from "./cli/unusable.ts";
import type { Files } from "./files.ts";
import {
  grade,
  lint,
  parseExercise,
  rules,
  suggestion,
  type ExerciseSource,
} from "./index.ts";
import { countsOf, lintAsJson, type LintedFile } from "./report/json.ts";
import { lintAsSarif } from "./report/sarif.ts";
import { findingsAsText, gradeAsText } from "./report/text.ts";

const USAGE = `Usage:
  npm run drydock -- lint [PATH...] [--format text|json|sarif]
  npm run drydock -- grade EXERCISE DIR [--json]
  npm run drydock -- simulate DIR [--dockerfile NAME] [--target NAME]
      [--build-arg NAME=VALUE]... [--change PATH] [--json]`;

const OK = 0;
const FOUND = 1;
const UNUSABLE = 2;

const project = resolve(import.meta.dirname, "..");
/** npm runs scripts in the project; paths are meant from where npm was called. */
const caller = process.env["INIT_CWD"] ?? process.cwd();

function main(args: readonly string[]): number {
  const [command, ...rest] = args;
  switch (command) {
    case "lint":
      return lintCommand(rest);
    case "grade":
      return gradeCommand(rest);
    case "simulate": {
      const { output, stops } = simulateCommand(rest, (path) =>
        resolve(caller, path),
      );
      console.log(output);
      return stops ? FOUND : OK;
    }
    default:
      throw new Unusable(
        command === undefined
          ? USAGE
          : `There is no command "${command}".${suggestion(command, ["lint", "grade", "simulate"])}\n${USAGE}`,
      );
  }
}

function lintCommand(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { format: { type: "string", default: "text" } },
  });
  const formats = ["text", "json", "sarif"];
  if (!formats.includes(values.format))
    throw new Unusable(
      `There is no format "${values.format}".${suggestion(values.format, formats)}`,
    );
  const paths = positionals.length === 0 ? ["."] : positionals;
  const found = paths.flatMap((path) => dockerfilesAt(resolve(caller, path)));
  if (found.length === 0)
    throw new Unusable(`There is no Dockerfile in ${paths.join(", ")}.`);
  const files = found.map(lintFile);
  const counts = countsOf(files);
  if (values.format === "json") console.log(lintAsJson(files));
  else if (values.format === "sarif") console.log(lintAsSarif(files, rules));
  else {
    for (const { path, text, findings } of files)
      if (findings.length > 0)
        console.log(findingsAsText(path, text, findings));
    console.log(
      `${files.length} ${files.length === 1 ? "file" : "files"}: ${counts.error} errors, ${counts.warning} warnings, ${counts.info} infos`,
    );
  }
  return counts.error > 0 ? FOUND : OK;
}

const DOCKERFILE = /^(?:(?:Dockerfile|Containerfile)(?:\..+)?|.+\.Dockerfile)$/;

/** The Dockerfiles at a path: itself, or those below a folder. */
function dockerfilesAt(path: string): string[] {
  if (!existsSync(path)) throw new Unusable(`${shown(path)} does not exist.`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const at = join(path, entry.name);
      if (entry.isDirectory())
        return entry.name === "node_modules" || entry.name === ".git"
          ? []
          : dockerfilesAt(at);
      const matches =
        DOCKERFILE.test(entry.name) && !entry.name.endsWith(".dockerignore");
      return matches ? [at] : [];
    });
}

function lintFile(path: string): LintedFile {
  const name = basename(path);
  const text = readText(path);
  const files: Record<string, string> = { [name]: text };
  for (const ignore of [`${name}.dockerignore`, ".dockerignore"]) {
    const at = join(dirname(path), ignore);
    if (existsSync(at)) files[ignore] = readText(at);
  }
  return {
    path: shown(path),
    text,
    findings: lint(files, { dockerfile: name }),
  };
}

function gradeCommand(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean", default: false } },
  });
  const [id, directory] = positionals;
  if (id === undefined || directory === undefined) throw new Unusable(USAGE);
  const exercise = readExercise(id);
  const path = resolve(caller, directory);
  if (!existsSync(path) || !statSync(path).isDirectory())
    throw new Unusable(`${shown(path)} is not a folder.`);
  const result = grade(exercise, readFolder(path));
  console.log(
    values.json
      ? JSON.stringify({ version: 1, ...result }, undefined, 2)
      : gradeAsText(exercise, result),
  );
  return result.passed ? OK : FOUND;
}

/** An exercise of the content, or the sentence that says what is wrong with it. */
function readExercise(id: string): ExerciseSource {
  const all = join(project, "content", "exercises");
  const folder = join(all, id);
  if (!existsSync(join(folder, "exercise.mdx")))
    throw new Unusable(
      `There is no exercise "${id}".${suggestion(id, readdirSync(all))}`,
    );
  const files = readFolder(folder);
  const match = /^---\n(.*?)\n---/s.exec(files["exercise.mdx"] ?? "");
  const parsed = parseExercise(id, parseYaml(match?.[1] ?? ""), files);
  if ("problems" in parsed)
    throw new Unusable(`${id}: ${parsed.problems.join("\n")}`);
  return parsed.exercise;
}

function readFolder(path: string): Files {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(path, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const at = join(entry.parentPath, entry.name);
    files[relative(path, at).replaceAll("\\", "/")] = readText(at);
  }
  return files;
}

function readText(path: string): string {
  return readFileSync(path, "utf8");
}

function shown(path: string): string {
  return relative(caller, path) || ".";
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  const known =
    error instanceof Unusable ||
    (error instanceof TypeError && "code" in error);
  if (!known) throw error;
  console.error(error.message);
  process.exitCode = UNUSABLE;
}
