import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { typeAsAnotherTabWrites } from "./other-tab.ts";
import { CLEAN, fieldOf, open, rule } from "./playground.ts";
import { expect, test } from "./test.ts";

/** Drops files on the page, as from the desk. */
async function drop(
  page: Page,
  files: Readonly<Record<string, string | readonly number[]>>,
): Promise<void> {
  const transfer = await page.evaluateHandle((entries) => {
    const data = new DataTransfer();
    for (const [name, content] of entries)
      data.items.add(
        new File(
          [typeof content === "string" ? content : new Uint8Array(content)],
          name,
        ),
      );
    return data;
  }, Object.entries(files));
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await expect(page.locator("own-dockerfile")).toHaveAttribute(
    "data-dropping",
    "",
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

test.describe("files", () => {
  test("a Dockerfile is dropped with its ignore file and others", async ({
    page,
    site,
  }) => {
    const own = await open(page, site);
    await drop(page, {
      Dockerfile: "FROM node:24-slim\nCOPY entrypoint.sh /\n",
      ".dockerignore": ".git\n",
      "entrypoint.sh": "node server.js\n",
      ".env": "TOKEN=hidden\n",
    });
    await expect(fieldOf(own)).toHaveValue(/COPY entrypoint.sh/);
    await expect(
      own.getByText("Opened: Dockerfile, .dockerignore and entrypoint.sh."),
    ).toBeVisible();
    await own.getByRole("tab", { name: "Other files" }).click();
    await expect(own.getByLabel("Other files of the build")).toHaveValue(
      ".env\nentrypoint.sh\n",
    );
    await page.waitForFunction(
      () => localStorage.getItem("drydock:1:playground") !== null,
    );
    const kept = await page.evaluate(() =>
      localStorage.getItem("drydock:1:playground"),
    );
    expect(kept).toContain("node server.js");
    expect(kept).not.toContain("hidden");
  });

  test("a folder is the whole context, and of many Dockerfiles one is chosen", async ({
    page,
    site,
  }) => {
    const own = await open(page, site);
    const exercise = resolve(
      import.meta.dirname,
      "../../content/exercises/inherited-dockerfile",
    );
    await own.locator("[data-folder] input").setInputFiles(exercise);
    await expect(own.getByText(/There are \d+ Dockerfiles/)).toBeVisible();
    await own.getByRole("button", { name: "starter/Dockerfile" }).click();
    await expect(fieldOf(own)).toHaveValue(/^FROM node\n/);
    await expect(
      own.getByRole("tab", { name: "starter/Dockerfile" }),
    ).toBeVisible();
    await own
      .locator("[data-folder] input")
      .setInputFiles(`${exercise}/starter`);
    await expect(
      own.getByRole("tab", { name: "Dockerfile", exact: true }),
    ).toBeVisible();
    await own.getByRole("tab", { name: "Other files" }).click();
    await expect(own.getByRole("checkbox")).toBeChecked();
    await own.getByRole("tab", { name: "Dockerfile", exact: true }).click();
    await fieldOf(own).fill("FROM node:24-slim\nCOPY missing.js /\n");
    await expect(rule(own, "copy-sent-files")).toContainText("missing.js");
  });

  for (const [what, content, said] of [
    ["a picture", [0x89, 0x50, 0, 1], "Dockerfile holds zero bytes"],
    ["another encoding", [0x46, 0xe4, 0x0a], "Dockerfile is not UTF-8"],
  ] as const)
    test(`${what} is refused, and the text stays`, async ({ page, site }) => {
      const own = await open(page, site);
      await fieldOf(own).fill(CLEAN);
      await drop(page, { Dockerfile: content });
      await expect(own.locator("[data-notices]")).toContainText(said);
      await expect(fieldOf(own)).toHaveValue(CLEAN);
    });

  test("two tabs show the same files, and ask where both changed", async ({
    page,
    site,
    context,
  }) => {
    const own = await open(page, site);
    const second = await open(await context.newPage(), site);
    await fieldOf(second).fill("FROM alpine:3.24\n");
    await expect(fieldOf(own)).toHaveValue("FROM alpine:3.24\n");
    await typeAsAnotherTabWrites(
      fieldOf(own),
      "FROM mine\n",
      "drydock:1:playground",
      JSON.stringify({
        dockerfile: { path: "Dockerfile", text: "FROM theirs\n" },
      }),
    );
    await expect(fieldOf(own)).toHaveValue("FROM mine\n");
    await own.getByRole("button", { name: "Take the other" }).click();
    await expect(fieldOf(own)).toHaveValue("FROM theirs\n");
    await own.getByRole("button", { name: "Undo" }).click();
    await expect(fieldOf(own)).toHaveValue("FROM mine\n");
  });

  test("a text over 1 MB is kept and not judged", async ({ page, site }) => {
    const own = await open(page, site);
    const long = `${CLEAN}${"# as long as it gets\n".repeat(50_000)}`;
    // Chromium itself takes seconds to type or paste so many lines.
    await fieldOf(own).evaluate((field: HTMLTextAreaElement, text) => {
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, long);
    await expect(own.locator("[data-sum]")).toHaveText("1.1 MB is too long");
    await expect(fieldOf(own)).toHaveValue(long);
    await expect(own.locator("[data-notices]")).toContainText(
      "too long to be kept",
    );
    await fieldOf(own).fill(CLEAN);
    await expect(own.locator("[data-sum]")).toHaveText("No findings");
  });
});

test.describe("what is kept", () => {
  test("a draft outlives a reload; clearing it removes it, and can be undone", async ({
    page,
    site,
  }) => {
    const own = await open(page, site);
    await fieldOf(own).fill("FROM ubuntu:latest\n");
    await expect(rule(own, "no-latest-tag")).toBeVisible();
    await page.reload();
    await expect(fieldOf(own)).toHaveValue("FROM ubuntu:latest\n");
    await expect(rule(own, "no-latest-tag")).toBeVisible();
    await own.getByRole("button", { name: "Clear" }).click();
    await expect(own).toHaveAttribute("data-state", "empty");
    const stored = () =>
      page.evaluate(() => localStorage.getItem("drydock:1:playground"));
    await expect.poll(stored).toBeNull();
    await own.getByRole("button", { name: "Undo" }).click();
    await expect(fieldOf(own)).toHaveValue("FROM ubuntu:latest\n");
    await expect.poll(stored).not.toBeNull();
  });

  test("odd storage is no obstacle", async ({ page, site }) => {
    await page.addInitScript(() =>
      localStorage.setItem("drydock:1:playground", '{"dockerfile":[1,'),
    );
    const own = await open(page, site);
    await fieldOf(own).fill("FROM ubuntu:latest\n");
    await expect(rule(own, "no-latest-tag")).toBeVisible();
  });

  test("with storage blocked a notice says so, and the report works", async ({
    page,
    site,
  }) => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new DOMException("blocked", "SecurityError");
        },
      });
    });
    const own = await open(page, site);
    await fieldOf(own).fill("FROM ubuntu:latest\n");
    await expect(rule(own, "no-latest-tag")).toBeVisible();
    await expect(own.getByText("keeps nothing for this site")).toBeVisible();
  });
});
