import type { Build } from "./build/simulate.ts";
import type { BuildContext } from "./build/context.ts";
import type { Instruction } from "./dockerfile/instruction.ts";
import type { Dockerfile, Stage } from "./dockerfile/model.ts";
import type { Files, Severity, Span } from "./files.ts";

/** What a rule is about; the rules index groups by it. */
export type Category =
  | "security"
  | "supply-chain"
  | "reproducibility"
  | "size"
  | "caching"
  | "runtime"
  | "correctness"
  | "style"
  | "metadata";

/** What a rule looks at. */
export interface Subject {
  readonly files: Files;
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
  /** The stage the image is made from; undefined for a file without instructions. */
  readonly finalStage: Stage | undefined;
  readonly context: BuildContext;
  /** What a build would do; worked out when first asked for. */
  readonly build: Build;
  /** The day, as `2026-11-21`. */
  readonly today: string;
}

/** A replacement in the Dockerfile, by offsets. */
export interface Replacement extends Span {
  readonly text: string;
}

/** What a rule reports; `lint` makes a Finding of it. */
export interface Problem {
  /** The smallest stretch of the Dockerfile that shows it. */
  readonly at: Span;
  readonly message: string;
  readonly remedy: string;
  readonly fix?: {
    readonly title: string;
    readonly edits: readonly Replacement[];
  };
  /** The other tools' ids that this very problem answers, where they are not all of the rule's. */
  readonly sameAs?: readonly string[];
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
}

/** One rule about Dockerfiles. */
export interface Rule {
  /** Names the practice, in kebab case; also its file's name and its page's address. */
  readonly id: string;
  /** One sentence, as an instruction. */
  readonly title: string;
  readonly category: Category;
  readonly severity: Severity;
  /** Whether `lint` applies it when no rules are named. */
  readonly recommended: boolean;
  /** Rules of other tools that ask the same, such as `hadolint/DL3006`. */
  readonly sameAs: readonly string[];
  /** Of a Dockerfile with none of these instructions it has nothing to say; empty where it looks at any. */
  readonly about: ReadonlySet<Instruction["keyword"]>;
  /**
   * Programs: of a Dockerfile whose RUN instructions run none of them it has nothing to say; empty where it looks at any.
   * A name without digits at its end stands for those with a version, such as `pip3.12` too.
   */
  readonly runs: ReadonlySet<string>;
  /** Of a Dockerfile without a match in its text it has nothing to say; undefined where it looks at any. */
  readonly mentions: RegExp | undefined;
  check(subject: Subject): Iterable<Problem>;
}

/** A rule; recommended and about any instruction unless it says otherwise. */
export function defineRule({
  id,
  title,
  category,
  severity,
  recommended = true,
  sameAs = [],
  about = [],
  runs = [],
  mentions,
  check,
}: Omit<Rule, "recommended" | "sameAs" | "about" | "runs" | "mentions"> &
  Partial<Pick<Rule, "recommended" | "sameAs">> & {
    readonly about?: Iterable<Instruction["keyword"]>;
    readonly runs?: Iterable<string>;
    readonly mentions?: RegExp | undefined;
  }): Rule {
  // One shape for all rules: the engine reads them faster, and they are read for each file.
  return {
    id,
    title,
    category,
    severity,
    recommended,
    sameAs,
    about: new Set(about),
    runs: new Set(runs),
    mentions,
    check,
  };
}
