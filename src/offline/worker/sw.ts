import { PrecacheRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import type { Asked } from "../words.ts";
import { forgetTabs, hasEarlierTabs, noteOpenTabs } from "./earlier-tabs.ts";
import { keptEditor } from "./editor.ts";
import type { Listed } from "./listed.ts";
import { keepPages, keptPages, notFound, withSlash } from "./pages.ts";
import { worker } from "./scope.ts";

// The build puts its two lists in the place of these names.
declare const self: {
  readonly __WB_MANIFEST: readonly Listed[];
  readonly __EDITOR_MANIFEST: readonly Listed[];
};
const pages = keptPages(self.__WB_MANIFEST);
const editor = keptEditor(self.__EDITOR_MANIFEST);

worker.addEventListener("install", (event) => {
  event.waitUntil(install(event));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(takeOver(event));
});

worker.addEventListener("message", (event) => {
  const asked: Asked = event.data;
  if (asked === "stop") editor.stop();
  else if (asked === "take over") event.waitUntil(worker.skipWaiting());
  else event.waitUntil(settle(event));
});

async function install(event: ExtendableEvent): Promise<void> {
  await keepPages(pages, event);
  // Who could edit without a network still can after an update.
  if (await editor.isWanted()) await editor.keep();
}

async function takeOver(event: ExtendableEvent): Promise<void> {
  await noteOpenTabs();
  // The page that was loaded before there was a worker has all it needs without a network from now on.
  await worker.clients.claim();
  await tidy(event);
}

/** What is left to do when a page is at rest. */
async function settle(event: ExtendableMessageEvent): Promise<void> {
  await tidy(event);
  const isKept = await editor.keep().catch(() => false);
  event.ports[0]?.postMessage(isKept);
}

/** Forgets the versions before this one, once no tab shows them. */
async function tidy(event: ExtendableEvent): Promise<void> {
  if ((await hasEarlierTabs()) || !(await forgetTabs())) return;
  await pages.activate(event);
  await editor.tidy();
}

// The pages take no parameters that a server would read, and Pagefind asks for its entry with the time.
registerRoute(
  new PrecacheRoute(pages, {
    ignoreURLParametersMatching: [/./],
    cleanURLs: false,
  }),
);

// The editor, and the modules of a version before this one that a tab still shows.
registerRoute(
  /\/(?:_astro|pagefind)\//,
  async ({ request }) =>
    (await caches.match(request.url)) ?? (await fetch(request)),
);

registerRoute(
  new NavigationRoute(async ({ url, request }) => {
    const page = withSlash(pages, url);
    if (page !== undefined) return Response.redirect(page);
    try {
      return await fetch(request);
    } catch {
      return notFound(pages);
    }
  }),
);
