// Lists the pages of the guide, so that the server need not look for them.
import { readFile, readdir, writeFile } from "node:fs/promises";

const pages = [];
for (const entry of await readdir("docs/guide")) {
  const file = `docs/guide/${entry}`;
  const [title] = (await readFile(file, "utf8")).split("\n");
  pages.push({ name: entry.replace(/\.md$/, ""), title, file });
}
await writeFile("search-index.json", JSON.stringify(pages));
