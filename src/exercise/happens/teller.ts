import { buildContext } from "../../../checks/build/context.ts";
import {
  simulateDockerfile,
  type Build,
} from "../../../checks/build/simulate.ts";
import { readDockerfile } from "../../../checks/dockerfile/model.ts";
import { syntaxProblems } from "../../../checks/dockerfile/syntax.ts";
import type { Files } from "../../../checks/files.ts";
import { attackView } from "./attack.ts";
import { changeView } from "./change.ts";
import { layersView } from "./layers.ts";
import type {
  Happens,
  HappensQuestion,
  HappensSubject,
  Stopped,
  Told,
} from "./model.ts";
import { lineIn } from "./some.ts";
import { stopView } from "./stop.ts";

/** How long nothing is typed, in milliseconds, before the next change counts as another edit. */
const PAUSE = 3000;

/** Tells what happens, from one text to the next. */
export interface Teller {
  /** `now` is a time in milliseconds, from any clock that goes forward. */
  tell(question: HappensQuestion, now: number): Told;
}

/** A teller for one subject. It keeps the last text that could be read, and the one before the last edit. */
export function tellerFor(subject: HappensSubject): Teller {
  const starter = subject.starter && readable(subject, subject.starter);
  const start = starter?.kind === "build" ? starter.build : undefined;
  let asked: string | undefined;
  let trouble: Stopped | undefined;
  let build: Build | undefined;
  let before = start;
  let changedAt = Number.NEGATIVE_INFINITY;

  const follow = (files: Files, now: number): void => {
    const text = JSON.stringify(files);
    if (text === asked) return;
    asked = text;
    // What stood before an edit stands for all of it, also while the text cannot be read.
    if (now - changedAt > PAUSE && build !== undefined) before = build;
    changedAt = now;
    const read = readable(subject, files);
    if (read.kind === "build") build = read.build;
    trouble = read.kind === "build" ? undefined : read.trouble;
    before ??= build;
  };

  return {
    tell({ files, pick, since }, now) {
      follow(files, now);
      const cached = (since === "start" ? start : undefined) ?? before;
      return {
        happens:
          build && cached && happensIn(build, cached, start, { pick, since }),
        trouble,
        failed: false,
      };
    },
  };
}

function happensIn(
  build: Build,
  before: Build,
  starter: Build | undefined,
  { pick, since }: Pick<HappensQuestion, "pick" | "since">,
): Happens {
  return {
    layers: layersView(build, before, {
      since: starter === undefined ? "edit" : since,
      hasStarter: starter !== undefined,
    }),
    change: changeView(build, starter, pick),
    attack: attackView(build),
    stop: stopView(build),
  };
}

/** A build of the learner's files, or why the builder would not read them. */
function readable(
  { readOnly, complete, facts = {}, produces }: HappensSubject,
  own: Files,
):
  | { readonly kind: "build"; readonly build: Build }
  | { readonly kind: "trouble"; readonly trouble: Stopped } {
  const files = { ...readOnly, ...own };
  const dockerfile = readDockerfile(files, "Dockerfile");
  const [problem] = syntaxProblems(dockerfile);
  if (problem !== undefined)
    return {
      kind: "trouble",
      trouble: {
        line: lineIn(dockerfile, problem),
        message: problem.message,
      },
    };
  return {
    kind: "build",
    build: simulateDockerfile(
      dockerfile,
      buildContext(files, "Dockerfile", complete, facts),
      { produces },
    ),
  };
}
