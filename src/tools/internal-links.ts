import { suggestion } from "../../checks/suggest.ts";

/** What a built page leads to, and the places in it. */
export interface LinkedPage {
  /** The page's file, from the site's root, with slashes. */
  readonly page: string;
  readonly ids: ReadonlySet<string>;
  /** The values of `href` and `src`, each once. */
  readonly addresses: ReadonlySet<string>;
}

const TAG = /<[a-z](?:[^>"]|"[^"]*")*>/g;
const PLACE_OR_ADDRESS = /\s(id|href|src)="([^"]*)"/g;

/** The links and places of a page as Astro writes it: attributes in double quotes. */
export function linkedPage(page: string, html: string): LinkedPage {
  const ids = new Set<string>();
  const addresses = new Set<string>();
  for (const [tag] of html.matchAll(TAG))
    for (const [, name, value = ""] of tag.matchAll(PLACE_OR_ADDRESS))
      (name === "id" ? ids : addresses).add(
        value.replace(/&(?:#38|amp);/g, "&"),
      );
  return { page, ids, addresses };
}

/** A host that no link names (RFC 2606), and a path that a link to the host's own root leaves. */
const HOST = "https://site.invalid";
const BELOW = "/below/any/path/";

/**
 * A sentence for each address that leads to no file of the site or no place of a page, that leads out of the site where it
 * stands below a path, or to another site without encryption. `files` are from the site's root, with slashes, folders among
 * them; the 404 page is served at any address, so its own addresses start at the host's root.
 */
export function brokenLinks(
  pages: readonly LinkedPage[],
  files: Iterable<string>,
): readonly string[] {
  const existing = new Set(files);
  const byFile = new Map(pages.map((page) => [page.page, page]));
  const places = pages.map(({ page }) => addressOf(page));
  const from = new Map<string, string[]>();
  for (const { page, addresses } of pages) {
    const root = page === "404.html" ? "/" : BELOW;
    for (const address of addresses) {
      const base = HOST + root + page;
      if (!URL.canParse(address, base)) {
        add(from, `${address}, which is no address.`, page);
        continue;
      }
      const { origin, protocol, pathname, hash } = new URL(address, base);
      if (origin !== HOST) {
        if (protocol !== "https:" && protocol !== "data:")
          add(from, `${address}, which does not begin with https:.`, page);
        continue;
      }
      if (!pathname.startsWith(root)) {
        add(
          from,
          `${address}, which leaves a site that is hosted below a path.`,
          page,
        );
        continue;
      }
      const path = pathname.slice(root.length);
      const file = /(?:^|\/)$/.test(path) ? `${path}index.html` : path;
      const ids = byFile.get(file)?.ids;
      if (!existing.has(file) || existing.has(`${file}/index.html`))
        add(
          from,
          `/${path}, which does not exist.${suggestion(`/${path}`, places)}`,
          page,
        );
      else if (hash !== "" && ids !== undefined && !hasPlace(ids, hash))
        add(
          from,
          `${addressOf(file)}${hash}, and that page has no such place.${suggestion(hash, [...ids].map(hashOf))}`,
          page,
        );
    }
  }
  return [...from].map(([problem, [first = "", ...more]]) => {
    const others = more.length === 0 ? "" : ` So do ${more.length} more pages.`;
    return `${addressOf(first)} links to ${problem}${others}`;
  });
}

function add(all: Map<string, string[]>, problem: string, page: string): void {
  const pages = all.get(problem);
  if (pages === undefined) all.set(problem, [page]);
  else pages.push(page);
}

function hasPlace(ids: ReadonlySet<string>, hash: string): boolean {
  return ids.has(hash.slice(1)) || [...ids].some((id) => hashOf(id) === hash);
}

/** An id as an address writes it. */
function hashOf(id: string): string {
  return new URL(`#${id}`, HOST).hash;
}

/** A page's address from the site's root: `/lessons/layers/`. */
function addressOf(page: string): string {
  return `/${page.replace(/(?<=^|\/)index\.html$/, "")}`;
}
