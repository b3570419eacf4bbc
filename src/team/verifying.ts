import type {
  TrackOfExercises,
  Verification,
} from "../../checks/exercise/verify.ts";

/** What the team's page brings with it. */
export interface TeamData {
  /** The version of the judge. */
  readonly rules: string;
  /** Ids of all exercises. */
  readonly exercises: readonly string[];
  readonly tracks: readonly (TrackOfExercises & { readonly title: string })[];
}

/** What the page tells the worker: one file to verify. */
export interface Question {
  readonly sequence: number;
  readonly file: File;
  readonly data: TeamData;
  /** The site's root. */
  readonly root: string;
}

/** What the worker tells the page. */
export interface Answer {
  readonly sequence: number;
  readonly verification: Verification;
}

/** Verifies progress files in a worker, one after the other. */
export interface Verifying {
  /** Rejects where the judge or an exercise does not load. */
  readonly verify: (file: File) => Promise<Verification>;
}

/** A worker that grades; it is loaded at the first file. */
export function verifyingWith(data: TeamData, root: string): Verifying {
  let worker: Worker | undefined;
  let last = 0;
  const open = new Map<number, PromiseWithResolvers<Verification>>();
  const start = (): Worker => {
    const fresh = new Worker(new URL("./verify.worker.ts", import.meta.url), {
      type: "module",
    });
    fresh.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      open.get(data.sequence)?.resolve(data.verification);
      open.delete(data.sequence);
    });
    fresh.addEventListener("error", () => {
      // The next question begins anew.
      fresh.terminate();
      worker = undefined;
      for (const { reject } of open.values())
        reject(new Error("The judge does not load."));
      open.clear();
    });
    return fresh;
  };
  return {
    verify: (file) => {
      worker ??= start();
      const answer = Promise.withResolvers<Verification>();
      open.set(++last, answer);
      const question: Question = { sequence: last, file, data, root };
      worker.postMessage(question);
      return answer.promise;
    },
  };
}
