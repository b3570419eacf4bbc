import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { contentFolder, readFolder } from "../../checks/testing/content.ts";

/** Where the course answers something it must cover. */
interface Covered {
  readonly id: string;
  readonly lesson?: string;
  readonly heading?: string;
  /** A module that comes later. */
  readonly later?: string;
  /** It corrects a sample that no lesson repeats. */
  readonly only?: "sources";
}

/** How many topics each written module has. */
const TOPICS = { 1: 8, 2: 9, 3: 8, 4: 7, 5: 11, 6: 7, 7: 10 };
const CORRECTIONS = 132;
const CHECKLIST_ITEMS = 14;
const BUGS = "1 2 4 5 6 7 10 18 19 78 79 80 81";

const texts = readFolder(contentFolder);
const covered: readonly Covered[] =
  parse(readFileSync(join(contentFolder, "coverage.yaml"), "utf8")) ?? [];
const modules: readonly { id: string; lessons: string[] }[] = parse(
  texts["course.yaml"] ?? "",
);

const wanted = [
  ...Object.entries(TOPICS).flatMap(([module, count]) =>
    Array.from({ length: count }, (_, at) => `topic-${module}.${at + 1}`),
  ),
  ...Array.from({ length: CORRECTIONS }, (_, at) => `correction-${at + 1}`),
  ...Array.from({ length: CHECKLIST_ITEMS }, (_, at) => `checklist-${at + 1}`),
  ...BUGS.split(" ").map((number) => `bug-${number}`),
];

describe("what the course must cover", () => {
  it("has a place", () => {
    const ids = new Set(covered.map(({ id }) => id));
    expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("is listed once", () => {
    const ids = covered.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });
});

it.each(covered)("$id stands in one place", ({ lesson, later, only }) => {
  const places = [lesson, later, only];
  expect(places.filter((each) => each !== undefined)).toHaveLength(1);
});

it.each(covered.filter(({ later }) => later !== undefined))(
  "$id waits for a module without lessons",
  ({ later }) => {
    expect(modules.find(({ id }) => id === later)).toMatchObject({
      lessons: [],
    });
  },
);

it.each(covered.filter(({ lesson }) => lesson !== undefined))(
  "$id leads to a heading that is there",
  ({ lesson, heading }) => {
    const text = texts[`lessons/${lesson}/index.mdx`] ?? "";
    const headings = [...text.matchAll(/^##+ (.+)$/gm)].map(
      ([, title]) => title,
    );
    expect(headings).toContain(heading ?? headings[0]);
  },
);
