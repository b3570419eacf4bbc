import { root, worker } from "./scope.ts";

/*
 * Tabs that are open when a new version takes over go on with the pages they have, and may still ask for modules of the
 * version before. Those are kept until the last of these tabs has gone to another page.
 */

const open = (): Promise<Cache> => caches.open(`drydock-earlier-tabs-${root}`);

/** Notes the tabs that are open now: the worker itself may be ended and started again while they are. */
export async function noteOpenTabs(): Promise<void> {
  const tabs = await worker.clients.matchAll({
    type: "window",
    includeUncontrolled: true,
  });
  const noted = [...(await notedTabs()), ...tabs.map(({ id }) => id)];
  await (await open()).put(root, Response.json(noted));
}

/** Whether a tab is open that was when this version took over. */
export async function hasEarlierTabs(): Promise<boolean> {
  for (const id of await notedTabs())
    if ((await worker.clients.get(id)) !== undefined) return true;
  return false;
}

/** Forgets the tabs; whether there were any. */
export async function forgetTabs(): Promise<boolean> {
  return (await open()).delete(root);
}

async function notedTabs(): Promise<readonly string[]> {
  const noted: unknown = await (await (await open()).match(root))?.json();
  return Array.isArray(noted) ? noted.map(String) : [];
}
