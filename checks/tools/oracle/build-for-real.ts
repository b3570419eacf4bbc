import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dockerfileOf, type BuildCase } from "./build-case.ts";
import type { Builder, BuildRequest, Outcome } from "./builder.ts";
import { writeContext } from "./context-folder.ts";
import { stubsOf } from "./images-of.ts";

/** A case after its change. */
export function changed(build: BuildCase): BuildCase | undefined {
  const { change } = build;
  switch (change?.kind) {
    case undefined:
      return undefined;
    case "file":
      return {
        ...build,
        files: { ...build.files, [change.path]: change.text },
      };
    case "argument":
      return {
        ...build,
        arguments: { ...build.arguments, [change.name]: change.value },
      };
    case "dockerfile":
      return {
        ...build,
        files: { ...build.files, [dockerfileOf(build)]: change.text },
      };
  }
}

/**
 * Has a builder make a case, and make it again after its change. `text` stands for the case's own Dockerfile where it is
 * given; `run` is the folder to work in.
 */
export async function buildForReal(
  build: BuildCase,
  builder: Builder,
  text: string | undefined,
  run: string,
): Promise<readonly Outcome[]> {
  const folder = mkdtempSync(join(run, "case-"));
  try {
    const after = changed(build);
    const both = after === undefined ? [build] : [build, after];
    const requests = both.map((each, at) => requestFor(each, folder, at, text));
    const images = [...new Set(both.flatMap(stubsOf))];
    const outcomes = await builder.build(images, requests);
    return outcomes.map(withoutBase);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** 2026-01-01, in seconds since 1970. */
const FIRST_TIME = 1767225600;

function requestFor(
  build: BuildCase,
  folder: string,
  at: number,
  text: string | undefined,
): BuildRequest {
  const context = join(folder, `context-${at}`);
  const secrets: Record<string, string> = {};
  mkdirSync(context);
  // The time is another at each build: what counts for the cache is the content. It is another for each case as well:
  // of a file of the same size and time BuildKit takes what it was sent last.
  const own = createHash("sha256").update(build.name).digest().readUIntBE(0, 3);
  writeContext(context, build, text, FIRST_TIME + own * 2 + at);
  for (const [id, value] of Object.entries(build.secrets ?? {})) {
    secrets[id] = join(folder, `secret-${id}`);
    writeFileSync(secrets[id], value);
  }
  return {
    context,
    dockerfile: join(context, dockerfileOf(build)),
    target: build.target,
    arguments: build.arguments ?? {},
    secrets,
  };
}

/** The stub images have one layer, which their history calls "stub". */
function withoutBase(outcome: Outcome): Outcome {
  if (outcome.kind === "failed") return outcome;
  const { layers, history, config } = outcome.image;
  const own = history[0]?.createdBy === "stub" ? 1 : 0;
  return {
    ...outcome,
    image: { config, layers: layers.slice(own), history: history.slice(own) },
  };
}
