import { fileText } from "../../../checks/files.ts";
import { suggestionsAt } from "./completion.ts";
import { explanationAt } from "./explanation.ts";
import type { HelpAnswer, HelpQuestion } from "./help.ts";

addEventListener("message", ({ data }: MessageEvent<HelpQuestion>) => {
  void answered(data).then((answer) => postMessage(answer));
});

// What goes wrong in here ends the worker, and with it the waiting for an answer.
addEventListener("unhandledrejection", ({ reason }: PromiseRejectionEvent) => {
  setTimeout(() => {
    throw reason;
  });
});

async function answered(question: HelpQuestion): Promise<HelpAnswer> {
  const { kind, sequence, files, path } = question;
  switch (kind) {
    case "suggestions": {
      const suggestions = await suggestionsAt(files, path, question.offset);
      return { kind, sequence, suggestions };
    }
    case "explanation": {
      const text = fileText(files, path) ?? "";
      const explanation = explanationAt(text, question.offset);
      return { kind, sequence, explanation };
    }
    case "formatting": {
      const { formatting } = await import("./format.ts");
      const edits = formatting(fileText(files, path) ?? "");
      return { kind, sequence, edits };
    }
  }
}
