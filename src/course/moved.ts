import { getCollection } from "astro:content";

/** Each id that a lesson had before, with the one that it has now. */
export async function movedLessons(): Promise<[old: string, now: string][]> {
  const lessons = await getCollection("lessons");
  return lessons.flatMap(({ id, data }) =>
    data.movedFrom.map((old): [string, string] => [old, id]),
  );
}
