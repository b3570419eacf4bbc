import { flagOf } from "../dockerfile/instruction.ts";
import type { Stage } from "../dockerfile/model.ts";
import { chainOf } from "../dockerfile/queries.ts";
import type { Span } from "../files.ts";
import { imageSize } from "../image-sizes.ts";
import { FACTS_DATE } from "../images.ts";
import { knownText } from "../value.ts";
import { utf8Length } from "./context.ts";
import type { Layer } from "./layer.ts";
import { shippedStages } from "./shipped.ts";
import type { Build } from "./simulate.ts";
import type { Entry } from "./tree.ts";

/** One part of an image: its base, or the layer of one instruction. */
export interface SizePart {
  /** The FROM of the base, or the instruction; undefined for a fragment without FROM. */
  readonly at: Span | undefined;
  /** Compressed bytes, at least. */
  readonly low: number;
  /** Compressed bytes, at most; undefined where something of it is not known. */
  readonly high: number | undefined;
  /** What of it is not known, each in words: "what npm puts into /app/node_modules". */
  readonly unknown: readonly string[];
}

/** An estimate of what a pull of an image transfers, for linux/amd64. */
export interface Size {
  /** Compressed bytes, at least: the sum of the parts. */
  readonly low: number;
  /** Compressed bytes, at most; undefined where a part is not known. */
  readonly high: number | undefined;
  /** From the base up. */
  readonly parts: readonly SizePart[];
  readonly unknown: readonly string[];
  /** The day of the base image's figure, or of our facts: the estimate is as old as that. */
  readonly day: string;
}

/**
 * How large the image of a build is for those who pull it: from the measured sizes of base images and the sizes of the
 * files that are known. Undefined where there is no image. Files count once for each layer that holds them.
 */
export function sizeOf(build: Build): Size | undefined {
  if (build.image === undefined) return undefined;
  const { day, ...base } = baseOf(build.image.stage);
  const parts: SizePart[] = [base];
  for (const { steps } of shippedStages(build))
    for (const { instruction, layer } of steps)
      if (layer !== undefined)
        parts.push({ at: instruction, ...layerSize(layer) });
  const unknown = parts.flatMap((part) => part.unknown);
  const sum = (sizeIn: (part: SizePart) => number): number =>
    parts.reduce((total, part) => total + sizeIn(part), 0);
  return {
    low: sum(({ low }) => low),
    high: unknown.length > 0 ? undefined : sum(({ high }) => high ?? 0),
    parts,
    unknown,
    day,
  };
}

/** What the lowest stage of an image starts from. */
function baseOf(stage: Stage): SizePart & { readonly day: string } {
  const { from, base } = [...chainOf(stage)].at(-1) ?? stage;
  const at = from?.image ?? from;
  const none = { at, low: 0, day: FACTS_DATE };
  const untold = (what: string) => ({
    ...none,
    high: undefined,
    unknown: [`the size of ${what}`],
  });
  if (base.kind === "scratch") return { ...none, high: 0, unknown: [] };
  const shown = from?.image?.text ?? "the base image";
  if (base.kind !== "image") return untold(shown);
  const { reference } = base;
  const platform = from && flagOf(from, "platform")?.value;
  if (platform !== undefined && knownText(platform.value) !== "linux/amd64")
    return untold(`${shown} for ${platform.text}`);
  const measured =
    reference.tag.kind === "known"
      ? imageSize(reference.repository, reference.tag.value)
      : undefined;
  if (measured === undefined) return untold(shown);
  return { ...measured, at, unknown: [] };
}

/** Deflate makes no more than this of one byte ("the limit is 1032:1", zlib.net/zlib_tech.html). */
const BEST_RATIO = 1_032;

/** A header in a tar archive, with room for a long name or a time of its own (pax, POSIX.1-2001). */
const HEADER = 3 * 512;

/** The compressed size of a layer, from files that do not compress at all down to ones that are all the same byte. */
function layerSize({ changes, unknown }: Layer): Omit<SizePart, "at"> {
  const untold: string[] = [...unknown];
  let content = 0;
  let archive = 1_024;
  for (const change of changes) {
    archive += HEADER;
    if (change.kind === "delete") continue;
    const { path, entry } = change;
    if (entry.type === "directory" || entry.type === "symlink") continue;
    const bytes = bytesOf(entry);
    if (bytes === undefined)
      untold.push(
        entry.bundle === undefined
          ? `the size of ${path}`
          : `what ${entry.bundle.manager} puts into ${path}`,
      );
    else {
      content += bytes;
      archive += Math.ceil(bytes / 512) * 512;
    }
  }
  return {
    low: Math.floor(content / BEST_RATIO),
    // Stored blocks add five bytes to 16 kB, the gzip format 18 to the whole (RFC 1951, RFC 1952).
    high: untold.length > 0 ? undefined : Math.ceil(archive * 1.001) + 18,
    unknown: untold,
  };
}

function bytesOf({ type, size, text }: Entry): number | undefined {
  if (type !== "file") return undefined;
  return size ?? (text === undefined ? undefined : utf8Length(text));
}
