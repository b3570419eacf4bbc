import { expect, it } from "vitest";
import { folderWith } from "../testing/terminal.ts";
import { lintCommand } from "./lint.ts";

const FILES = 3_000;

it(`${FILES} files are linted in one run, each printed before the next is read`, async () => {
  const text =
    "FROM node:latest\nWORKDIR /app\nCOPY . .\nRUN npm install\nCMD npm start\n";
  const folder = folderWith(
    Object.fromEntries(
      Array.from({ length: FILES }, (_, at) => [
        `${at % 50}/${at}/Dockerfile`,
        text,
      ]),
    ),
  );
  let largest = 0;
  let last = "";
  const start = performance.now();
  await lintCommand([], {
    folder,
    colour: false,
    write: async (part) => {
      largest = Math.max(largest, part.length);
      last = part;
    },
    warn: () => undefined,
    readInput: async () => Buffer.alloc(0),
  });
  const seconds = (performance.now() - start) / 1000;
  console.log(`${FILES} files in ${seconds.toFixed(1)} s`);
  expect(last).toMatch(/^3000 files: /);
  expect(largest).toBeLessThan(10_000);
}, 30_000);
