/** A file of the site, as the build lists it for the service worker. */
export interface Listed {
  /** From the site's root. */
  readonly url: string;
  /** The SHA-256 of the content in Base64; null where the name changes with the content. */
  readonly revision: string | null;
}
