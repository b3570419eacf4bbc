import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Files } from "../../checks/files.ts";
import {
  attemptAt,
  hintsOpen,
  onAttemptElsewhere,
  withSaved,
  type Attempt,
  type SavedAnswer,
} from "../progress/attempts.ts";
import { starterOf } from "./starter.ts";

/** How long after the last change the draft is written, in milliseconds. */
const DELAY = 400;

/** What a draft asks of the workspace. */
export interface DraftEvents {
  /** The learner's files as they stand. */
  readonly files: () => Files;
  /** Another tab has changed what stood here unchanged: these are the files now. */
  readonly onChangedElsewhere: (files: Files) => void;
  /** Another tab and this one have both changed the answer: nothing is written until one of them is chosen. */
  readonly onConflict: () => void;
}

/** What a learner has done in one exercise, and how it is kept: nothing typed is lost. */
export interface Draft {
  readonly attempt: Attempt;
  /** The files as they are kept, or the starter's where nothing is. */
  readonly kept: Files;
  /** Whether the files were begun with an earlier version of the exercise. */
  readonly isOutdated: boolean;
  change(change: Partial<Attempt>): void;
  /** The learner has typed: the files are written once typing pauses. */
  typed(): void;
  /** Writes the files now. */
  flush(): void;
  /** Shows files that are not the learner's: the draft stays as it is until something is typed. */
  visit(): void;
  readonly isVisiting: boolean;
  /** Ends a visit; with `keep` the files shown become the draft, and the old draft is saved. */
  leave(keep: boolean): void;
  /** Keeps the files apart, as a draft or as an answer that passed. */
  save(kind: SavedAnswer["kind"], files: Files): void;
  /** Begins again with this version of the exercise. */
  renew(): void;
  /** Ends a conflict with another tab; the answer not chosen is saved. */
  resolve(choice: "mine" | "theirs"): void;
  stop(): void;
}

/** The draft of an exercise, as this browser keeps it; `rules` is the version of the judge. */
export function draftOf(
  exercise: Exercise,
  rules: string | undefined,
  events: DraftEvents,
): Draft {
  const store = attemptAt(exercise.id);
  // Without a listener the store is read anew, and another tab's answer is taken for what stood here.
  const keepRead = store.listen(() => {});
  const put = (attempt: Attempt): void => {
    const { at } = store.get();
    // A date alone is no change: other tabs would take it for one.
    if (JSON.stringify({ ...attempt, at }) !== JSON.stringify(store.get()))
      store.set({ ...attempt, at: new Date().toISOString() });
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let visiting = false;
  /** What another tab wrote while this one had changes of its own. */
  let theirs: Attempt | undefined;

  const change = (part: Partial<Attempt>): void =>
    put({ ...store.get(), ...part });
  const kept = (): Files => store.get().files ?? starterOf(exercise);
  const isChanged = (): boolean => !sameFiles(events.files(), kept());
  const saved = (
    attempt: Attempt,
    kind: SavedAnswer["kind"],
    files: Files,
  ): Attempt =>
    withSaved(attempt, {
      kind,
      at: new Date().toISOString(),
      files,
      version: attempt.version ?? exercise.version,
      hints: hintsOpen(attempt),
      rules,
    });
  const write = (): void =>
    change({
      files: events.files(),
      version: store.get().version ?? exercise.version,
    });
  const flush = (): void => {
    clearTimeout(timer);
    if (visiting || !isChanged()) return;
    if (theirs !== undefined) put(saved(theirs, "draft", events.files()));
    else write();
  };
  const stopListening = onAttemptElsewhere(exercise.id, (attempt) => {
    const mine = isChanged() && !visiting;
    // The other tab kept what it has reached, and left the files as they were: what is typed here stays.
    if (mine && sameFiles(attempt.files ?? {}, store.get().files ?? {})) {
      store.set(attempt);
      return;
    }
    if (mine && !sameFiles(events.files(), attempt.files ?? {})) {
      clearTimeout(timer);
      theirs = attempt;
      events.onConflict();
      return;
    }
    store.set(attempt);
    if (!visiting) events.onChangedElsewhere(kept());
  });
  addEventListener("pagehide", flush);

  return {
    get attempt() {
      return store.get();
    },
    get kept() {
      return kept();
    },
    get isOutdated() {
      const { files, version } = store.get();
      return files !== undefined && version !== exercise.version;
    },
    change,
    typed: () => {
      clearTimeout(timer);
      if (theirs === undefined) timer = setTimeout(flush, DELAY);
    },
    flush,
    visit: () => {
      flush();
      visiting = true;
    },
    get isVisiting() {
      return visiting;
    },
    leave: (keep) => {
      visiting = false;
      if (!keep || !isChanged()) return;
      const { files } = store.get();
      if (files !== undefined) put(saved(store.get(), "draft", files));
      write();
    },
    save: (kind, files) => put(saved(store.get(), kind, files)),
    renew: () => {
      put(saved(store.get(), "draft", events.files()));
      change({ files: undefined, version: undefined });
    },
    resolve: (choice) => {
      if (theirs === undefined) return;
      const other = choice === "mine" ? theirs.files : events.files();
      const next = other === undefined ? theirs : saved(theirs, "draft", other);
      theirs = undefined;
      put(
        choice === "mine"
          ? { ...next, files: events.files(), version: exercise.version }
          : next,
      );
      if (choice === "theirs") events.onChangedElsewhere(kept());
    },
    stop: () => {
      flush();
      stopListening();
      keepRead();
      removeEventListener("pagehide", flush);
    },
  };
}

/** Whether the same paths hold the same texts. */
export function sameFiles(a: Files, b: Files): boolean {
  const paths = Object.keys(a);
  return (
    paths.length === Object.keys(b).length &&
    paths.every((path) => Object.hasOwn(b, path) && a[path] === b[path])
  );
}
