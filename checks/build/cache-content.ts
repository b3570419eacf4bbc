import { knownText } from "../value.ts";
import type { Stage } from "../dockerfile/model.ts";
import { chainOf } from "../dockerfile/queries.ts";
import { copiedImage, type Part } from "./cache-parts.ts";
import type { Change } from "./layer.ts";
import { hiddenSource } from "./shipped.ts";
import type { Build, BuiltStage, Step } from "./simulate.ts";
import { mountOptions } from "./stage-sources.ts";
import { absolute } from "./tree.ts";

/** What is taken to be other than it was. */
export interface Difference {
  /** Whether a file of the context has other content. */
  file(path: string): boolean;
  /** Whether an image's name stands for another image. */
  image(name: string): boolean;
  /** Whether what a command makes again counts as other files, where its text does not tell them. */
  readonly commandsDiffer: boolean;
  /** Whether the files that a command's text tells are the same as long as they read the same. */
  readonly textsHold: boolean;
  /** Whether sources that are not known count as changed. */
  readonly hiddenDiffer: boolean;
}

/** Numbers for texts, the same for the same text: keys that are compared must come from one of these. */
export class KeyNumbers {
  private readonly numbers = new Map<string, number>();

  of(...parts: readonly (string | number)[]): number {
    const text = parts.join("\u0001");
    const found = this.numbers.get(text);
    if (found !== undefined) return found;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** The keys that are known so far: those of steps, and those that stages start from. */
export interface KnownKeys {
  readonly steps: ReadonlyMap<Step, { readonly key: number }>;
  readonly starts: ReadonlyMap<Stage, number>;
}

/** The parts of a key that tell what a step reads from the context, from stages and from images. */
export class ContentReader {
  private readonly producers = new Map<Stage, readonly Step[]>();
  private readonly build: Build;
  private readonly built: ReadonlyMap<Stage, BuiltStage>;
  private readonly keys: KnownKeys;
  private readonly numbers: KeyNumbers;
  private readonly difference: Difference;

  constructor(
    build: Build,
    keys: KnownKeys,
    numbers: KeyNumbers,
    difference: Difference,
  ) {
    this.build = build;
    this.built = new Map(build.stages.map((built) => [built.stage, built]));
    this.keys = keys;
    this.numbers = numbers;
    this.difference = difference;
  }

  partsOf(step: Step): readonly Part[] {
    const { reads, readsStages } = step;
    const parts: Part[] = reads.map((path) => ({
      of: { kind: "file", path },
      value: this.fileText(path),
    }));
    for (const stage of readsStages.length > 1
      ? new Set(readsStages)
      : readsStages)
      parts.push({
        of: { kind: "stage", stage },
        value: this.stageText(stage, step),
      });
    const image = copiedImage(step);
    if (image !== undefined)
      parts.push({
        of: { kind: "image", name: image },
        value: this.difference.image(image) ? "other" : "same",
      });
    const because = hiddenSource(step);
    if (because !== undefined)
      parts.push({
        of: { kind: "hidden", because },
        value: this.difference.hiddenDiffer ? "changed" : "",
      });
    return parts;
  }

  private fileText(path: string): string {
    const entry = this.build.context.sent.get(path);
    if (entry === undefined) return "";
    const content = this.numbers.of("content", entry.text ?? "", entry.size);
    const change = this.difference.file(path) ? "changed" : "";
    return `${entry.type} ${entry.mode} ${entry.target ?? ""} ${content} ${change}`;
  }

  /** The files that a step takes from a stage, and the keys of what may have made some of them. */
  private stageText(stage: Stage, step: Step): string {
    const paths = takenPaths(step, stage);
    const isMount = step.instruction.keyword === "RUN";
    const files = isMount
      ? this.treeText(stage, paths)
      : (step.layer?.changes ?? []).map((change) => this.changeText(change));
    const makers = this.difference.commandsDiffer
      ? [
          ...this.commandsBehind(stage, paths),
          ...(this.isTold(stage, step, isMount ? paths : undefined)
            ? []
            : [this.baseKey(stage)]),
        ]
      : [];
    return [...files, "made by", ...makers].join("\u0003");
  }

  /** Whether all that is taken is known, so that nothing of it can come from the base image. */
  private isTold(
    stage: Stage,
    { layer }: Step,
    mounted: readonly string[] | undefined,
  ): boolean {
    if (mounted === undefined)
      return (
        layer !== undefined &&
        layer.unknown.length === 0 &&
        layer.changes.every(
          (change) => change.kind === "delete" || isTold(change, true),
        )
      );
    const tree = this.built.get(stage)?.machine.tree;
    return mounted.every((path) => tree?.isListed(path) === true);
  }

  /** The key of the image that a stage stands on. */
  private baseKey(stage: Stage): number {
    const lowest = [...chainOf(stage)].at(-1) ?? stage;
    return this.keys.starts.get(lowest) ?? -1;
  }

  private treeText(stage: Stage, paths: readonly string[]): readonly string[] {
    const tree = this.built.get(stage)?.machine.tree;
    return paths.flatMap((path) =>
      (tree?.below(path) ?? []).map(([at, entry]) =>
        this.changeText({ kind: "put", path: at, entry, replaces: undefined }),
      ),
    );
  }

  private changeText(change: Change): string {
    if (change.kind === "delete") return `- ${change.path}`;
    const { type, mode, uid, gid, origin, text, size, target } = change.entry;
    const content = this.numbers.of("content", text ?? "", size ?? "");
    const isOther =
      (origin.kind === "context" && this.difference.file(origin.path)) ||
      (origin.kind === "image" && this.difference.image(origin.image));
    return [
      change.path,
      type,
      mode ?? "?",
      uid ?? "?",
      gid ?? "?",
      target ?? "",
      content,
      isOther ? "changed" : "",
    ].join(" ");
  }

  private commandsBehind(
    stage: Stage,
    paths: readonly string[],
  ): readonly number[] {
    return this.producersOf(stage)
      .filter((step) => mayWrite(step, paths, this.difference.textsHold))
      .flatMap((step) => this.keys.steps.get(step)?.key ?? []);
  }

  /** The steps of a stage and those it starts from whose files the text does not tell in full. */
  private producersOf(stage: Stage): readonly Step[] {
    const known = this.producers.get(stage);
    if (known !== undefined) return known;
    const below =
      stage.base.kind === "stage" ? this.producersOf(stage.base.stage) : [];
    const steps = [...below, ...(this.built.get(stage)?.steps ?? [])];
    this.producers.set(stage, steps);
    return steps;
  }
}

/** Whether a step may have put something at one of the paths that its text does not tell. */
function mayWrite(
  { layer }: Step,
  paths: readonly string[],
  textsHold: boolean,
): boolean {
  if (layer === undefined) return false;
  if (layer.unknown.length > 0) return true;
  return layer.changes.some(
    (change) =>
      change.kind === "put" &&
      !isTold(change, textsHold) &&
      paths.some(
        (path) =>
          change.path === path ||
          change.path.startsWith(path === "/" ? path : `${path}/`) ||
          path.startsWith(`${change.path}/`),
      ),
  );
}

/** Whether the content of a file is known; that which a command made is only where texts hold. */
function isTold(
  { entry }: Change & { readonly kind: "put" },
  textsHold: boolean,
): boolean {
  const { type, origin, text } = entry;
  if (type === "directory" || type === "symlink") return true;
  if (origin.kind === "context") return true;
  const made = origin.kind === "command" || origin.kind === "declared";
  return text !== undefined && (textsHold || !made);
}

/** The absolute paths that a step takes from a stage; of a pattern, the directory before its first wildcard. */
function takenPaths(
  { instruction }: Step,
  { name, index }: Stage,
): readonly string[] {
  if (instruction.keyword === "COPY" || instruction.keyword === "ADD")
    return instruction.sources.map(({ value, text }) =>
      absolute(plainPart(knownText(value) ?? text), "/"),
    );
  const paths: string[] = [];
  for (const flag of instruction.flags) {
    if (flag.name !== "mount") continue;
    const options = mountOptions(flag.value);
    const from = options.get("from")?.toLowerCase();
    if (from === name || from === String(index))
      paths.push(
        absolute(options.get("source") ?? options.get("src") ?? "/", "/"),
      );
  }
  return paths.length === 0 ? ["/"] : paths;
}

function plainPart(path: string): string {
  const wildcard = path.search(/[*?[]/);
  if (wildcard === -1) return path;
  return path.slice(0, path.lastIndexOf("/", wildcard) + 1) || "/";
}
