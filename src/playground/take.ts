import { shownName } from "../components/shown-name.ts";
import type { Offer, OfferedFile } from "./offer.ts";
import { MOST_NAMES, readListing } from "./listing.ts";
import { MOST_CHARACTERS, NO_FILES, type OwnFiles } from "./own-files.ts";
import { count } from "./report.ts";

/** What came of an offer. */
export type Taken =
  /** There are several Dockerfiles, and the reader has to name one. */
  | { readonly kind: "choose"; readonly paths: readonly string[] }
  | {
      readonly kind: "taken";
      readonly own: OwnFiles;
      /** Whether the files are others than before. */
      readonly changes: boolean;
      /** What was read, and what was not: sentences. */
      readonly said: readonly string[];
    };

/** Texts that the rules use beside the Dockerfile are read up to this size, in bytes. */
const MOST_BYTES = 64_000;
/** More such texts are not read. */
const MOST_TEXTS = 50;

/**
 * Takes an offer over what is there. Of a folder everything else is replaced, single files are added. Only the
 * Dockerfile, its ignore file, package.json and shell scripts are opened; of the rest the names are enough.
 */
export async function take(
  offer: Offer,
  before: OwnFiles,
  chosen?: string,
): Promise<Taken> {
  const isFolder = offer.kind !== "files";
  const dockerfiles = dockerfilesIn(offer.files, isFolder);
  if (dockerfiles.length > 1 && chosen === undefined)
    return { kind: "choose", paths: nearestFirst(dockerfiles) };
  const main =
    dockerfiles.find(({ path }) => path === chosen) ?? dockerfiles[0];
  const path = main?.path ?? before.dockerfile.path;
  const ignoring = ignoreFileFor(path, offer.files, isFolder);
  const [dockerfile, ignore] = await Promise.all([
    main && readText(main),
    ignoring && readText(ignoring),
  ]);
  const others = offer.files.filter(
    (file) => file !== main && file !== ignoring,
  );
  const texts = await usefulTexts(others);
  const names = [
    ...others.map((file) => file.path),
    ...offer.directories.map((directory) => `${directory}/`),
  ].filter((name) => !name.includes("\n"));
  const own: OwnFiles = {
    dockerfile:
      main && dockerfile?.kind === "text"
        ? { path, text: inField(dockerfile.text) }
        : before.dockerfile,
    ignore:
      ignoring && ignore?.kind === "text"
        ? { path: ignoring.path, text: inField(ignore.text) }
        : isFolder
          ? NO_FILES.ignore
          : before.ignore,
    listing: [
      ...new Set([
        ...(isFolder ? [] : before.listing.split("\n").filter(Boolean)),
        ...names.sort(),
      ]),
    ]
      .map((name) => `${name}\n`)
      .join(""),
    isWhole: isFolder ? offer.kind === "folder" : before.isWhole,
    texts: { ...(isFolder ? {} : before.texts), ...texts },
    sizes: {
      ...(isFolder ? {} : before.sizes),
      ...Object.fromEntries(others.map((each) => [each.path, each.file.size])),
    },
  };
  return {
    kind: "taken",
    own,
    changes: JSON.stringify(own) !== JSON.stringify(before),
    said: [
      ...[dockerfile, ignore].flatMap((read) =>
        read?.kind === "refused" ? [read.because] : [],
      ),
      ...(isFolder && main === undefined
        ? ["There is no Dockerfile in the folder: what stood here stays."]
        : []),
      ...unread(offer),
      readInWords(
        [
          ...(dockerfile?.kind === "text" ? [path] : []),
          ...(ignoring && ignore?.kind === "text" ? [ignoring.path] : []),
          ...Object.keys(texts),
        ],
        readListing(own.listing).paths.length,
      ),
    ].filter((sentence) => sentence !== ""),
  };
}

/** The paths, those near the root first. */
function nearestFirst(files: readonly OfferedFile[]): readonly string[] {
  const depth = (path: string): number => path.split("/").length;
  return files
    .map(({ path }) => path)
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

/** What is to be told about files that could not be read, and about too many of them. */
function unread({ unreadable, kind, files }: Offer): readonly string[] {
  const [first, ...rest] = unreadable;
  return [
    ...(first === undefined
      ? []
      : [
          `The browser could not read ${shownName(first)}${rest.length === 0 ? "" : ` and ${count(rest.length, "other")}`}. Try once more, or paste the text.`,
        ]),
    ...(kind === "part of a folder" && files.length >= MOST_NAMES
      ? [
          `The folder holds more than ${MOST_NAMES} files: the list below ends there and does not count as whole.`,
        ]
      : []),
  ];
}

function readInWords(opened: readonly string[], names: number): string {
  const shown = opened.slice(0, 4);
  const rest = opened.length - shown.length;
  const listed = [
    ...shown.map(shownName),
    ...(rest > 0 ? [count(rest, "other")] : []),
  ];
  const words =
    listed.length === 1
      ? listed.join("")
      : `${listed.slice(0, -1).join(", ")} and ${listed.at(-1)}`;
  return [
    listed.length === 0 ? "" : `Opened: ${words}.`,
    names === 0 ? "" : `The list of other files has ${count(names, "name")}.`,
  ]
    .join(" ")
    .trim();
}

const IGNORE_FILE = /(?:^|\/|\.)\.?dockerignore$/i;
const DOCKERFILE =
  /(?:^|\/)(?:dockerfile|containerfile)(?:\.[\w.-]+)?$|\.(?:dockerfile|containerfile)$/i;
/** Files about Dockerfiles that are none. */
const ABOUT = /\.(?:md|mdx|txt|js|ts|json|ya?ml|toml|py|go|rs|lock)$/i;

function dockerfilesIn(
  files: readonly OfferedFile[],
  isFolder: boolean,
): readonly OfferedFile[] {
  const named = files.filter(
    ({ path }) =>
      DOCKERFILE.test(path) && !IGNORE_FILE.test(path) && !ABOUT.test(path),
  );
  if (named.length > 0 || isFolder || files.length !== 1) return named;
  // A single file of any other name is meant as the Dockerfile.
  return files.filter(
    ({ path }) => !IGNORE_FILE.test(path) && !USEFUL.test(path),
  );
}

/** The ignore file of a Dockerfile: one of its own beside it, or else that of the context. */
function ignoreFileFor(
  dockerfile: string,
  files: readonly OfferedFile[],
  isFolder: boolean,
): OfferedFile | undefined {
  const named = (name: string): OfferedFile | undefined =>
    files.find(({ path }) => path === name);
  return (
    named(`${dockerfile}.dockerignore`) ??
    named(".dockerignore") ??
    // A file without its folder has lost its place.
    (isFolder ? undefined : files.find(({ path }) => IGNORE_FILE.test(path)))
  );
}

/** What rules look into: manifests and shell scripts. */
const USEFUL = /(?:^|\/)(?:package\.json|[^/]*entrypoint[^/.]*|[^/]+\.sh)$/i;

async function usefulTexts(
  files: readonly OfferedFile[],
): Promise<Readonly<Record<string, string>>> {
  const useful = files
    .filter(
      ({ path, file }) =>
        USEFUL.test(path) &&
        !path.includes("node_modules/") &&
        file.size <= MOST_BYTES,
    )
    .slice(0, MOST_TEXTS);
  const read = await Promise.all(
    useful.map(async (each) => ({
      path: each.path,
      result: await readText(each),
    })),
  );
  return Object.fromEntries(
    read.flatMap(({ path, result }) =>
      result.kind === "text" ? [[path, result.text]] : [],
    ),
  );
}

type ReadText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refused"; readonly because: string };

/** The text of a file, or why it is not taken, in a sentence. */
async function readText({ path, file }: OfferedFile): Promise<ReadText> {
  const refused = (because: string): ReadText => ({
    kind: "refused",
    because: `${shownName(path)} ${because} What stood here stays.`,
  });
  if (file.size > MOST_CHARACTERS)
    return refused(`has ${megabytes(file.size)}, and at most 1 MB is read.`);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return refused("cannot be read: it may be gone, or not be yours to read.");
  }
  if (bytes.includes(0))
    return refused(
      "holds zero bytes: it is no text, or text in UTF-16. Save it as UTF-8 and drop it again.",
    );
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { kind: "text", text };
  } catch {
    return refused("is not UTF-8. Save it as UTF-8 and drop it again.");
  }
}

/** A text as a field holds it. */
function inField(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** A size as one reads it: "1.4 MB". */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
