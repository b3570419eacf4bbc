import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Files } from "../files.ts";

/** The packages that read the files of an answer: another version may read them otherwise. */
const PARSERS = ["dockerfile-ast", "dockerfile-utils", "unbash", "yaml"];

/**
 * The version of the judge: 16 hexadecimal digits of a hash over the sources that grade, by their path in `checks/`, and
 * over the versions of the parsers they use. Two equal versions grade alike; of two that differ nothing follows, as a
 * comment changes it too.
 */
export function rulesVersion(
  sources: Files,
  dependencies: Readonly<Record<string, string>>,
): string {
  const judging = Object.entries(sources)
    .filter(([path]) => isJudging(path))
    // A checkout on Windows may end its lines otherwise.
    .map(([path, text]) => [path, text.replaceAll("\r\n", "\n")] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const parsers = PARSERS.map((name) => [name, dependencies[name] ?? ""]);
  return bytesToHex(
    sha256(utf8ToBytes(JSON.stringify([judging, parsers]))),
  ).slice(0, 16);
}

function isJudging(path: string): boolean {
  return (
    path.endsWith(".ts") &&
    !path.endsWith(".test.ts") &&
    !/^(?:cli|report|testing|tools)[./]/.test(path)
  );
}
