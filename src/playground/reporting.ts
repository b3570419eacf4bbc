import { siteRoot } from "../components/root.ts";
import type { OwnFiles } from "./own-files.ts";
import type {
  AllFixed,
  Answer,
  Connection,
  Question,
  Report,
} from "./report.ts";

/** Asks the rules in a worker, so that typing never waits for them. */
export interface Reporter {
  /** Asks for a report; an older question that is still open is forgotten. */
  ask(own: OwnFiles, all: boolean): void;
  /** The Dockerfile with all safe fixes in it. */
  fixAll(own: OwnFiles, all: boolean): Promise<AllFixed>;
  /** The findings as SARIF. */
  sarif(own: OwnFiles, all: boolean): Promise<string>;
  /** A port at whose other end the panel "What happens" is served. */
  connect(): MessagePort;
}

/** A reporter whose worker, with its rules, is loaded at the first question. `onReport` gets the newest answer only. */
export function reporterWith(
  onReport: (report: Report) => void,
  onFailure: () => void,
): Reporter {
  let worker: Worker | undefined;
  let last = 0;
  let isOpen = false;
  let waiting: (() => void) | undefined;
  const answers = new Map<number, (answer: Answer) => void>();

  const start = (): Worker => {
    const fresh = new Worker(new URL("./report.worker.ts", import.meta.url), {
      type: "module",
    });
    fresh.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      const take = answers.get(data.sequence);
      answers.delete(data.sequence);
      take?.(data);
    });
    fresh.addEventListener("error", () => {
      // The next question begins anew.
      fresh.terminate();
      worker = undefined;
      isOpen = false;
      waiting = undefined;
      answers.clear();
      onFailure();
    });
    return fresh;
  };
  const send = (
    kind: Question["kind"],
    own: OwnFiles,
    all: boolean,
    onAnswer: (answer: Answer) => void,
  ): void => {
    worker ??= start();
    answers.set(++last, onAnswer);
    const root = siteRoot().href;
    const question: Question = { kind, sequence: last, own, all, root };
    worker.postMessage(question);
  };
  const ask = (own: OwnFiles, all: boolean): void => {
    // One question at a time: what was typed meanwhile is asked next, and what lies between is skipped.
    if (isOpen) {
      waiting = () => ask(own, all);
      return;
    }
    isOpen = true;
    send("report", own, all, (answer) => {
      isOpen = false;
      const next = waiting;
      waiting = undefined;
      if (next !== undefined) next();
      else if (answer.kind === "report") onReport(answer.report);
    });
  };
  return {
    ask,
    fixAll: (own, all) =>
      new Promise((resolve) =>
        send("fix-all", own, all, (answer) => {
          if (answer.kind === "fix-all") resolve(answer);
        }),
      ),
    sarif: (own, all) =>
      new Promise((resolve) =>
        send("sarif", own, all, (answer) => {
          if (answer.kind === "sarif") resolve(answer.text);
        }),
      ),
    connect: () => {
      worker ??= start();
      const { port1, port2 } = new MessageChannel();
      const connection: Connection = { kind: "happens", port: port2 };
      worker.postMessage(connection, [port2]);
      return port1;
    },
  };
}
