import { AxeBuilder } from "@axe-core/playwright";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { readExercise } from "../../checks/cli/read-content.ts";
import { verifyCommand } from "../../checks/cli/verify.ts";
import { chooseLarge } from "./large-file.ts";
import { expect, test } from "./test.ts";

const ids = ["spot-the-bugs", "ignore-with-exceptions"];
const exercises = ids.map(readExercise);

/** A file as the page /progress/ writes it, by the site's own version of the judge. */
function fileOf(
  name: string,
  rules: string,
  attempts: Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify({
    format: "drydock-progress",
    version: 1,
    name,
    exported: "2026-11-21T09:00:00.000Z",
    rules,
    attempts,
  });
}

/** A sound file, one in which two of three answers are tampered with, and one that is none. */
function teamFiles(rules: string): Readonly<Record<string, string>> {
  const [first, second] = exercises;
  if (first === undefined || second === undefined)
    throw new Error("An exercise is missing.");
  const passed = (exercise: typeof first, files: object, version?: string) => ({
    saved: [
      {
        kind: "passed",
        at: "2026-11-20T09:00:00.000Z",
        files,
        version: version ?? exercise.version,
        rules,
        hints: 2,
      },
    ],
  });
  return {
    "ada.json": fileOf("Ada", rules, {
      [first.id]: passed(first, first.solution.files),
      [second.id]: passed(second, second.solution.files),
    }),
    "eve.json": fileOf("\u202EEve <img src=x>", rules, {
      [first.id]: passed(first, { Dockerfile: first.starter["Dockerfile"] }),
      [second.id]: passed(second, second.starter, "0123456789abcdef"),
      "made-up": passed(first, {}),
    }),
    "broken.json": "{",
  };
}

async function open(page: Page, site: string): Promise<string> {
  await page.goto(`${site}team/`);
  await expect(page.locator("[data-actions]")).toBeVisible();
  const data = await page.locator("[data-team]").textContent();
  return JSON.parse(data ?? "{}").rules;
}

/** The verdicts of a file in the page: `spot-the-bugs passes`. */
function verdictsIn(page: Page, file: string): Promise<string[]> {
  return page
    .locator(`[data-verified="${file}"] [data-verdict]`)
    .evaluateAll((rows) =>
      rows.map(
        (row) =>
          `${row.getAttribute("data-exercise")} ${row.getAttribute("data-verdict")}`,
      ),
    );
}

async function choose(
  page: Page,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await page.locator("[data-choose]").setInputFiles(
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: "application/json",
      buffer: Buffer.from(text),
    })),
  );
  await expect(page.locator("[data-state]")).toHaveText(/ graded\.$/);
}

test("the page and the command line come to the same verdicts", async ({
  page,
  site,
}) => {
  const files = teamFiles(await open(page, site));
  await choose(page, files);
  expect(await verdictsIn(page, "ada.json")).toEqual([
    "spot-the-bugs passes",
    "ignore-with-exceptions passes",
  ]);
  expect(await verdictsIn(page, "eve.json")).toEqual([
    "spot-the-bugs refuted",
    "ignore-with-exceptions earlier",
    "made-up no-exercise",
  ]);
  await expect(page.locator('[data-verified="broken.json"]')).toContainText(
    "it is no JSON",
  );
  // A name is text, in its own direction.
  await expect(
    page.locator('[data-verified="eve.json"]').getByRole("heading"),
  ).toHaveText("Eve <img src=x>");

  const folder = mkdtempSync(join(tmpdir(), "drydock-team-"));
  try {
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(folder, name), text);
    const run = async (...args: string[]) => {
      let output = "";
      const code = await verifyCommand(args, {
        folder,
        colour: false,
        write: async (text) => {
          output += text;
        },
        warn: () => {},
        readInput: async () => Buffer.alloc(0),
      });
      return { code, output };
    };
    const { code, output } = await run("ada.json", "eve.json", "--json");
    expect(code).toBe(1);
    for (const { file, verification } of JSON.parse(output).files)
      expect(
        verification.results.map(
          ({ exercise, verdict }: { exercise: string; verdict: string }) =>
            `${exercise} ${verdict}`,
        ),
      ).toEqual(await verdictsIn(page, file));
    expect((await run("ada.json")).code).toBe(0);
    expect((await run("ada.json", "broken.json")).code).toBe(2);

    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download as CSV" }).click();
    const csv = readFileSync(await (await download).path(), "utf8");
    const all = await run(...Object.keys(files), "--csv");
    expect(csv).toBe(all.output);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("nothing is sent, and a file chosen again takes its place", async ({
  page,
  site,
}) => {
  const rules = await open(page, site);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET" || request.url().includes("Ada"))
      sent.push(request.url());
  });
  const { "ada.json": ada = "" } = teamFiles(rules);
  await choose(page, { "ada.json": ada });
  await choose(page, { "ada.json": fileOf("Ada", rules, {}) });
  await expect(page.locator("[data-verified]")).toHaveCount(1);
  await expect(page.locator("[data-verified]")).toContainText(
    "It holds no submitted answer.",
  );
  expect(sent).toEqual([]);
});

test("a file of 50 MB is not read", async ({ page, site }) => {
  await open(page, site);
  await chooseLarge(page, page.locator("[data-choose]"));
  await expect(page.locator("[data-verified]")).toContainText("it has 50 MB");
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on verdicts, ${colorScheme}`, async ({
    page,
    site,
  }) => {
    await page.emulateMedia({ colorScheme });
    await choose(page, teamFiles(await open(page, site)));
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
    ).toEqual([]);
  });
