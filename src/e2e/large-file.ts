import { truncateSync, writeFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { test } from "./test.ts";

/** Chooses a file of 50 MB in a page that fails where it is read. */
export async function chooseLarge(page: Page, input: Locator): Promise<void> {
  await page.evaluate(() => {
    Blob.prototype.text = () => Promise.reject(new Error("It was read."));
  });
  const file = test.info().outputPath("large.json");
  writeFileSync(file, "");
  truncateSync(file, 50_000_000);
  await input.setInputFiles(file);
}
