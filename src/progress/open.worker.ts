import { openProgress } from "../../checks/exercise/progress-file.ts";
import type { Answer } from "./opening.ts";

addEventListener("message", ({ data }: MessageEvent<File>) => {
  void data
    .text()
    .then(openProgress, () => ({
      kind: "unusable" as const,
      because: "the browser cannot read it",
    }))
    .then((opened) => postMessage(opened satisfies Answer));
});
