import { optionValue, type PlainCommand } from "../shell/queries.ts";
import type { WrittenFile } from "./produces.ts";

/** Modules that put a compiler, or what makes runtimes, beside java. */
const TOOLS: ReadonlyMap<string, readonly string[]> = new Map([
  ["jdk.compiler", ["javac", "serialver"]],
  ["jdk.jlink", ["jlink", "jmod", "jimage"]],
  ["jdk.jshell", ["jshell"]],
  ["jdk.jartool", ["jar", "jarsigner"]],
  ["jdk.jdeps", ["jdeps", "javap", "jdeprscan"]],
]);

/**
 * The programs of the runtime that jlink makes, or undefined where the command is another, or does not tell where or of
 * what it makes one (docs.oracle.com, the jlink command).
 */
export function jlinkFiles({
  name,
  arguments: words,
}: PlainCommand): readonly WrittenFile[] | undefined {
  if (name !== "jlink") return undefined;
  const output = optionValue(words, "--output");
  const modules = modulesIn(words);
  if (output === undefined || modules === undefined) return undefined;
  const all = modules.includes("ALL-MODULE-PATH");
  const programs = [...TOOLS].flatMap(([module, brought]) =>
    all || modules.includes(module) ? brought : [],
  );
  return ["java", "keytool", ...programs].map((program) => {
    const place = `${output}/bin/${program}`;
    return { path: place, place, executable: true };
  });
}

/** The modules that are named; none where jdeps names those that an application needs. */
function modulesIn(
  words: PlainCommand["arguments"],
): readonly string[] | undefined {
  const value = optionValue(words, "--add-modules");
  if (value !== undefined && !value.includes("$")) return value.split(",");
  const isAsked = words.some(({ text }) =>
    /(?:\$\(|`)\s*[^\s`()]*jdeps\s[^)`(]*--print-module-deps\b/.test(text),
  );
  return isAsked ? [] : undefined;
}
