import { MOST_NAMES } from "./listing.ts";

/** A file that the reader dropped or opened; nothing of it is read yet. */
export interface OfferedFile {
  /** From the root of what was dropped. */
  readonly path: string;
  readonly file: File;
}

/** What the reader dropped or opened. */
export interface Offer {
  readonly files: readonly OfferedFile[];
  /** Directories of which nothing is sent, and which were not looked into. */
  readonly directories: readonly string[];
  /** `files`: one by one. `folder`: all of a folder; `part of a folder`: there are too many files in it. */
  readonly kind: "files" | "folder" | "part of a folder";
  /** Paths that the browser could not read. */
  readonly unreadable: readonly string[];
}

/** Whether something that is dragged holds files. */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") === true;
}

/** What is dropped; a single folder is the root of the context. */
export async function offerOfDrop(transfer: DataTransfer): Promise<Offer> {
  // The list is emptied as soon as the event is over.
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  // Files from elsewhere than a disk are no entries of one.
  if (entries.length === 0) return offerOfList(transfer.files);
  const [first] = entries;
  if (entries.length === 1 && isDirectory(first)) return walk(first);
  const walks = await Promise.all(
    entries.map(async (entry): Promise<Offer> => {
      if (isDirectory(entry)) return below(entry.name, await walk(entry));
      const file = await fileOf(entry);
      return {
        files: file === undefined ? [] : [{ path: entry.name, file }],
        directories: [],
        kind: "files",
        unreadable: file === undefined ? [entry.name] : [],
      };
    }),
  );
  return {
    files: walks.flatMap(({ files }) => files),
    directories: walks.flatMap(({ directories }) => directories),
    // Of the folder around them nothing is known.
    kind: "files",
    unreadable: walks.flatMap(({ unreadable }) => unreadable),
  };
}

/** What is chosen in a dialog; of a folder, its own name is left out. */
export function offerOfList(list: FileList): Offer {
  const files = [...list];
  const inFolder = files.some((file) => file.webkitRelativePath !== "");
  return {
    files: files.slice(0, MOST_NAMES).map((file) => ({
      path: inFolder
        ? file.webkitRelativePath.slice(
            file.webkitRelativePath.indexOf("/") + 1,
          )
        : file.name,
      file,
    })),
    directories: [],
    kind: !inFolder
      ? "files"
      : files.length > MOST_NAMES
        ? "part of a folder"
        : "folder",
    unreadable: [],
  };
}

/** All files of a folder but those of directories that its ignore file leaves out. */
async function walk(root: FileSystemDirectoryEntry): Promise<Offer> {
  const files: OfferedFile[] = [];
  const directories: string[] = [];
  const unreadable: string[] = [];
  const first = await entriesOf(root);
  if (first === undefined)
    return {
      files,
      directories,
      kind: "part of a folder",
      unreadable: [root.name],
    };
  const isLeftOut = await leftOutBy(first);
  const queue = first.map((entry) => ({ path: entry.name, entry }));
  for (const { path, entry } of queue) {
    if (files.length + directories.length >= MOST_NAMES) break;
    if (!isDirectory(entry)) {
      const file = await fileOf(entry);
      if (file === undefined) unreadable.push(path);
      else files.push({ path, file });
    } else if (isLeftOut(path) || path.startsWith(".git/")) {
      directories.push(path);
    } else {
      const inside = await entriesOf(entry);
      if (inside === undefined) unreadable.push(path);
      else if (inside.length === 0) directories.push(path);
      else
        for (const each of inside)
          queue.push({ path: `${path}/${each.name}`, entry: each });
    }
  }
  const isWhole =
    files.length + directories.length < MOST_NAMES && unreadable.length === 0;
  return {
    files,
    directories,
    kind: isWhole ? "folder" : "part of a folder",
    unreadable,
  };
}

/** A longer ignore file leaves out no directory here: each of its lines is compared with each of them. In bytes. */
const MOST_IGNORE = 20_000;

/** Which directories the ignore file among these entries leaves out, with nothing taken back in. */
async function leftOutBy(
  entries: readonly FileSystemEntry[],
): Promise<(path: string) => boolean> {
  const entry = entries.find(({ name }) => name === ".dockerignore");
  const file = entry && (await fileOf(entry));
  if (file === undefined || file.size > MOST_IGNORE) return () => false;
  const text = await file.text().catch(() => undefined);
  if (text === undefined) return () => false;
  const { parseIgnoreFile } = await import("../../checks/build/ignore.ts");
  const { patterns, decides } = parseIgnoreFile(text);
  return patterns.some(({ negated }) => negated)
    ? () => false
    : (path) => decides(path) !== undefined;
}

function below(folder: string, offer: Offer): Offer {
  return {
    ...offer,
    files: offer.files.map(({ path, file }) => ({
      path: `${folder}/${path}`,
      file,
    })),
    directories: offer.directories.map((path) => `${folder}/${path}`),
    unreadable: offer.unreadable.map((path) => `${folder}/${path}`),
  };
}

function isDirectory(
  entry: FileSystemEntry | undefined,
): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory === true;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemEntry): Promise<File | undefined> {
  return new Promise((resolve) => {
    if (isFile(entry)) entry.file(resolve, () => resolve(undefined));
    else resolve(undefined);
  });
}

/** What is in a directory, or undefined where the browser may not look. */
async function entriesOf(
  directory: FileSystemDirectoryEntry,
): Promise<FileSystemEntry[] | undefined> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // A reader hands out its entries in portions, the last one empty.
    const some = await new Promise<FileSystemEntry[] | undefined>((resolve) =>
      reader.readEntries(resolve, () => resolve(undefined)),
    );
    if (some === undefined) return undefined;
    if (some.length === 0) return all;
    all.push(...some);
  }
}
