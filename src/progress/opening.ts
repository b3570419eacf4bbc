import { tooLarge, type Opened } from "../../checks/exercise/progress-file.ts";

/** What the worker tells the page. */
export type Answer = Opened;

/** Reads the frame of a progress file apart from the page: 16 MB of JSON take longer than a key may wait. */
export function openFile(file: File): Promise<Opened> {
  const unusable = (because: string): Opened => ({ kind: "unusable", because });
  const large = tooLarge(file.size);
  if (large !== undefined) return Promise.resolve(unusable(large));
  const worker = new Worker(new URL("./open.worker.ts", import.meta.url), {
    type: "module",
  });
  const answer = new Promise<Opened>((resolve) => {
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) =>
      resolve(data),
    );
    worker.addEventListener("error", () =>
      resolve(
        unusable("what reads it does not load; choose the file once more"),
      ),
    );
  });
  worker.postMessage(file);
  return answer.finally(() => worker.terminate());
}
