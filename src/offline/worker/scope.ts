declare const self: ServiceWorkerGlobalScope;

/** The service worker's own global scope, by its type. */
export const worker: ServiceWorkerGlobalScope = self;

/** The address of the site's root. */
export const root: string = worker.registration.scope;
