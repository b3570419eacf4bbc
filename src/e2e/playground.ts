import type { Locator, Page } from "@playwright/test";
import { expect } from "./test.ts";

/** A Dockerfile of which nothing is found. */
export const CLEAN = `FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY server.js ./
USER 1000
CMD ["node", "server.js"]
`;

/** Opens the playground, alive. */
export async function open(page: Page, site: string): Promise<Locator> {
  await page.goto(`${site}playground/`);
  const own = page.locator("own-dockerfile");
  await expect(own.getByRole("tab", { name: "Dockerfile" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  return own;
}

/** The field of the Dockerfile. */
export function fieldOf(own: Locator): Locator {
  return own.locator("[data-pane=dockerfile] textarea");
}

/** The findings of a rule. */
export function rule(own: Locator, id: string): Locator {
  return own.locator(`[data-rule="${id}"]`);
}

/** Opens the playground with the report on its example. */
export async function example(page: Page, site: string): Promise<Locator> {
  const own = await open(page, site);
  await own.getByRole("button", { name: "Begin with an example" }).click();
  await expect(own).toHaveAttribute("data-state", "report");
  return own;
}
