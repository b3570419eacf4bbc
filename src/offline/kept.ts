import { atom, type ReadableAtom } from "nanostores";
import { siteRoot } from "../components/root.ts";
import { savesData } from "../components/saves-data.ts";
import type { Asked } from "./words.ts";

/** What this browser keeps of the site for use without a network. */
export type Kept =
  /** Nothing: the site comes over plain HTTP, for which browsers keep nothing. */
  | "insecure"
  /** Nothing: this browser does not keep sites, is told not to, or has no room. */
  | "nothing"
  /** Nothing yet: it is being fetched. */
  | "coming"
  /** Everything but the rich editor, which is being fetched. */
  | "pages"
  /** Everything but the rich editor, which is not fetched: the browser saves data. */
  | "pages alone"
  | "everything";

const state = atom<Kept>("coming");
const newer = atom(false);

/** What is kept at this moment. */
export const kept: ReadableAtom<Kept> = state;

/** Whether the site is kept in a newer version than this page is of. */
export const hasNewer: ReadableAtom<boolean> = newer;

let changing = false;

/** Has the site kept by the browser, and watches for a newer version of it. */
export async function keepSite(): Promise<void> {
  if (!isSecureContext) return state.set("insecure");
  if (!("serviceWorker" in navigator)) return state.set("nothing");
  const { serviceWorker } = navigator;
  watchChange(serviceWorker);
  try {
    await serviceWorker.register(new URL("sw.js", siteRoot()));
  } catch {
    return state.set("nothing");
  }
  const registration = await ofThisSite();
  if (registration === undefined) return state.set("nothing");
  watch(registration);
  await serviceWorker.ready;
  state.set("pages");
  await idle();
  if (await keepEditor(registration)) state.set("everything");
  else if (savesData()) state.set("pages alone");
}

/** Goes on with the newer version; what is typed is written as the page is left. */
export async function change(): Promise<void> {
  const registration = await ofThisSite();
  changing = true;
  // Another tab may have changed already.
  if (!registration?.waiting) return location.reload();
  tell(registration.active, "stop");
  // Chromium ends the worker of the version before, starts it again if a page asks for one more file at that moment, and
  // then waits until it has had nothing to do for half a minute (ServiceWorkerRegistration::ActivateWaitingVersionWhenReady).
  await rest();
  tell(registration.waiting, "take over");
}

/** Until nothing has been fetched for half a second, or five seconds have passed. */
function rest(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      fetched.disconnect();
      resolve();
    };
    let quiet = setTimeout(done, 500);
    const fetched = new PerformanceObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(done, 500);
    });
    fetched.observe({ type: "resource" });
    setTimeout(done, 5000);
  });
}

function ofThisSite(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker.getRegistration(siteRoot());
}

function watch(registration: ServiceWorkerRegistration): void {
  const follow = (): void => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (registration.waiting !== null && registration.active !== null)
        newer.set(true);
      if (installing.state === "redundant" && registration.active === null)
        state.set("nothing");
    });
  };
  if (registration.waiting !== null) newer.set(true);
  follow();
  registration.addEventListener("updatefound", follow);
  // A module that the server no longer has: there is a newer version, as a rule.
  addEventListener("vite:preloadError", () => void update(registration));
}

/** Asks the server for a newer version; without a network there is none. */
async function update(registration: ServiceWorkerRegistration): Promise<void> {
  try {
    await registration.update();
  } catch {
    // What is kept goes on working.
  }
}

function watchChange(serviceWorker: ServiceWorkerContainer): void {
  let had = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    if (changing) location.reload();
    // Another tab has changed: this one goes on with its page, whose modules are kept.
    else if (had) newer.set(true);
    had = true;
  });
}

function keepEditor({ active }: ServiceWorkerRegistration): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", ({ data }) => resolve(data === true));
    port1.start();
    tell(active, "keep the editor", port2);
  });
}

function tell(
  worker: ServiceWorker | null,
  asked: Asked,
  ...ports: readonly MessagePort[]
): void {
  worker?.postMessage(asked, [...ports]);
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis)
      requestIdleCallback(() => resolve());
    else setTimeout(resolve);
  });
}
