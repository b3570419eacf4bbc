import { typeAsAnotherTabWrites } from "./other-tab.ts";
import { expect, test } from "./test.ts";
import { contentFile, fieldOf, openWorkspace, typeInto } from "./workspace.ts";

const path = "exercises/inherited-dockerfile/";
const solution = contentFile("inherited-dockerfile/solution/Dockerfile");
const key = "drydock:1:attempt:inherited-dockerfile";

test.describe("a reset", () => {
  test("asks first, and can be undone", async ({ page, site }) => {
    const workspace = await openWorkspace(page, site + path);
    const field = fieldOf(workspace, "Dockerfile");
    const reset = workspace.getByRole("button", { name: "Reset", exact: true });
    await field.fill("FROM alpine:3.24\n");
    await reset.click();
    await workspace.getByRole("button", { name: "Keep mine" }).click();
    await expect(field).toHaveValue("FROM alpine:3.24\n");
    await reset.click();
    await workspace.getByRole("button", { name: "All files" }).click();
    await expect(field).toHaveValue(/^FROM node\n/);
    await workspace.getByRole("button", { name: "Undo" }).click();
    await expect(field).toHaveValue("FROM alpine:3.24\n");
  });

  test("of one file leaves the others", async ({ page, site }) => {
    const workspace = await openWorkspace(page, site + path);
    const ignore = fieldOf(workspace, ".dockerignore");
    await fieldOf(workspace, "Dockerfile").fill("FROM alpine:3.24\n");
    await workspace.getByRole("tab", { name: ".dockerignore" }).click();
    await ignore.fill("mine\n");
    await workspace.getByRole("button", { name: "Reset", exact: true }).click();
    await workspace.getByRole("button", { name: "This file" }).click();
    await expect(ignore).not.toHaveValue("mine\n");
    await expect(fieldOf(workspace, "Dockerfile")).toHaveValue(
      "FROM alpine:3.24\n",
    );
  });

  test("keeps what stood there, twice in a row", async ({ page, site }) => {
    const workspace = await openWorkspace(page, site + path);
    const field = fieldOf(workspace, "Dockerfile");
    for (const tag of ["3.23", "3.24"]) {
      await field.fill(`FROM alpine:${tag}\n`);
      await workspace
        .getByRole("button", { name: "Reset", exact: true })
        .click();
      await workspace.getByRole("button", { name: "All files" }).click();
      await expect(field).toHaveValue(/^FROM node\n/);
    }
    await workspace.getByRole("button", { name: "More" }).click();
    await workspace.getByRole("button", { name: "Saved answers" }).click();
    const saved = page.getByRole("dialog").getByRole("listitem");
    await expect(saved).toContainText(["Draft", "Draft"]);
    await saved.last().getByRole("button", { name: "Bring back" }).click();
    await expect(field).toHaveValue("FROM alpine:3.23\n");
  });
});

test("an answer that passed can be brought back", async ({ page, site }) => {
  const workspace = await openWorkspace(page, site + path);
  const field = fieldOf(workspace, "Dockerfile");
  await field.fill(solution);
  await expect(workspace).toHaveAttribute("data-passed", "");
  await field.fill("FROM scratch\n");
  await expect(workspace).not.toHaveAttribute("data-passed", "");
  await page.reload();
  await workspace.getByRole("button", { name: "More" }).click();
  await workspace.getByRole("button", { name: "Saved answers" }).click();
  const passed = page.getByRole("listitem").filter({ hasText: "Passed" });
  await expect(passed).toContainText("without a hint");
  await passed.getByRole("button", { name: "Bring back" }).click();
  await expect(field).toHaveValue(solution);
});

test("an exercise that has changed leaves the draft as it is", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(page, site + path);
  const field = fieldOf(workspace, "Dockerfile");
  await typeInto(field, "FROM alpine:3.24\n");
  await expect
    .poll(() => page.evaluate((name) => localStorage.getItem(name), key))
    .toContain("3.24");
  // Away from the page, which may write once more when a goal is met.
  await page.goto(site);
  await page.evaluate((name) => {
    const kept = localStorage.getItem(name) ?? "";
    localStorage.setItem(
      name,
      kept.replace(/"version":"\w+"/, '"version":"older"'),
    );
  }, key);
  await openWorkspace(page, site + path);
  await expect(field).toHaveValue("FROM alpine:3.24\n");
  await workspace
    .getByRole("button", { name: "Start from the new one" })
    .click();
  await expect(field).toHaveValue(/^FROM node\n/);
  await workspace.getByRole("button", { name: "More" }).click();
  await workspace.getByRole("button", { name: "Saved answers" }).click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toContainText(
    "with an earlier version of the exercise",
  );
});

test.describe("two tabs", () => {
  test("show the same answer while one of them is typed in", async ({
    page,
    site,
    context,
  }) => {
    const workspace = await openWorkspace(page, site + path);
    const other = await context.newPage();
    const second = await openWorkspace(other, site + path);
    await fieldOf(second, "Dockerfile").fill("FROM alpine:3.24\n");
    await expect(fieldOf(workspace, "Dockerfile")).toHaveValue(
      "FROM alpine:3.24\n",
    );
  });

  test("keep what is typed while the other keeps only what it reached", async ({
    page,
    site,
  }) => {
    const workspace = await openWorkspace(page, site + path);
    const field = fieldOf(workspace, "Dockerfile");
    const reached = JSON.stringify({ met: ["reached"] });
    await typeAsAnotherTabWrites(field, "FROM mine\n", key, reached);
    await expect
      .poll(() => page.evaluate((name) => localStorage.getItem(name), key))
      .toContain("FROM mine");
    expect(
      await page.evaluate((name) => localStorage.getItem(name), key),
    ).toContain("reached");
    await expect(
      workspace.getByRole("button", { name: "Take the other" }),
    ).toBeHidden();
  });

  test("that both changed ask which answer stays", async ({
    page,
    site,
    context,
  }) => {
    const workspace = await openWorkspace(page, site + path);
    const field = fieldOf(workspace, "Dockerfile");
    const theirs = JSON.stringify({ files: { Dockerfile: "FROM theirs\n" } });
    await typeAsAnotherTabWrites(field, "FROM mine\n", key, theirs);
    await expect(field).toHaveValue("FROM mine\n");
    await workspace.getByRole("button", { name: "Take the other" }).click();
    await expect(field).toHaveValue("FROM theirs\n");
    await workspace.getByRole("button", { name: "More" }).click();
    await workspace.getByRole("button", { name: "Saved answers" }).click();
    await page.getByRole("button", { name: "Bring back" }).click();
    await expect(field).toHaveValue("FROM mine\n");
    await context.close();
  });
});

test.describe("storage", () => {
  test("that is blocked is told, and grading works", async ({ page, site }) => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new DOMException("blocked", "SecurityError");
        },
      });
    });
    const workspace = await openWorkspace(page, site + path);
    await typeInto(fieldOf(workspace, "Dockerfile"), solution);
    await expect(workspace).toHaveAttribute("data-passed", "");
    await expect(
      workspace.getByText("keeps nothing for this site"),
    ).toBeVisible();
  });

  test("that is full is told, and what was kept stays", async ({
    page,
    site,
  }) => {
    await page.goto(site);
    await page.evaluate((name) => {
      localStorage.setItem(
        name,
        JSON.stringify({ files: { Dockerfile: "FROM kept\n" }, version: "x" }),
      );
      for (let size = 1 << 22; size > 0; size >>= 1)
        for (;;)
          try {
            localStorage.setItem(
              `filler ${size} ${localStorage.length}`,
              "x".repeat(size),
            );
          } catch {
            break;
          }
    }, key);
    const workspace = await openWorkspace(page, site + path);
    const field = fieldOf(workspace, "Dockerfile");
    await expect(field).toHaveValue("FROM kept\n");
    await field.fill(`${solution}# ${"long ".repeat(2000)}\n`);
    await expect(workspace.getByText("storage is full")).toBeVisible();
    await expect(workspace).toHaveAttribute("data-passed", "");
    expect(
      await page.evaluate((name) => localStorage.getItem(name), key),
    ).toContain("FROM kept");
  });

  test("with text that is not ours is told, and the text is set aside", async ({
    page,
    site,
  }) => {
    await page.goto(site);
    await page.evaluate((name) => localStorage.setItem(name, '{"files":'), key);
    const workspace = await openWorkspace(page, site + path);
    await expect(workspace.getByText("cannot be read")).toBeVisible();
    await fieldOf(workspace, "Dockerfile").fill("FROM alpine:3.24\n");
    await expect
      .poll(() => page.evaluate((name) => localStorage.getItem(name), key))
      .toContain("3.24");
    expect(
      await page.evaluate(
        (name) => localStorage.getItem(`${name}:unreadable`),
        key,
      ),
    ).toBe('{"files":');
  });

  test("of a later version of the site is left alone", async ({
    page,
    site,
  }) => {
    const later = key.replace(":1:", ":2:");
    await page.goto(site);
    await page.evaluate((name) => localStorage.setItem(name, "later"), later);
    const workspace = await openWorkspace(page, site + path);
    await fieldOf(workspace, "Dockerfile").fill("FROM alpine:3.24\n");
    await expect
      .poll(() => page.evaluate((name) => localStorage.getItem(name), key))
      .toContain("3.24");
    expect(
      await page.evaluate((name) => localStorage.getItem(name), later),
    ).toBe("later");
  });
});

test("a file that the exercise lets one create is kept, and goes with a reset", async ({
  page,
  site,
}) => {
  const workspace = await openWorkspace(
    page,
    `${site}exercises/entrypoint-with-exec/`,
  );
  const tab = workspace.getByRole("tab", { name: ".dockerignore" });
  const create = workspace.getByRole("button", { name: "+ .dockerignore" });
  const field = fieldOf(workspace, ".dockerignore");
  await expect(tab).toBeHidden();
  await create.click();
  await expect(field).toBeFocused();
  await page.keyboard.type("*\n!entrypoint.sh\n!backup.py\n");
  await expect(workspace.locator("[data-goal=lean]")).toHaveAttribute(
    "data-state",
    "met",
  );
  await page.reload();
  await expect(tab).toBeVisible();
  await expect(create).toBeHidden();
  await tab.click();
  await expect(field).toHaveValue(/backup\.py/);
  await workspace.getByRole("button", { name: "Reset", exact: true }).click();
  await workspace.getByRole("button", { name: "This file" }).click();
  await expect(tab).toBeHidden();
  await expect(create).toBeVisible();
  await expect(workspace.locator("[data-goal=lean]")).toHaveAttribute(
    "data-state",
    "open",
  );
});
