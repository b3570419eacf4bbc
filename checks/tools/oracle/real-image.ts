import { gunzipSync } from "node:zlib";
import { readTar, type TarEntry } from "./tar.ts";

/** A file of a real layer. */
export interface RealEntry {
  readonly type: TarEntry["type"];
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly target: string;
  readonly size: number;
  /** The text of a small file. */
  readonly text?: string;
}

/** What a builder wrote for one step, by absolute path. */
export interface RealLayer {
  readonly entries: Readonly<Record<string, RealEntry>>;
  /** Paths that are hidden with all below them. */
  readonly whiteouts: readonly string[];
}

/** One line of `docker history`. */
export interface RealHistory {
  readonly createdBy: string;
  readonly empty: boolean;
}

/** An image as a builder made it. */
export interface RealImage {
  readonly layers: readonly RealLayer[];
  /** The `config` of the image, as JSON has it. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly history: readonly RealHistory[];
}

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";
/** Longer texts are compared by their size alone. */
const TEXT_LIMIT = 4096;

/** The first image of an archive as `docker save` and `buildah push docker-archive:` write it. */
export function readImage(archive: Buffer): RealImage {
  const files = new Map(
    readTar(archive).map((entry) => [entry.path, entry] as const),
  );
  const data = (path: string): Buffer => {
    const entry = files.get(path);
    // Equal layers are stored once, as a link to the other.
    if (entry?.type === "symlink")
      return data(entry.target.replace(/^(?:\.\.\/)+/, ""));
    if (entry === undefined) throw new Error(`The archive lacks ${path}.`);
    return entry.data;
  };
  const [manifest] = items(JSON.parse(data("manifest.json").toString()));
  const image: unknown = JSON.parse(
    data(textOf(property(manifest, "Config"))).toString(),
  );
  return {
    layers: items(property(manifest, "Layers")).map((path) =>
      layerOf(readTar(unpacked(data(textOf(path))))),
    ),
    config: record(property(image, "config")),
    history: items(property(image, "history")).map((line) => ({
      createdBy: textOf(property(line, "created_by")),
      empty: property(line, "empty_layer") === true,
    })),
  };
}

/** A layer without its compression. */
function unpacked(bytes: Buffer): Buffer {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

function layerOf(files: readonly TarEntry[]): RealLayer {
  const entries: Record<string, RealEntry> = {};
  const whiteouts: string[] = [];
  for (const { path, type, mode, uid, gid, target, data } of files) {
    const slash = path.lastIndexOf("/");
    const name = path.slice(slash + 1);
    const directory = `/${path.slice(0, Math.max(slash, 0))}`;
    if (name === OPAQUE) whiteouts.push(directory);
    else if (name.startsWith(WHITEOUT))
      whiteouts.push(
        `${directory === "/" ? "" : directory}/${name.slice(WHITEOUT.length)}`,
      );
    else if (path !== "")
      entries[`/${path}`] = {
        type,
        mode,
        uid,
        gid,
        target,
        size: data.length,
        ...(type === "file" && data.length <= TEXT_LIMIT
          ? { text: data.toString("utf8") }
          : {}),
      };
  }
  return { entries, whiteouts: whiteouts.sort() };
}

/** A property of a JSON value, or undefined where there is none. */
export function property(value: unknown, name: string): unknown {
  return record(value)[name];
}

/** A JSON object, empty for any other value. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** A JSON array, empty for any other value. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A JSON text, empty for any other value. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
