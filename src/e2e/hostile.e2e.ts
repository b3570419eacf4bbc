import { writeFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "./test.ts";
import { fieldOf, openWorkspace } from "./workspace.ts";

const EXERCISE = "exercises/inherited-dockerfile/";
/** What would set `hit` if any of it ran, and what turns or hides the text around it. */
const PAYLOAD = `<script>window.hit=1</script><img src=x onerror=window.hit=1>"><svg onload=window.hit=1>\${window.hit=1}{{constructor.constructor('window.hit=1')()}}\u202E\u0000\uD800`;
const AT = "2026-11-20T09:00:00.000Z";

interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function file(name: string, content: string | Buffer): Chosen {
  return {
    name,
    mimeType: "application/json",
    buffer: Buffer.from(content),
  };
}

/** A progress file with these areas. */
function progress(areas: object): string {
  return JSON.stringify({
    format: "drydock-progress",
    version: 1,
    name: PAYLOAD,
    ...areas,
  });
}

/** Nothing of an input ran, became an element with a handler, or reached what all objects share. */
async function nothingRan(page: Page): Promise<void> {
  expect(
    await page.evaluate(() => [
      Reflect.get(window, "hit"),
      document.querySelectorAll("[onerror], [onload], main script:not([type])")
        .length,
      Reflect.get({}, "polluted"),
    ]),
  ).toEqual([undefined, 0, undefined]);
}

test("an answer is text, in the field and in all that is said of it", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + EXERCISE);
  const tag = "<img/src=x/onerror=window.hit=1>";
  await fieldOf(workspace, "Dockerfile").fill(
    `FROM node:24 AS ${tag}\nFROM ${tag}\nENV A="${PAYLOAD}" PASSWORD=${tag}\nCOPY ${tag} ${tag}/\nUSER ${tag}\n${tag}\nCMD ${tag}\n`,
  );
  await expect(workspace.locator(".result")).toContainText(tag);
  await nothingRan(page);
});

const packed = (text: string | Buffer): string =>
  `#answer=${deflateRawSync(text, { level: 9 }).toString("base64url")}`;
const answer = (files: unknown): string =>
  JSON.stringify({ exercise: "inherited-dockerfile", files });

for (const [what, fragment, said] of [
  [
    "that unpacks to 20 MB",
    packed(Buffer.alloc(20_000_000, " ")),
    "more than 400 kB",
  ],
  [
    "of other files",
    packed(answer({ ["__proto__"]: "x", "../etc/passwd": "x" })),
    "holds no file of this exercise",
  ],
  ["of HTML", packed(answer({ Dockerfile: PAYLOAD })), "Yours is kept"],
] as const)
  test(`a link ${what} is told, and runs nothing`, async ({ page, site }) => {
    const workspace = await openWorkspace(page, site + EXERCISE + fragment);
    await expect(workspace.locator("[data-notices]")).toContainText(said);
    await nothingRan(page);
  });

const PROGRESS: readonly (readonly [string, string | Buffer, string])[] = [
  ["\u202Enosj.<img src=x onerror=window.hit=1>.json", "{", "it is no JSON"],
  ["deep.json", '{"a":'.repeat(100_000), "more than 40 levels deep"],
  ["many.json", `[${"0,".repeat(1_000_000)}0]`, "more than 50,000 values"],
  ["bytes.json", Buffer.from([0xff, 0xfe, 0x00, 0x7b]), "it is no JSON"],
  [
    "names.json",
    progress({
      checklist: {
        ["__proto__"]: { polluted: 1 },
        constructor: { prototype: { polluted: 1 } },
        [PAYLOAD]: { state: "holds", at: AT },
        "pin-base": { state: "holds", at: AT, note: PAYLOAD },
      },
      attempts: { "spot-the-bugs": { files: { Dockerfile: PAYLOAD }, at: AT } },
    }),
    "Left out, because it cannot be read: 3 of",
  ],
];

test("imported progress is data, and what stands here stays", async ({
  page,
  site,
}) => {
  await page.goto(`${site}progress/`);
  const kept = `{"a":{"state":"fails","by":"reader","note":"mine","at":"${AT}"}}`;
  await page.evaluate(
    (text) => localStorage.setItem("drydock:1:checklist", text),
    kept,
  );
  await page.reload();
  const preview = page.locator("[data-preview]");
  for (const [name, content, said] of PROGRESS) {
    await page.locator("[data-import]").setInputFiles(file(name, content));
    await expect(preview).toContainText(said);
    await nothingRan(page);
  }
  await page.getByRole("button", { name: /^Take over 2/ }).click();
  await expect(page.getByText("2 entries taken over.")).toBeVisible();
  await nothingRan(page);
  await page.getByRole("button", { name: "Take it back" }).click();
  expect(
    await page.evaluate(() => localStorage.getItem("drydock:1:checklist")),
  ).toBe(kept);
});

test("the files of a team are data, their names too", async ({
  page,
  site,
}) => {
  await page.goto(`${site}team/`);
  await page.locator("[data-choose]").setInputFiles([
    ...PROGRESS.slice(0, 4).map(([name, content]) => file(name, content)),
    file(
      "eve.json",
      progress({
        attempts: {
          ["__proto__"]: { saved: [] },
          "spot-the-bugs": {
            saved: [
              {
                kind: "passed",
                at: AT,
                version: PAYLOAD,
                files: { Dockerfile: PAYLOAD, ["__proto__"]: PAYLOAD },
              },
            ],
          },
        },
      }),
    ),
  ]);
  await expect(page.locator("[data-state]")).toHaveText("5 files graded.");
  for (const [, , said] of PROGRESS.slice(0, 4))
    await expect(page.locator("[data-result]")).toContainText(said);
  // What would turn the line shows as a sign, and turns nothing outside of the name.
  await expect(page.getByRole("heading", { name: "nosj" })).toHaveText(
    "\u2068\uFFFDnosj.<img src=x onerror=window.hit=1>.json\u2069",
  );
  await nothingRan(page);
});

test("files for the playground and the checklist are text, and their names too", async ({
  page,
  site,
}) => {
  const name = "\u202Ecod.<img src=x onerror=window.hit=1>.Dockerfile";
  for (const [path, says] of [
    ["playground/", /Opened: ./],
    ["checklist/", /items hold/],
  ] as const) {
    await page.goto(site + path);
    const input = page.locator("main input[data-open]").first();
    for (const [content, said] of [
      [Buffer.from([0x46, 0xff]), /is not UTF-8/],
      [Buffer.alloc(1_000_001, "#"), /at most 1 MB is read/],
      [`FROM a\nUSER ${PAYLOAD.replaceAll("\u0000", "")}\nADD a b\n`, says],
    ] as const) {
      await input.setInputFiles(file(name, content));
      await expect(page.locator("main [data-notices]").first()).toContainText(
        said,
      );
    }
    await nothingRan(page);
  }
});

test("an address asks for nothing that is not there", async ({
  page,
  site,
}) => {
  const asked = `?q=${encodeURIComponent("<img src=x onerror=window.hit=1>")}&stage=__proto__&severity=constructor&open`;
  for (const path of [
    `checklist/${asked}#%E0%A4%A`,
    `rules/${asked}#%`,
    "interview/practice/?scenario=__proto__&module=constructor#%",
    `playground/${asked}#%`,
  ]) {
    await page.goto(site + path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await nothingRan(page);
  }
  await page.goto(`${site}checklist/?q=${"a%20".repeat(3_000)}`);
  await expect(page.getByRole("searchbox").first()).toHaveValue(
    /^(?:a ){100}$/,
  );
});

test("a term of search is text, and is not longer than a question", async ({
  page,
  site,
}) => {
  await page.goto(site);
  await page.keyboard.press("/");
  const field = page.locator("pagefind-modal input").first();
  await expect(field).toHaveAttribute("maxlength", "200");
  await field.fill("<img src=x onerror=window.hit=1> user");
  await expect(page.locator("pagefind-modal")).toContainText(/results?/i);
  await nothingRan(page);
});

test("whatever the browser keeps, pages stand, and what cannot be read is kept apart", async ({
  page,
  site,
}) => {
  const keys = [
    "checklist",
    "cards",
    "practice",
    "attempt:inherited-dockerfile",
  ];
  const all = [...keys, "lessons", "settings", "playground"];
  const ids = ["__proto__", "constructor", "a", "inherited-dockerfile"];
  for (const value of [
    JSON.stringify(PAYLOAD),
    `{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
    JSON.stringify(
      Object.fromEntries(
        ids.map((id) => [
          id,
          { state: PAYLOAD, at: AT, files: { [PAYLOAD]: 1 }, saved: [[], {}] },
        ]),
      ),
    ),
  ]) {
    await page.goto(`${site}404.html`);
    await page.evaluate(
      ([names, text]) => {
        localStorage.clear();
        for (const name of names)
          localStorage.setItem(`drydock:1:${name}`, text);
      },
      [all, value] as const,
    );
    await openWorkspace(page, site + EXERCISE);
    for (const path of ["progress/", "checklist/", "interview/practice/"]) {
      await page.goto(site + path);
      await expect(page.locator("main form").first()).toBeVisible();
      await nothingRan(page);
    }
    if (value.startsWith("{")) continue;
    const apart = await page.evaluate(
      (names) =>
        names.map((name) =>
          localStorage.getItem(`drydock:1:${name}:unreadable`),
        ),
      keys,
    );
    expect(apart).toEqual(keys.map(() => value));
  }
});

/** A file as it is chosen from a disk: what Playwright sends itself holds up the page. */
function onDisk(name: string, content: string | Buffer): string {
  const path = test.info().outputPath(name);
  writeFileSync(path, content);
  return path;
}

test("inputs of many megabytes hold up no page @timed", async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Reflect.set(window, "longTasks", tasks);
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({ entryTypes: ["longtask"] });
  });
  const longest: Record<string, number> = {};
  const timed = async (what: string, work: () => Promise<void>) => {
    await page.evaluate(() => Reflect.get(window, "longTasks").splice(0));
    await work();
    // Entries of long tasks come after the task.
    await page.waitForTimeout(300);
    longest[what] = await page.evaluate(() =>
      Math.round(Math.max(0, ...Reflect.get(window, "longTasks"))),
    );
  };
  const large = progress({
    attempts: Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `exercise-${at}`,
        {
          at: AT,
          saved: Array.from({ length: 14 }, () => ({
            kind: "passed",
            at: AT,
            version: "1",
            hints: 0,
            files: { Dockerfile: "FROM node\n".repeat(5_000) },
          })),
        },
      ]),
    ),
  });
  const many = progress({
    lessons: Object.fromEntries(
      Array.from({ length: 49_000 }, (_, at) => [`a${at}`, AT]),
    ),
  });

  await page.goto(`${site}progress/`);
  const preview = page.locator("[data-preview]");
  await timed("progress, 15 MB", async () => {
    await page.locator("[data-import]").setInputFiles(onDisk("a.json", large));
    await expect(preview).toContainText("20");
  });
  await timed("progress, 49,000 entries", async () => {
    await page.locator("[data-import]").setInputFiles(onDisk("b.json", many));
    await expect(preview).toContainText("2000");
  });

  await page.goto(`${site}team/`);
  await timed("a team's file, 15 MB", async () => {
    await page.locator("[data-choose]").setInputFiles(onDisk("a.json", large));
    await expect(page.locator("[data-state]")).toHaveText("1 file graded.");
  });

  await page.goto(`${site}playground/`);
  const open = page.locator("main input[data-open]").first();
  const notices = page.locator("main [data-notices]").first();
  for (const [what, content, said] of [
    [
      "a Dockerfile, 1 MB",
      "RUN echo a b c d e f g h i j k\n".repeat(32_000),
      "Opened",
    ],
    [
      "a Dockerfile, 45 MB",
      Buffer.alloc(45_000_000, "#"),
      "at most 1 MB is read",
    ],
  ] as const)
    await timed(what, async () => {
      await open.setInputFiles(onDisk("Dockerfile", content));
      await expect(notices).toContainText(said);
    });

  console.log(
    `Longest tasks, goal 100 ms: ${Object.entries(longest)
      .map(([what, ms]) => `${what} ${ms} ms`)
      .join("; ")}`,
  );
  for (const [what, ms] of Object.entries(longest))
    expect(ms, what).toBeLessThan(200);
});
