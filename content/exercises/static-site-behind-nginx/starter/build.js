// Makes a page below dist/ of every Markdown file below pages/.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { marked } from "marked";

const frame = (title, body) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${title}</title>
    <link rel="stylesheet" href="/style.css" />
  </head>
  <body>
${body}  </body>
</html>
`;

await mkdir("dist", { recursive: true });
for (const file of await readdir("pages")) {
  const text = await readFile(`pages/${file}`, "utf8");
  const title = /^# (.*)$/m.exec(text)?.[1] ?? "Handbook";
  const name = basename(file, ".md");
  await writeFile(`dist/${name}.html`, frame(title, marked.parse(text)));
  console.log(`dist/${name}.html`);
}
