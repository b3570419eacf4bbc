import { tarDirectory, tarFile } from "../tar.ts";
import { casesOf } from "./table.ts";

const files = { "a.txt": "a\n", "src/app.js": "app\n" };

const archives = {
  "site.tar": {
    gzip: false,
    entries: [
      tarDirectory("site", { mode: 0o750, uid: 7, gid: 8 }),
      tarFile("site/index.html", "hello\n", { uid: 7, gid: 8 }),
    ],
  },
  "linked.tar": {
    gzip: false,
    entries: [
      tarFile("index.html", "hello\n"),
      tarFile("latest", "", {
        type: "symlink",
        mode: 0o777,
        target: "index.html",
      }),
    ],
  },
  "tools.tgz": {
    gzip: true,
    entries: [tarFile("bin/tool", "tool\n", { mode: 0o755 })],
  },
} as const;

/** ADD of files and archives. */
export const addCases = casesOf(
  "add",
  files,
  {
    "a file": ["ADD a.txt /x"],
    "a directory": ["ADD src /d"],
    "an archive is unpacked": ["ADD site.tar /d/"],
    "an archive is unpacked into a directory without a slash": [
      "ADD site.tar /d",
    ],
    "a compressed archive is unpacked": ["ADD tools.tgz /usr/local/"],
    "an archive with an owner": ["ADD --chown=3:4 site.tar /d/"],
    "an archive is copied whole by COPY": ["COPY site.tar /d/"],
    "an archive beside a file": ["ADD a.txt site.tar /d/"],
    "a text that is called an archive": {
      lines: ["ADD not.tar /d/"],
      files: { "not.tar": "no archive\n" },
    },
    "an archive with a link": ["ADD linked.tar /d/"],
    "a pattern with archives": ["ADD *.tar /d/"],
    "a here-document": { lines: ["ADD <<EOF /x", "1", "EOF"] },
    "a mode": ["ADD --chmod=600 a.txt /x"],
  },
  { archives },
);
