import type { Told, ToWorker } from "./model.ts";
import { tellerFor, type Teller } from "./teller.ts";

/** Answers the panel from within a worker, through a port of its own: one `Told` for each question. */
export function serveHappens(port: MessagePort): void {
  let teller: Teller | undefined;
  port.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    if (data.kind === "subject") {
      teller = tellerFor(data.subject);
      return;
    }
    let told: Told = { happens: undefined, trouble: undefined, failed: true };
    try {
      if (teller !== undefined)
        told = teller.tell(data.question, performance.now());
    } finally {
      // The panel asks one thing at a time: without an answer it would wait for ever.
      port.postMessage(told);
    }
  });
  port.start();
}
