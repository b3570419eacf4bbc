import assert from "node:assert/strict";
import fc from "fast-check";
import { atom } from "nanostores";
import { openProgress } from "../../../checks/exercise/progress-file.ts";
import { verify } from "../../../checks/exercise/verify.ts";
import { grade } from "../../../checks/index.ts";
import {
  verificationsAsCsv,
  verificationsAsText,
} from "../../../checks/report/verification.ts";
import { exerciseOf } from "../../../checks/tools/fuzz/judge-targets.ts";
import { mutated } from "../../../checks/tools/fuzz/mutations.ts";
import { inTime, type Target } from "../../../checks/tools/fuzz/target.ts";
import {
  attemptsIn,
  parseAttempts,
  united,
} from "../../progress/all-attempts.ts";
import { parseAttempt } from "../../progress/attempts.ts";
import { cardsIn, parseCards } from "../../progress/cards.ts";
import { parseTicks, ticksIn } from "../../progress/checklist.ts";
import {
  areaOf,
  planImport,
  progressFile,
  type Area,
} from "../../progress/file.ts";
import { parseRead, readIn } from "../../progress/lessons.ts";
import { parseOwnFiles } from "../../progress/own-files.ts";
import { parsePractice, practiceIn } from "../../progress/practice.ts";
import { parseSettings } from "../../progress/settings.ts";
import { FILE, jsonTexts } from "./odd-json.ts";

const MOVED = new Map([["old", "new"]]);

/** A browser with nothing in it. */
function device(): readonly Area[] {
  const atOf = ({ at }: { readonly at: string }): string => at;
  return [
    areaOf({
      name: "lessons",
      title: "Lessons",
      store: atom<Readonly<Record<string, string>>>({}),
      read: (kept) => readIn(kept, MOVED),
      at: (at) => at,
      idNow: (id) => MOVED.get(id) ?? id,
    }),
    areaOf({
      name: "attempts",
      title: "Attempts",
      store: atom<NonNullable<ReturnType<typeof parseAttempts>>>({}),
      read: attemptsIn,
      at: atOf,
      unite: united,
    }),
    areaOf({
      name: "cards",
      title: "Cards",
      store: atom<NonNullable<ReturnType<typeof parseCards>>>({}),
      read: cardsIn,
      at: atOf,
    }),
    areaOf({
      name: "practice",
      title: "Practice",
      store: atom<NonNullable<ReturnType<typeof parsePractice>>>({}),
      read: practiceIn,
      at: atOf,
    }),
    areaOf({
      name: "checklist",
      title: "Checklist",
      store: atom<NonNullable<ReturnType<typeof parseTicks>>>({}),
      read: ticksIn,
      at: atOf,
    }),
  ];
}

const ABOUT = { name: "", exported: "2026-11-21T09:00:00.000Z", rules: "" };

/** Takes a file over, where it can be read, and gives what takes it back. */
function take(text: string, areas: readonly Area[]): () => void {
  const plan = inTime(() => planImport(openProgress(text), areas));
  if (plan.kind === "unusable") {
    assert.ok(plan.because !== "");
    return () => {};
  }
  const undo = plan.areas.map((area) => area.apply());
  return () => {
    for (const each of undo) each();
  };
}

const files = fc.oneof(
  mutated({ whole: [FILE], lines: FILE.split("\n"), words: FILE.split(/\s+/) }),
  jsonTexts,
);

/** What is taken over can be taken back, written and read again, and nothing that was there goes. */
const progress: Target = {
  name: "import",
  inputs: fc.record({ here: files, file: files }),
  check: ({ here = "", file = "" }) => {
    const areas = device();
    take(here, areas);
    const before = progressFile(areas, ABOUT);
    const ids = areas.map((area) => Object.keys(area.entries()));
    const undo = take(file, areas);
    for (const [at, area] of areas.entries())
      for (const id of ids[at] ?? [])
        assert.ok(Object.hasOwn(area.entries(), id), `${id} is lost`);
    const after = progressFile(areas, ABOUT);
    const other = device();
    take(after, other);
    assert.deepEqual(JSON.parse(progressFile(other, ABOUT)), JSON.parse(after));
    undo();
    assert.equal(progressFile(areas, ABOUT), before);
    isClean();
  },
};

/** What a browser keeps may be anything. */
const stored: Target = {
  name: "stored",
  inputs: fc.record({ text: files }),
  check: ({ text = "" }) => {
    for (const parse of [
      parseSettings,
      parseAttempt,
      parseAttempts,
      parseCards,
      parsePractice,
      parseTicks,
      parseOwnFiles,
      (kept: string) => parseRead(kept, MOVED),
    ])
      inTime(() => [parse(text)]);
    isClean();
  },
};

/** The files of a team. */
const team: Target = {
  name: "team",
  inputs: fc.record({ name: fc.string({ unit: "binary" }), file: files }),
  check: ({ name = "", file = "" }) => {
    const verification = inTime(() =>
      verify(file, {
        exercise: (id) =>
          id === "spot-the-bugs" ? exerciseOf({ exercise: id }) : undefined,
        tracks: [{ id: "all", exercises: ["spot-the-bugs", "made-up"] }],
        rules: "1",
        grade,
      }),
    );
    const shown = [{ file: name, verification }];
    assert.doesNotMatch(
      verificationsAsText(shown),
      /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u,
    );
    for (const row of verificationsAsCsv(shown).split("\r\n"))
      assert.doesNotMatch(row, /(?:^|",?|,)[=+@-]/);
    isClean();
  },
};

/** No input may reach what all objects have in common. */
function isClean(): void {
  assert.deepEqual(
    [...Object.keys(Object.prototype), ...Object.keys(Array.prototype)],
    [],
  );
}

export const progressTargets: readonly Target[] = [progress, stored, team];
