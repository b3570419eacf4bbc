import { expect, test } from "./test.ts";

test("a rule is found by another tool's id, and the address keeps the question", async ({
  page,
  site,
}) => {
  await page.goto(`${site}rules/`);
  const rows = page.getByRole("main").locator("[data-rule]");
  const all = await rows.count();
  const field = page.getByRole("searchbox", { name: "Find a rule" });
  await field.fill("dl3006");
  await expect(rows.filter({ visible: true })).toHaveCount(1);
  await expect(
    page.getByRole("link", { name: "no-untagged-base", exact: true }),
  ).toBeVisible();
  await expect(page.getByText(`1 of ${all} rules`)).toBeVisible();

  await page.reload();
  await expect(field).toHaveValue("dl3006");
  await expect(rows.filter({ visible: true })).toHaveCount(1);

  await field.fill("");
  await page.getByRole("combobox", { name: "Severity" }).selectOption("error");
  const errors = await rows.filter({ visible: true }).count();
  expect(errors).toBeGreaterThan(0);
  expect(errors).toBeLessThan(all);
  await expect(page).toHaveURL(/\?severity=error$/);

  await field.fill("no such rule");
  await expect(page.getByText("No rule answers to that.")).toBeVisible();
});
