import type { StageShown } from "./model.ts";

/** A stage in the drawing, and what stands in its box, line by line. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly stage: StageShown;
  readonly lines: readonly string[];
}

/** A line from a stage to the one that takes something of it. */
export interface Arrow {
  /** The corners, from the source on. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly isBase: boolean;
}

/** The stages side by side: what needs nothing of others at the left, what is built from it to the right. */
export interface StagesDrawing {
  readonly width: number;
  readonly height: number;
  /** Whether it is wider than a phone and has to scroll there. */
  readonly isWide: boolean;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** As wide as the panel on a phone; more stages in a row are wider and scroll. */
const WIDTH = 328;
const GAP = 26;
const WIDE = 151;
/** The width of a box where they scroll. */
const SCROLLED = 124;
/** So many columns fit without scrolling. */
const FIT = 3;
/** Height of a line of text, and what it is from the edge of its box. */
const LINE = 16;
const PAD = 8;
/** Width of a character of code at 12 px. */
const CHARACTER = 7.25;
/** More of what a stage takes is counted. */
const MOST_TAKES = 3;

/** Draws stages in columns of their levels, with an arrow for each thing that one takes from another. */
export function stagesDrawing(stages: readonly StageShown[]): StagesDrawing {
  const columns = Math.max(0, ...stages.map(({ level }) => level)) + 1;
  const isWide = columns > FIT;
  const width = isWide
    ? SCROLLED
    : Math.min(WIDE, Math.floor((WIDTH - (columns - 1) * GAP) / columns));
  const bottoms = Array.from({ length: columns }, () => 1);
  const boxes = stages.map((stage): Box => {
    const lines = linesOf(stage, Math.floor((width - 2 * PAD) / CHARACTER));
    const height = (lines.length + 1) * LINE + 2 * PAD - 2;
    const y = bottoms[stage.level] ?? 1;
    bottoms[stage.level] = y + height + 14;
    return {
      x: 1 + stage.level * (width + GAP),
      y,
      width,
      height,
      stage,
      lines,
    };
  });
  return {
    width: columns * (width + GAP) - GAP + 2,
    isWide,
    height: Math.max(...bottoms) - 12,
    boxes,
    arrows: boxes.flatMap((box) => arrowsTo(box, boxes)),
  };
}

function linesOf({ base, takes }: StageShown, most: number): readonly string[] {
  const shown = takes
    .slice(0, MOST_TAKES)
    .map(({ what }) => fitting(what, most - 2));
  const rest = takes.length - shown.length;
  return [
    baseText(base, most),
    ...shown.map((what) => `+ ${what}`),
    ...(rest > 0 ? [`+ ${rest} more`] : []),
  ];
}

/** A base that fits: of an image the name and tag say most, where it comes from and its digest least. */
function baseText(base: string, most: number): string {
  const name = base.replace(/@.*/, "@…");
  const last = name.length > most ? (name.split("/").at(-1) ?? name) : name;
  return last.length <= most ? last : `${last.slice(0, most - 1)}…`;
}

/** A text that fits: of a path the end says most. */
function fitting(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(1 - most)}`;
}

function arrowsTo(to: Box, boxes: readonly Box[]): readonly Arrow[] {
  const { takes, baseStage } = to.stage;
  const lineY = (line: number): number => to.y + PAD + LINE * (line + 1) + 6;
  const wanted = takes.map(({ from }, at) => ({
    from,
    y: lineY(Math.min(at, MOST_TAKES) + 1),
    isBase: false,
  }));
  if (baseStage !== undefined)
    wanted.unshift({ from: baseStage, y: lineY(0), isBase: true });
  return wanted.flatMap(({ from, y, isBase }) => {
    const source = boxes[from];
    if (source === undefined) return [];
    const start = source.x + source.width;
    // Lines from different stages go down side by side.
    const middle = to.x - 9 - ((from * 5) % (GAP - 12));
    const sourceY = source.y + PAD + 7;
    return [
      {
        isBase,
        points: [
          [start, sourceY],
          [middle, sourceY],
          [middle, y],
          [to.x - 1, y],
        ] as const,
      },
    ];
  });
}
