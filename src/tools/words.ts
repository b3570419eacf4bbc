/** Prints the words of prose and the minutes of each lesson; fails where one is too short or too long. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { proseWords, readingMinutes } from "../course/prose.ts";

const FEWEST = 400;
const MOST = 900;
const lessons = resolve(import.meta.dirname, "../../content/lessons");

let total = 0;
for (const id of readdirSync(lessons).sort()) {
  const text = readFileSync(join(lessons, id, "index.mdx"), "utf8");
  const words = proseWords(text);
  total += words;
  const odd = words < FEWEST ? "  too short" : words > MOST ? "  too long" : "";
  if (odd !== "") process.exitCode = 1;
  console.log(
    `${String(words).padStart(5)} words ${String(readingMinutes(text)).padStart(3)} min  ${id}${odd}`,
  );
}
console.log(`${String(total).padStart(5)} words in all`);
