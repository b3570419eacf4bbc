import type { ContextFacts, Files } from "../../../checks/files.ts";
import type { Declared } from "../../../checks/build/produces.ts";
import type { StopKind } from "../../../checks/build/stop.ts";

/** All that the panel shows, as plain data: texts are whole, lists are cut to what a page can show. */
export interface Happens {
  readonly layers: LayersView;
  readonly change: ChangeView;
  readonly attack: AttackView;
  readonly stop: StopView;
}

/** What stands where the size of a part is not known. */
export const UNSIZED = "size unknown";

/** A list that is cut: what is shown, and how many more there are. */
export interface Some<Item> {
  readonly items: readonly Item[];
  readonly more: number;
}

/** What the cache gives for a step; undefined for one that only writes the configuration. */
export interface CacheShown {
  readonly state: "hit" | "miss" | "unknown";
  readonly word: string;
  /** Why it runs again, or why it does not although others do; empty where there is nothing to say. */
  readonly because: string;
}

/** A step of a build. */
export interface StepShown {
  /** Its line in the Dockerfile, from 1. */
  readonly line: number;
  readonly text: string;
  readonly cache: CacheShown | undefined;
}

/** The view "Layers". */
export interface LayersView {
  /** What the image is made of, in one sentence. */
  readonly sentence: string;
  /** How much a pull transfers, in one sentence. */
  readonly size: string;
  /** What of the size is not known, each in words. */
  readonly unknown: Some<string>;
  /** What the cache is compared with. */
  readonly since: Since;
  /** Whether there is a starter to compare with. */
  readonly hasStarter: boolean;
  readonly stages: readonly StageShown[];
  /** Steps that are not shown. */
  readonly more: number;
  /** What stops the build, where something is known to. */
  readonly stops: readonly Stopped[];
}

/** An error that stops a build. */
export interface Stopped {
  readonly line: number;
  readonly message: string;
}

/** What the cache is compared with: what stood before the last edit, or the starter. */
export type Since = "edit" | "start";

/** A stage of the Dockerfile. */
export interface StageShown {
  readonly title: string;
  /** The line of its FROM. */
  readonly line: number | undefined;
  readonly state: "target" | "built" | "skipped";
  /** What needs it, or why nothing does: a sentence. */
  readonly because: string;
  /** How many stages must come before it. */
  readonly level: number;
  /** What it starts from: an image, `scratch`, or a stage by its number. */
  readonly base: string;
  readonly baseStage: number | undefined;
  readonly baseSize: string;
  /** Whether its base is named by a digest. */
  readonly pinned: boolean;
  readonly takes: readonly Taking[];
  readonly steps: readonly LayerShown[];
}

/** Files that a stage takes from another one. */
export interface Taking {
  /** The number of the stage they come from. */
  readonly from: number;
  readonly line: number;
  /** The paths, as written. */
  readonly what: string;
}

/** A step and the layer it leaves. */
export interface LayerShown extends StepShown {
  /** Undefined where it changes the configuration only. */
  readonly layer:
    | {
        /** What it does to the files, in a few words. */
        readonly summary: string;
        /** What a pull transfers of it; empty where it is no part of the image. */
        readonly size: string;
        readonly files: Some<FileShown>;
        /** What it may hold besides. */
        readonly unknown: Some<string>;
      }
    | undefined;
}

/** A change to one path. */
export interface FileShown {
  readonly change: "added" | "changed" | "deleted";
  readonly path: string;
  /** Its size, or what it is where it is no file. */
  readonly what: string;
  /** Permissions in octal digits; `?` where they are not known. */
  readonly mode: string;
  /** `user:group`; `?` for what is not known. */
  readonly owner: string;
  /** Where it comes from. */
  readonly origin: string;
}

/** The view "Change a file". */
export interface ChangeView {
  readonly choices: readonly ChoiceGroup[];
  /** Files that are not offered. */
  readonly more: number;
  /** The key of the choice that is shown. */
  readonly picked: string;
  /** What is changed, in words. */
  readonly what: string;
  /** The learner's answer, and the starter where there is one. */
  readonly sides: readonly ChangeSide[];
}

export interface ChoiceGroup {
  readonly title: string;
  readonly choices: readonly {
    readonly key: string;
    readonly title: string;
  }[];
}

/** What a change runs again in one of the builds. */
export interface ChangeSide {
  readonly title: string;
  readonly sentence: string;
  readonly stages: readonly {
    /** Empty where the build has one stage. */
    readonly title: string;
    readonly steps: readonly StepShown[];
  }[];
  readonly more: number;
}

/** A place where a secret can be read. */
export interface SurfaceShown {
  readonly surface: string;
  readonly title: string;
  /** Who can read it. */
  readonly who: string;
  readonly count: number;
}

/** The view of an attacker. */
export interface AttackView {
  /** `clear` only where it is known that nothing can be recovered. */
  readonly state: "leaks" | "cache" | "unknown" | "clear" | "no image";
  readonly sentence: string;
  readonly surfaces: readonly SurfaceShown[];
  readonly leaks: Some<LeakShown>;
  readonly unknown: Some<Untold>;
}

export interface LeakShown {
  /** Where it can be read, in words. */
  readonly place: string;
  readonly pushed: boolean;
  readonly name: string;
  readonly line: number;
  readonly reason: string;
  readonly command: string;
}

export interface Untold {
  readonly line: number;
  readonly because: string;
}

/** The view "docker stop". */
export interface StopView {
  readonly kind: StopKind | "no image";
  /** What becomes of the container, as a title. */
  readonly outcome: string;
  readonly sentence: string;
  readonly graceSeconds: number;
  /** From PID 1 down. */
  readonly processes: readonly ProcessShown[];
  readonly events: readonly EventShown[];
}

export interface ProcessShown {
  readonly name: string;
  readonly command: string;
  /** Programs that the process was before, each of which made way for the next. */
  readonly before: readonly string[];
  readonly role: string;
}

/** Something that happens while a container stops; processes are numbered from PID 1 down, from 0. */
export interface EventShown {
  readonly kind:
    | "sent"
    | "forwarded"
    | "ignored"
    | "handled"
    | "exited"
    | "killed"
    | "ended";
  /** Undefined where it depends on how long a handler takes. */
  readonly seconds: number | undefined;
  readonly time: string;
  readonly text: string;
  /** The process that does it or gets it. */
  readonly process: number | undefined;
  /** The process that a signal is passed on by. */
  readonly from: number | undefined;
  readonly signal: string | undefined;
  readonly code: number | undefined;
}

/** What the panel is about; it goes to the worker once. */
export interface HappensSubject {
  /** What the learner does not change. */
  readonly readOnly: Files;
  /** What the learner started from, without the rest of the context; undefined where there is no start. */
  readonly starter: Files | undefined;
  /** Whether the context holds nothing else. */
  readonly complete: boolean;
  readonly facts?: ContextFacts | undefined;
  readonly produces?: Declared | undefined;
}

/** What the panel asks. */
export interface HappensQuestion {
  /** The learner's files. */
  readonly files: Files;
  /** The key of the choice in "Change a file"; undefined for the one that suits. */
  readonly pick: string | undefined;
  readonly since: Since;
}

/** What the panel is told. */
export interface Told {
  /** Undefined as long as no text could be read. */
  readonly happens: Happens | undefined;
  /** Why the text cannot be read; then `happens` is of the last one that could. */
  readonly trouble: Stopped | undefined;
  /** Whether a fault of ours kept it from being worked out; then `happens` is undefined. */
  readonly failed: boolean;
}

/** What goes to the worker, through a port of its own. */
export type ToWorker =
  | { readonly kind: "subject"; readonly subject: HappensSubject }
  | { readonly kind: "question"; readonly question: HappensQuestion };
