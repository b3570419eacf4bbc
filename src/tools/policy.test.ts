import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { policy } from "./policy.ts";

const read = (path: string): string =>
  readFileSync(new URL(path, import.meta.url), "utf8");
const headers = read("../../public/_headers");

test("the header for a whole site is the policy of a page with the editor and the script of the 404 page, and nobody may frame it", () => {
  const script = read("../not-found/find-root.js");
  expect(headers).toContain(
    `\n  Content-Security-Policy: ${policy(true, { script })}; frame-ancestors 'none'\n`,
  );
});

test("no line of the headers is longer than Cloudflare Pages reads", () => {
  // https://developers.cloudflare.com/pages/configuration/headers/
  for (const line of headers.split("\n"))
    expect(line.length).toBeLessThanOrEqual(2000);
});
