import { absolute } from "../../build/tree.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Copy, Run, Word } from "../instruction.ts";
import { chainOf, instructionsOf } from "../queries.ts";
import { runCommands, type RunCommand } from "../run-commands.ts";

export default defineRule({
  id: "unpack-with-add",
  title: "Let ADD unpack an archive of the build context",
  category: "size",
  severity: "info",
  about: ["RUN"],
  runs: ["tar"],
  sameAs: ["hadolint/DL3010"],
  *check({ finalStage }): Generator<Problem> {
    if (finalStage === undefined) return;
    const archives = new Map<string, Archive>();
    for (const stage of [...chainOf(finalStage)].reverse()) {
      for (const copy of instructionsOf(stage, "COPY"))
        for (const archive of archivesOf(copy))
          archives.set(archive.path, archive);
      if (archives.size === 0) continue;
      for (const { run, plain, at } of runCommands(stage)) {
        const path = unpacked(plain, run);
        const archive = path && archives.get(path);
        if (!archive || archive.copy.start > at.start) continue;
        archives.delete(archive.path);
        yield {
          at: archive.source,
          message: `${archive.source.text} stays in this layer beside what tar unpacks from it later.`,
          remedy: `Write ADD ${archive.source.text} and the directory: it unpacks, and keeps no archive.`,
        };
      }
    }
  },
});

interface Archive {
  readonly copy: Copy;
  readonly source: Word;
  /** Where it stands in the image. */
  readonly path: string;
}

/** What ADD unpacks by itself: tar, plain or compressed with gzip, bzip2 or xz. */
const UNPACKED = /[^/*?[]\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz))$/;

function* archivesOf(copy: Copy): Generator<Archive> {
  const to = knownText(copy.destination?.value);
  // ADD unpacks nothing of another stage.
  if (to === undefined || copy.flags.some(({ name }) => name === "from"))
    return;
  const directory = knownText(copy.before.workdir.value) || "/";
  for (const source of copy.sources) {
    const from = knownText(source.value);
    if (from === undefined || !UNPACKED.test(from)) continue;
    const name = from.slice(from.lastIndexOf("/") + 1);
    const isFile = UNPACKED.test(to) && copy.sources.length === 1;
    yield {
      copy,
      source,
      path: absolute(isFile ? to : `${to}/${name}`, directory),
    };
  }
}

/** The archive that tar unpacks as a whole, as ADD would. */
function unpacked(
  { name, arguments: words }: RunCommand["plain"],
  run: Run,
): string | undefined {
  if (name !== "tar") return undefined;
  const values = words.map(({ value, text }) => value ?? text);
  if (
    values.some((value) =>
      /^--(?!extract|get|file|gzip|bzip2|xz|verbose|directory)/.test(value),
    )
  )
    return undefined;
  const [first = ""] = values;
  const letters = values.filter(
    (value, at) =>
      (at === 0 && /^[a-zA-Z]+$/.test(first)) || /^-[a-zA-Z]/.test(value),
  );
  if (
    !letters.some((value) => value.includes("x")) &&
    !values.some((value) => /^--(?:extract|get)$/.test(value))
  )
    return undefined;
  const file = values
    .find((value) => UNPACKED.test(value))
    ?.replace(/^--file=/, "");
  const directory = knownText(run.before.workdir.value) || "/";
  return file === undefined ? undefined : absolute(file, directory);
}
