import { claimsIn } from "../../checks/exercise/claims.ts";
import type { Exercise } from "../../checks/exercise/exercise.ts";
import { openProgress } from "../../checks/exercise/progress-file.ts";
import { verify } from "../../checks/exercise/verify.ts";
import { grade } from "../../checks/grade.ts";
import type { Answer, Question, TeamData } from "./verifying.ts";

/** The exercises that were asked for. */
const loaded = new Map<string, Promise<Exercise>>();

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  void answer(data);
});

// What goes wrong in here must not end in silence.
addEventListener("unhandledrejection", ({ reason }: PromiseRejectionEvent) => {
  setTimeout(() => {
    throw reason;
  });
});

async function answer({ sequence, file, data, root }: Question): Promise<void> {
  const text = await file.text();
  const ids = submittedIn(text, data);
  const exercises = new Map(
    await Promise.all(
      ids.map(async (id) => [id, await exerciseAt(id, root)] as const),
    ),
  );
  const verification = verify(text, {
    exercise: (id) => exercises.get(id),
    tracks: data.tracks,
    rules: data.rules,
    grade,
  });
  postMessage({ sequence, verification } satisfies Answer);
}

/** The exercises of ours that the file has answers to. */
function submittedIn(text: string, { exercises }: TeamData): readonly string[] {
  const opened = openProgress(text);
  if (opened.kind === "unusable") return [];
  const { claims } = claimsIn(opened.frame.areas.get("attempts"));
  return claims
    .map(({ exercise }) => exercise)
    .filter((id) => exercises.includes(id));
}

function exerciseAt(id: string, root: string): Promise<Exercise> {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const fresh = fetch(new URL(`exercises/${id}/exercise.json`, root)).then(
    (response) => {
      if (response.ok) return response.json();
      loaded.delete(id);
      throw new Error(`The exercise "${id}" does not load.`);
    },
  );
  loaded.set(id, fresh);
  return fresh;
}
