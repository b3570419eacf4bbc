import type { Span } from "../../files.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { appended } from "../append-command.ts";
import {
  DOWNLOAD_CACHE_IDS,
  DOWNLOAD_CACHE_MANAGERS,
  downloadsLeft,
  type LeftDownloads,
} from "../download-caches.ts";
import type { Dockerfile } from "../model.ts";
import { programsOf } from "../package-manager-data.ts";
import { mayBeOldPoetry } from "../poetry-version.ts";
import { chainOf } from "../queries.ts";

export default defineRule({
  id: "no-download-caches",
  title: "Leave no downloads of pip, Yarn and their like behind",
  category: "size",
  severity: "warning",
  about: ["RUN"],
  runs: programsOf(DOWNLOAD_CACHE_MANAGERS),
  sameAs: DOWNLOAD_CACHE_IDS,
  *check({ dockerfile, finalStage, files }) {
    if (finalStage === undefined) return;
    const chain = [...chainOf(finalStage)];
    // An image that a variable names may set anything.
    const { base, from } = chain.at(-1) ?? finalStage;
    if (base.kind === "unknown" && from !== undefined) return;
    const misread = new Set<string>();
    let oldPoetry: boolean | undefined;
    // The layers of the stages it starts from ship with it.
    for (const stage of chain)
      for (const left of downloadsLeft(stage, files)) {
        const { by, inDoubt, cache } = left;
        const [first] = by;
        if (first === undefined) continue;
        if (left.misread !== undefined) {
          if (!misread.has(left.misread))
            yield misreadIn(first.at, left.misread, left);
          misread.add(left.misread);
          continue;
        }
        const does = `${first.calledAs} ${first.verb}`.trim();
        const unless = inDoubt
          ? ", unless the base image switches that off"
          : "";
        const isOld =
          first.manager === "poetry" &&
          (oldPoetry ??= mayBeOldPoetry(dockerfile.text));
        const fix = isOld ? undefined : fixFor(left, dockerfile);
        yield {
          at: first.at,
          message: `${does} keeps what it downloads in ${cache.place}, and it ships in this layer${unless}.`,
          remedy: remedyFor(cache, does, isOld),
          severity: cache.severity,
          sameAs: cache.sameAs,
          ...(fix && { fix }),
        };
      }
  },
});

/** The cache is off, but whoever reads the setting takes it for on. */
function misreadIn(
  at: Span,
  setting: string,
  { cache }: LeftDownloads,
): Problem {
  return {
    at,
    message: `${setting} reads as if pip kept its cache, and switches it off: pip takes any value for yes.`,
    remedy: "Write PIP_NO_CACHE_DIR=1.",
    severity: "info",
    sameAs: cache.sameAs,
  };
}

function remedyFor(
  { off, place }: LeftDownloads["cache"],
  does: string,
  isOldPoetry: boolean,
): string {
  if (isOldPoetry)
    return `End the same RUN with rm -rf ${place}, or mount the directory as a cache; Poetry has --no-cache since 1.2 only.`;
  return "option" in off
    ? `Write ${does} ${off.option}, or mount the directory as a cache.`
    : `End the same RUN with ${off.command}, or mount the directory as a cache.`;
}

function fixFor(
  { by, cache: { off } }: LeftDownloads,
  dockerfile: Dockerfile,
): Problem["fix"] {
  const [first] = by;
  if (first === undefined) return undefined;
  if ("command" in off) {
    const edit = appended(first.run, off.command, dockerfile);
    return edit && { title: `Add ${off.command}`, edits: [edit] };
  }
  const edits = by.flatMap(({ editable, verbWord }) =>
    editable && verbWord
      ? [{ start: verbWord.end, end: verbWord.end, text: ` ${off.option}` }]
      : [],
  );
  return edits.length === by.length
    ? { title: `Add ${off.option}`, edits }
    : undefined;
}
