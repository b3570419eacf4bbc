import { simulate } from "../../checks/build/simulate.ts";
import { rules as allRules } from "../../checks/dockerfile/rules/index.ts";
import { fileText } from "../../checks/files.ts";
import { fixAll } from "../../checks/fix-all.ts";
import { report } from "../../checks/lint.ts";
import { subjectOf } from "./own-files.ts";
import type { Answer, Connection, Question, Report } from "./report.ts";
import { unknownsOf } from "./unknowns.ts";

const recommended = allRules.filter((rule) => rule.recommended);

addEventListener("message", ({ data }: MessageEvent<Question | Connection>) => {
  if (data.kind === "happens") void connect(data.port);
  else void answer(data);
});

// What goes wrong in here must not end in silence.
addEventListener("unhandledrejection", ({ reason }: PromiseRejectionEvent) => {
  setTimeout(() => {
    throw reason;
  });
});

async function connect(port: MessagePort): Promise<void> {
  const { serveHappens } = await import("../exercise/happens/serve.ts");
  serveHappens(port);
}

async function answer(question: Question): Promise<void> {
  postMessage(await answerTo(question));
}

async function answerTo(question: Question): Promise<Answer> {
  const { kind, sequence, own, all } = question;
  const rules = all ? allRules : recommended;
  const { files, ...options } = subjectOf(own);
  if (kind === "fix-all") {
    const fixed = fixAll(files, { ...options, rules });
    return {
      kind,
      sequence,
      text: fileText(fixed.files, own.dockerfile.path) ?? "",
      applied: fixed.applied.length,
    };
  }
  const { findings, skipped } = report(files, { ...options, rules });
  if (kind === "sarif") {
    const { sarifOf } = await import("./sarif.ts");
    const { path, text } = own.dockerfile;
    const linted = { path, text, findings, skipped, fixed: [] };
    return { kind, sequence, text: sarifOf(linted, rules, question.root) };
  }
  const broken = new Set(findings.map(({ rule }) => rule));
  const shown: Report = {
    findings,
    skipped,
    asked: rules.length,
    rules: rules
      .filter(({ id }) => broken.has(id))
      .map(({ id, title, category, sameAs }) => ({
        id,
        title,
        category,
        sameAs,
      })),
    unknown: unknownsOf(simulate(files, options)),
  };
  return { kind, sequence, report: shown };
}
