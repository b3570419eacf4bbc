import { csvOf } from "../../checks/report/csv.ts";
import { tickAt, type Ticks } from "../progress/checklist.ts";
import { STAGES, type ListItem } from "./item.ts";

/** The list as it is taken elsewhere. */
type Export = (items: readonly ListItem[], ticks: Ticks) => string;

/** For a pull request: a list to tick, notes and failures below their items. */
export const asMarkdown: Export = (items, ticks) =>
  [
    "# Production checklist",
    ...byStage(items).flatMap(([stage, of]) => [
      "",
      `## ${stage}`,
      "",
      ...of.flatMap((item) => {
        const { state, note } = tickAt(ticks, item.id);
        return [
          `- [${state === "holds" ? "x" : " "}] ${item.title} (${item.severity}${state === "fails" ? ", does not hold" : ""})`,
          ...note
            .split(/\r\n?|\n/)
            .filter((line) => line.trim() !== "")
            .map((line) => `  > ${line}`),
        ];
      }),
    ]),
    "",
  ].join("\n");

/** For a spreadsheet, with a header. */
export const asCsv: Export = (items, ticks) =>
  csvOf([
    ["id", "stage", "severity", "title", "state", "note", "changed", "ids"],
    ...items.map((item) => {
      const { state, note, at } = tickAt(ticks, item.id);
      const { id, stage, severity, title, ids } = item;
      return [id, stage, severity, title, state, note, at, ids.join(" ")];
    }),
  ]);

/** For programs. */
export const asJson: Export = (items, ticks) =>
  `${JSON.stringify(
    {
      format: "drydock-checklist",
      version: 1,
      items: items.map((item) => ({
        id: item.id,
        stage: item.stage,
        severity: item.severity,
        title: item.title,
        ids: item.ids,
        ...tickAt(ticks, item.id),
      })),
    },
    undefined,
    2,
  )}\n`;

/** For coding assistants that read a repository's rules: what to hold to, and why. What is marked as failing is left in. */
export const asRules: Export = (items) =>
  [
    "# Container images",
    "",
    "Hold to these when writing or reviewing a Dockerfile, a Compose file, a manifest or a pipeline.",
    "When one is left out on purpose, say why in a comment beside it.",
    ...byStage(items).flatMap(([stage, of]) => [
      "",
      `## ${stage}`,
      "",
      ...of.flatMap((item) => [
        `- **${item.title}.** ${item.why}`,
        ...(item.severity === "high"
          ? [
              "",
              `  \`\`\`${item.language}`,
              ...item.good.split("\n").map((line) => `  ${line}`.trimEnd()),
              "  ```",
              "",
            ]
          : []),
      ]),
    ]),
    "",
  ].join("\n");

function byStage(
  items: readonly ListItem[],
): readonly (readonly [string, readonly ListItem[]])[] {
  return Object.entries(STAGES)
    .map(
      ([stage, name]) =>
        [name, items.filter((item) => item.stage === stage)] as const,
    )
    .filter(([, of]) => of.length > 0);
}
