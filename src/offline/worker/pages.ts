import { PrecacheController } from "workbox-precaching";
import type { Listed } from "./listed.ts";
import { root } from "./scope.ts";

/** The page for addresses that are no page's. */
const NOT_FOUND = "404.html";

/** How many files are fetched at once: a browser opens six connections to a host, and the reader wants one too. */
const AT_ONCE = 4;

/**
 * What is kept at install: everything but the editor. A file whose name is no hash of its content must be the one that
 * was built, to the byte: a server may be half-way through an update.
 */
export function keptPages(list: readonly Listed[]): PrecacheController {
  const pages = new PrecacheController({
    plugins: [
      {
        cacheWillUpdate: async ({ request, response }) =>
          isSound(request, response) ? response : null,
      },
    ],
  });
  pages.addToCacheList(
    list.map(({ url, revision }) =>
      revision === null
        ? { url, revision }
        : { url, revision, integrity: `sha256-${revision}` },
    ),
  );
  return pages;
}

/** Some servers give the page for unknown addresses with their status; some give a page for what they lack. */
function isSound({ url }: Request, { status, headers }: Response): boolean {
  if (status === 404) return url === new URL(NOT_FOUND, root).href;
  const isPage = headers.get("content-type")?.startsWith("text/html") === true;
  return status === 200 && isPage === url.endsWith(".html");
}

/** Fetches what is not kept yet; one file that cannot be had, and nothing counts as kept. */
export async function keepPages(
  pages: PrecacheController,
  event: ExtendableEvent,
): Promise<void> {
  const left = pages.getURLsToCacheKeys().entries();
  const fetchLeft = async (): Promise<void> => {
    for (const [url, cacheKey] of left) {
      const request = new Request(url, {
        integrity: pages.getIntegrityForCacheKey(cacheKey) ?? "",
        cache: url === cacheKey ? "default" : "reload",
        credentials: "same-origin",
      });
      const params = { cacheKey };
      await Promise.all(pages.strategy.handleAll({ params, request, event }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchLeft));
}

/** The address, with its slash, of the page that a reader asks for without; undefined where there is none. */
export function withSlash(
  pages: PrecacheController,
  { pathname, search }: URL,
): string | undefined {
  return pages.getCacheKeyForURL(`${pathname}/index.html`) === undefined
    ? undefined
    : `${pathname}/${search}`;
}

/** What the server cannot say without a network: the page for unknown addresses. */
export async function notFound(pages: PrecacheController): Promise<Response> {
  const page = await pages.matchPrecache(NOT_FOUND);
  return page === undefined
    ? Response.error()
    : new Response(page.body, { status: 404, headers: page.headers });
}
