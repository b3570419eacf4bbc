import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { policy } from "./policy.ts";

const headers = readFileSync(
  new URL("../../public/_headers", import.meta.url),
  "utf8",
);

test("the header for a whole site is the policy of a page with the editor, and nobody may frame it", () => {
  expect(headers).toContain(
    `\n  Content-Security-Policy: ${policy(true)}; frame-ancestors 'none'\n`,
  );
});

test("no line of the headers is longer than Cloudflare Pages reads", () => {
  // https://developers.cloudflare.com/pages/configuration/headers/
  for (const line of headers.split("\n"))
    expect(line.length).toBeLessThanOrEqual(2000);
});
