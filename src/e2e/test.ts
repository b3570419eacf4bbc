import { expect, test as base, type Page } from "@playwright/test";

/** What every test watches for: errors, violations of the policy, and requests to anywhere else. */
interface Watched {
  /** The site's root, with its slash. */
  readonly site: string;
  readonly watch: void;
}

/** Problems a test expects to cause; it says so before it does. */
const expected = new WeakMap<Page, RegExp[]>();

/** Lets a page report a problem that a test causes on purpose. */
export function expectProblem(page: Page, pattern: RegExp): void {
  expected.set(page, [...(expected.get(page) ?? []), pattern]);
}

export const test = base.extend<Watched>({
  // Playwright wants a pattern here, also an empty one.
  // oxlint-disable-next-line no-empty-pattern
  site: async ({}, use) => {
    const site = process.env["SITE"];
    if (site === undefined) throw new Error("The server does not run.");
    await use(site);
  },
  watch: [
    async ({ page, site }, use) => {
      const problems: string[] = [];
      page.on("pageerror", (error) =>
        problems.push(error.stack ?? error.message),
      );
      page.on("console", (message) => {
        if (message.type() === "error" || message.text().startsWith("CSP:"))
          problems.push(message.text());
      });
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol === "data:" || url.protocol === "blob:") return;
        if (url.origin !== new URL(site).origin)
          problems.push(`a request to ${url.href}`);
      });
      await page.addInitScript(() => {
        // Violations that are caught never reach the console by themselves.
        document.addEventListener("securitypolicyviolation", (event) =>
          console.log(
            `CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
          ),
        );
      });
      await use();
      const allowed = expected.get(page) ?? [];
      expect(
        problems.filter((problem) => !allowed.some((is) => is.test(problem))),
      ).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
