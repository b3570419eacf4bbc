import type { Files } from "../../../files.ts";
import type { BuildCase } from "../build-case.ts";

/** A case by the lines of its Dockerfile, with what else it needs. */
export interface Special extends Omit<Partial<BuildCase>, "name"> {
  readonly lines: readonly string[];
}

/** Cases by what they show; lines without a stage stand on Alpine. */
export type CaseTable = Readonly<Record<string, readonly string[] | Special>>;

/** The cases of a table, all in one context. */
export function casesOf(
  topic: string,
  files: Files,
  table: CaseTable,
  common: Partial<BuildCase> = {},
): readonly BuildCase[] {
  return Object.entries(table).map(([title, entry]) => {
    const special: Special = "lines" in entry ? entry : { lines: entry };
    const { lines, ...rest } = special;
    return {
      ...common,
      ...rest,
      name: `${topic}: ${title}`,
      files: {
        ...files,
        ...rest.files,
        [rest.dockerfile ?? "Dockerfile"]: dockerfileText(lines),
      },
    };
  });
}

function dockerfileText(lines: readonly string[]): string {
  const hasStage = lines.some((line) => /^from /i.test(line));
  return `${[...(hasStage ? [] : ["FROM alpine:3.24"]), ...lines].join("\n")}\n`;
}
