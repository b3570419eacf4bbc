import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "fflate";

/** What Pagefind puts before each file's content. */
const MARK = Buffer.from("pagefind_dcd");

/**
 * Makes the search index of one site the same every time. Pagefind writes filters and their values in another order at
 * each run (Pagefind/pagefind#638), and names files by what is in them: here they are sorted and named again.
 */
export function stableSearch(folder: string): void {
  const named = new Map<string, string>();
  for (const file of readdirSync(join(folder, "filter"))) {
    const path = join(folder, "filter", file);
    const [name = MARK, values = MARK] = items(unpack(path));
    const content = arrayOf([name, arrayOf(sorted(items(values)))]);
    const [old = ""] = file.split(".");
    named.set(old, write(path, old, content));
  }
  const entry = join(folder, "pagefind-entry.json");
  let languages = readFileSync(entry, "utf8");
  for (const file of readdirSync(folder)) {
    const old = /^pagefind\.(\w+)\.pf_meta$/.exec(file)?.[1];
    if (old === undefined) continue;
    const path = join(folder, file);
    // The version, pages, parts of the index, filters, sorts and fields.
    const parts = items(unpack(path)).map((part, at) =>
      at === 3 ? arrayOf(sorted(items(part).map(renamed(named)))) : part,
    );
    languages = languages.replaceAll(old, write(path, old, arrayOf(parts)));
  }
  writeFileSync(entry, languages);
}

/** What is in a file of Pagefind; throws where it is none as we know it. */
export function unpack(path: string): Buffer {
  const bytes = Buffer.from(gunzipSync(readFileSync(path)));
  if (!bytes.subarray(0, MARK.length).equals(MARK))
    throw new Error(`${path} is not a file of Pagefind as we know it.`);
  return bytes.subarray(MARK.length);
}

/** A file of Pagefind with this in it. */
export function pack(content: Buffer): Uint8Array {
  return gzipSync(Buffer.concat([MARK, content]), { level: 9, mtime: 0 });
}

/** Writes a file under the name that its content gives, as long as the old one; that name. */
function write(path: string, old: string, content: Buffer): string {
  const [language = "", hash = ""] = old.split("_");
  const digest = createHash("sha256").update(content).digest("hex");
  const name = `${language}_${digest.slice(0, hash.length)}`;
  rmSync(path);
  writeFileSync(path.replace(old, name), pack(content));
  return name;
}

/** A filter in the list of all, with its file's new name, which is as long as the old one. */
function renamed(
  names: ReadonlyMap<string, string>,
): (filter: Buffer) => Buffer {
  return (filter) => {
    const text = filter.toString("latin1");
    const old = [...names.keys()].find((name) => text.endsWith(name)) ?? "";
    return Buffer.from(
      text.slice(0, text.length - old.length) + (names.get(old) ?? ""),
      "latin1",
    );
  };
}

function sorted(list: readonly Buffer[]): readonly Buffer[] {
  return list.toSorted((a, b) => a.compare(b));
}

/** The items of an array in CBOR (RFC 8949), each as its bytes. */
function items(array: Buffer): readonly Buffer[] {
  const { type, value, end } = head(array, 0);
  if (type !== 4) throw new Error("Pagefind has something else than a list.");
  const found: Buffer[] = [];
  for (let at = end; found.length < value; at = itemEnd(array, at))
    found.push(array.subarray(at, itemEnd(array, at)));
  return found;
}

function arrayOf(list: readonly Buffer[]): Buffer {
  const first = Buffer.alloc(5);
  // An array whose length has four bytes.
  first[0] = 0x9a;
  first.writeUInt32BE(list.length, 1);
  return Buffer.concat([first, ...list]);
}

/** Where the item ends that begins at a place: a number, a text or a list. */
function itemEnd(bytes: Buffer, start: number): number {
  const { type, value, end } = head(bytes, start);
  if (type === 0) return end;
  if (type === 3) return end + value;
  if (type !== 4) throw new Error(`Pagefind has items of the type ${type}.`);
  let at = end;
  for (let count = 0; count < value; count++) at = itemEnd(bytes, at);
  return at;
}

/** An item's type, and its number, its length in bytes, or how many items it has. */
function head(
  bytes: Buffer,
  start: number,
): { readonly type: number; readonly value: number; readonly end: number } {
  const first = bytes.readUInt8(start);
  const short = first & 31;
  const size = short < 24 ? 0 : 2 ** (short - 24);
  if (size > 4) throw new Error("Pagefind has a number of more than 32 bits.");
  return {
    type: first >> 5,
    value: size === 0 ? short : bytes.readUIntBE(start + 1, size),
    end: start + 1 + size,
  };
}
