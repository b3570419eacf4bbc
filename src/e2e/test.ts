import { expect, test as base, type Page } from "@playwright/test";

/** Something no page should do, and what happened. */
export interface Problem {
  readonly kind: "error" | "violation" | "request to elsewhere";
  readonly says: string;
}

/** What every test watches for: errors, violations of the policy, and requests to anywhere else. */
interface Watched {
  /** The site's root, with its slash. */
  readonly site: string;
  /** What went wrong so far. A test fails that does not expect it. */
  readonly problems: readonly Problem[];
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
  problems: [
    async ({ page, site }, use) => {
      const problems: Problem[] = [];
      page.on("pageerror", (error) =>
        problems.push({ kind: "error", says: error.stack ?? error.message }),
      );
      page.on("console", (message) => {
        const says = message.text();
        if (says.startsWith("CSP:")) problems.push({ kind: "violation", says });
        else if (message.type() === "error")
          problems.push({ kind: "error", says });
      });
      // Those of the service worker too.
      page.context().on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol === "data:" || url.protocol === "blob:") return;
        if (url.origin !== new URL(site).origin)
          problems.push({ kind: "request to elsewhere", says: url.href });
      });
      await page.addInitScript(() => {
        // Violations that are caught never reach the console by themselves.
        document.addEventListener("securitypolicyviolation", (event) =>
          console.log(
            `CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`,
          ),
        );
      });
      await use(problems);
      const allowed = expected.get(page) ?? [];
      expect(
        problems.filter(({ says }) => !allowed.some((is) => is.test(says))),
      ).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
