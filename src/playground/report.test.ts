import { expect, test } from "vitest";
import { simulate } from "../../checks/build/simulate.ts";
import type { Finding, Severity } from "../../checks/files.ts";
import { countsInWords, groupsOf } from "./grouping.ts";
import { reportAsMarkdown } from "./markdown.ts";
import { NO_FILES, subjectOf, type OwnFiles } from "./own-files.ts";
import { readingFor, type TaughtLesson } from "./reading.ts";
import type { Report } from "./report.ts";
import { unknownsOf } from "./unknowns.ts";

function finding(rule: string, severity: Severity, line: number): Finding {
  const place = { line, column: 1 };
  return {
    rule,
    severity,
    file: "Dockerfile",
    range: { start: place, end: place },
    message: `${rule} in line ${line}.`,
    remedy: "Do otherwise.",
  };
}

const report: Report = {
  findings: [
    finding("no-sudo", "warning", 2),
    finding("no-secret-files", "error", 3),
    finding("no-sudo", "warning", 5),
    finding("quiet-wget", "info", 6),
  ],
  skipped: 0,
  asked: 80,
  rules: [
    { id: "no-sudo", title: "No sudo", category: "security", sameAs: [] },
    {
      id: "no-secret-files",
      title: "No secrets",
      category: "security",
      sameAs: [],
    },
    { id: "quiet-wget", title: "Quiet wget", category: "style", sameAs: [] },
  ],
  unknown: [],
};

test("by severity the gravest comes first, one entry a rule", () => {
  expect(
    groupsOf(report, "severity").map(({ title, count, rules }) => [
      title,
      count,
      rules.map(({ rule, findings }) => `${rule.id} ${findings.length}`),
    ]),
  ).toEqual([
    ["Errors", 1, ["no-secret-files 1"]],
    ["Warnings", 2, ["no-sudo 2"]],
    ["Trade-offs", 1, ["quiet-wget 1"]],
  ]);
});

test("by topic the rules' categories decide, and no finding is lost", () => {
  const groups = groupsOf(report, "topic");
  expect(groups.map(({ title, count }) => `${title} ${count}`)).toEqual([
    "Security 3",
    "Style 1",
  ]);
});

test("the counts are in words, the plural where it belongs", () => {
  expect(countsInWords(report)).toBe("1 error, 2 warnings, 1 trade-off");
  expect(countsInWords({ findings: [] })).toBe("");
});

const lessons: readonly TaughtLesson[] = [
  {
    id: "wget",
    title: "Wget",
    plate: "M1.1",
    minutes: 3,
    rules: ["quiet-wget", "no-npm-start"],
  },
  { id: "sudo", title: "Sudo", plate: "M5.2", minutes: 4, rules: ["no-sudo"] },
  { id: "tags", title: "Tags", plate: "M2.1", minutes: 5, rules: ["x"] },
];

test("the lesson that explains most findings is read first; a rule without a lesson stands for itself", () => {
  const { lessons: toRead, others } = readingFor(report, lessons);
  expect(toRead.map(({ lesson }) => lesson.id)).toEqual(["sudo", "wget"]);
  expect(others.map(({ id }) => id)).toEqual(["no-secret-files"]);
});

test("nothing found means nothing to read", () => {
  const empty = { ...report, findings: [] };
  expect(readingFor(empty, lessons)).toEqual({ lessons: [], others: [] });
});

test("the Markdown links to this site and takes no markup from the file", () => {
  const odd = finding("no-sudo", "warning", 2);
  const text = reportAsMarkdown(
    "Dockerfile",
    {
      ...report,
      findings: [
        { ...odd, message: "<img src=x> runs [a](http://b)\n# as *root*" },
      ],
      unknown: [{ text: "What FROM $X is.", line: undefined }],
    },
    readingFor(report, lessons),
    new URL("https://example.org/dock/"),
  );
  expect(text).toContain("# Report on Dockerfile");
  expect(text).toContain("(https://example.org/dock/rules/no-sudo/)");
  expect(text).toContain("https://example.org/dock/lessons/sudo/");
  expect(text).toContain(
    "\\<img src=x\\> runs \\[a\\](http://b) \\# as \\*root\\*",
  );
  expect(text).toContain("What FROM $X is.");
});

function unknownOf(own: Partial<OwnFiles>): readonly string[] {
  const { files, ...options } = subjectOf({ ...NO_FILES, ...own });
  return unknownsOf(simulate(files, options)).map(({ text }) => text);
}

const dockerfile = (text: string) => ({
  dockerfile: { path: "Dockerfile", text },
});

test("of a private base it is said what cannot be told", () => {
  const [first] = unknownOf(
    dockerfile("FROM registry.example.com/base:1\nRUN make\n"),
  );
  expect(first).toBe(
    "Of the container it cannot be told as whom it runs, what it starts, how it stops and whether a health check watches it: nothing is known about the image registry.example.com/base.",
  );
});

test("of a known base with everything given, nothing is unknown", () => {
  expect(
    unknownOf({
      ...dockerfile(
        "FROM nginx:1.29-alpine\nCOPY index.html /usr/share/nginx/html/\n",
      ),
      listing: "index.html\n",
      isWhole: true,
    }),
  ).toEqual([]);
});

test("a file that is a secret by its name is named where only the name is known", () => {
  const files = {
    ...dockerfile('FROM node:24-slim\nCOPY . /app/\nCMD ["sleep", "9"]\n'),
    listing: ".env\n.env.example\nserver.js\n",
    isWhole: true,
  };
  const said = unknownOf(files).join("\n");
  expect(said).toContain("are known here: .env.");
  const texts = { ".env": "PORT=3000\n" };
  expect(unknownOf({ ...files, texts }).join("\n")).not.toContain(".env");
  const ignore = { path: ".dockerignore", text: ".env\n" };
  expect(unknownOf({ ...files, ignore }).join("\n")).not.toContain(".env");
});
