import { getCollection } from "astro:content";
import { catalogue } from "../course/catalogue.ts";
import { nameOf } from "../search/found-by.ts";
import type { SearchRecord } from "../search/records.ts";

/** What search finds beside whole pages. The build reads it into the index and takes the file away: see `finish`. */
export async function GET(): Promise<Response> {
  const { lessons, items } = await catalogue();
  const terms = await getCollection("glossary");
  const lessonAt = (id: string) =>
    lessons.find(({ lesson }) => lesson.id === id);
  const moduleOf = (id: string | undefined) => {
    const placed = id === undefined ? undefined : lessonAt(id);
    return placed && nameOf(placed.module);
  };
  const records: SearchRecord[] = [
    ...items.map((item) => ({
      url: `checklist/#${item.id}`,
      kind: "Checklist",
      title: item.title,
      place: item.stage,
      module: moduleOf(item.lessons[0]),
      text: [item.why, item.check, ...item.sameAs, ...item.rules].join(" "),
    })),
    ...terms.map(({ data }) => ({
      url: `glossary/#${data.id}`,
      kind: "Term",
      title: data.term,
      text: data.definition,
    })),
    ...lessons.flatMap(({ lesson, plate, module }) => [
      ...lesson.data.corrections.map(({ id, heard, truth }) => ({
        url: `corrections/#${id}`,
        kind: "Correction",
        title: heard.replaceAll("`", ""),
        place: plate,
        module: nameOf(module),
        text: truth,
      })),
      ...lesson.data.antiPatterns.map(({ id, title, why, instead }) => ({
        url: `anti-patterns/#${id}`,
        kind: "Anti-pattern",
        title: title.replaceAll("`", ""),
        place: plate,
        module: nameOf(module),
        text: `${why} ${instead}`,
      })),
    ]),
  ];
  return Response.json(records);
}
