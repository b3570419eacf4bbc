/** A file of a tar archive. */
export interface TarEntry {
  /** Without a slash at either end. */
  readonly path: string;
  readonly type: "file" | "directory" | "symlink" | "link" | "other";
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Where a link points. */
  readonly target: string;
  readonly data: Buffer;
}

const BLOCK = 512;

const TYPES: ReadonlyMap<string, TarEntry["type"]> = new Map([
  ["0", "file"],
  ["\0", "file"],
  ["1", "link"],
  ["2", "symlink"],
  ["5", "directory"],
]);

/** The files of an archive in their order; understands ustar, pax and GNU's long names. */
export function readTar(bytes: Buffer): readonly TarEntry[] {
  const entries: TarEntry[] = [];
  let long: Record<string, string> = {};
  for (let at = 0; at + BLOCK <= bytes.length;) {
    const text = (start: number, length: number): string => {
      const field = bytes.subarray(at + start, at + start + length);
      const end = field.indexOf(0);
      return field.toString("utf8", 0, end === -1 ? length : end);
    };
    const octal = (start: number, length: number): number =>
      Number.parseInt(text(start, length).trim() || "0", 8);
    const name = text(0, 100);
    if (name === "") break;
    const size = octal(124, 12);
    const type = String.fromCharCode(bytes[at + 156] ?? 0);
    const data = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (type === "x") long = { ...long, ...paxRecords(data) };
    else if (type === "L") long["path"] = withoutNul(data);
    else if (type === "K") long["linkpath"] = withoutNul(data);
    else if (type !== "g") {
      const prefix = text(345, 155);
      entries.push({
        path: trimmed(
          long["path"] ?? (prefix === "" ? name : `${prefix}/${name}`),
        ),
        type: TYPES.get(type) ?? "other",
        mode: octal(100, 8) & 0o7777,
        uid: octal(108, 8),
        gid: octal(116, 8),
        target: long["linkpath"] ?? text(157, 100),
        data,
      });
      long = {};
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}

/** The records of a pax header: "27 path=a/very/long/name\n". */
function paxRecords(data: Buffer): Record<string, string> {
  const records: Record<string, string> = {};
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(0x20, at);
    const length = Number(data.toString("latin1", at, space));
    if (space === -1 || !(length > 0)) break;
    const record = data.toString("utf8", space + 1, at + length - 1);
    const equals = record.indexOf("=");
    records[record.slice(0, equals)] = record.slice(equals + 1);
    at += length;
  }
  return records;
}

function withoutNul(data: Buffer): string {
  return data.toString("utf8").replace(/\0.*/s, "");
}

function trimmed(path: string): string {
  return path.replace(/^(?:\.?\/)+|(?<!\/)\/+$/g, "");
}

const TYPE_FLAGS = {
  file: "0",
  link: "1",
  symlink: "2",
  directory: "5",
  other: "0",
} as const;

/** An archive of these files, the same bytes for the same files; a path over 100 bytes is an error. */
export function writeTar(entries: readonly TarEntry[]): Buffer {
  const blocks: Buffer[] = [];
  for (const { path, type, mode, uid, gid, target, data } of entries) {
    if (Buffer.byteLength(path) > 99)
      throw new Error(`${path} is too long for this archive.`);
    const header = Buffer.alloc(BLOCK);
    const octal = (value: number, at: number, length: number): void => {
      header.write(value.toString(8).padStart(length - 1, "0"), at, "latin1");
    };
    header.write(type === "directory" ? `${path}/` : path, 0, "utf8");
    octal(mode, 100, 8);
    octal(uid, 108, 8);
    octal(gid, 116, 8);
    octal(data.length, 124, 12);
    octal(0, 136, 12);
    header.write("        ", 148, "latin1");
    header.write(TYPE_FLAGS[type], 156, "latin1");
    header.write(target, 157, "utf8");
    header.write("ustar\x0000", 257, "latin1");
    octal(
      header.reduce((sum, byte) => sum + byte, 0),
      148,
      7,
    );
    blocks.push(header, data, Buffer.alloc(-data.length & (BLOCK - 1)));
  }
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

/** A plain file for `writeTar`. */
export function tarFile(
  path: string,
  data: string | Buffer,
  properties: Partial<TarEntry> = {},
): TarEntry {
  return {
    path,
    type: "file",
    mode: 0o644,
    uid: 0,
    gid: 0,
    target: "",
    data: typeof data === "string" ? Buffer.from(data) : data,
    ...properties,
  };
}

/** A directory for `writeTar`. */
export function tarDirectory(
  path: string,
  properties: Partial<TarEntry> = {},
): TarEntry {
  return tarFile(path, "", { type: "directory", mode: 0o755, ...properties });
}
