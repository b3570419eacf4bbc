import type { Environment } from "../dockerfile/environment.ts";
import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import { optionValue, plainArguments } from "../shell/queries.ts";
import type { ShellNode } from "../shell/tree.ts";
import { known, knownText, unknown } from "../value.ts";
import {
  bounded,
  expandedText,
  expandedValue,
  expandedWords,
  type Expanding,
} from "./expansion.ts";
import { compileGlob } from "./glob.ts";
import { userOf, type Machine } from "./machine.ts";
import { redirected, type Redirected } from "./redirections.ts";
import type { Owner } from "./tree.ts";

/**
 * How a command ended. `assumed`: well, as far as a build that goes on tells; `unknown`: as a test whose answer the
 * files do not tell.
 */
export type Status = "ok" | "failed" | "assumed" | "unknown";

/** What a command gives to what comes after it. */
export interface Outcome {
  readonly status: Status;
  /** What it prints, undefined where that is not known. */
  readonly output: string | undefined;
  /** Why it failed. */
  readonly because?: string | undefined;
}

/** A command that is about to run, its words expanded. */
export interface Call {
  readonly command: ShellCommand | undefined;
  readonly words: Pick<ShellCommand, "name" | "arguments">;
  readonly input: string | undefined;
  readonly shell: Shell;
}

/** Runs one command. */
export type RunCommand = (call: Call) => Outcome;

/** Ends well and prints nothing. */
export const DONE: Outcome = { status: "ok", output: "" };
/** Ends well, so far as is known, and prints something. */
export const ASSUMED: Outcome = { status: "assumed", output: undefined };
/** Answers a question that the files do not answer. */
export const UNSURE: Outcome = { status: "unknown", output: undefined };

/** Fails, and prints nothing that is kept. */
export function failed(because?: string): Outcome {
  return { status: "failed", output: "", because };
}

/** What a shell knows while it runs; a subshell has a copy. */
export interface ShellState {
  directory: string | undefined;
  environment: Environment;
  /** Variables that the script sets: undefined where the value is not known, null where it is unset. */
  readonly variables: Map<string, string | undefined | null>;
  readonly functions: Map<string, ShellNode>;
  readonly arguments: readonly string[];
  umask: number | undefined;
  readonly user: Owner;
}

/** More commands and constructs than these are not followed: loops in loops would never end. */
const MOST_STEPS = 2000;
/** Functions that call each other deeper than this are not followed. */
const DEEPEST_CALL = 10;

/** What ends a script, a loop or a function before its end. */
type Jump = "exit" | "return" | "break" | "continue";

/** Follows the commands of a script through an image. */
export class Shell {
  readonly machine: Machine;
  readonly state: ShellState;
  /** Whether what is followed may not run at all. */
  inDoubt = false;
  private jump: Jump | undefined;
  private readonly run: RunCommand;
  private readonly budget: { steps: number; depth: number };
  private readonly braces: boolean;

  constructor(
    machine: Machine,
    state: ShellState,
    run: RunCommand,
    braces: boolean,
    budget = { steps: MOST_STEPS, depth: 0 },
  ) {
    this.machine = machine;
    this.state = state;
    this.run = run;
    this.braces = braces;
    this.budget = budget;
  }

  /** A shell that starts as this one is, and whose directory and variables end with it. */
  fork(changes: Partial<ShellState> = {}): Shell {
    const shell = new Shell(
      this.machine,
      {
        ...this.state,
        variables: new Map(this.state.variables),
        functions: new Map(this.state.functions),
        ...changes,
      },
      this.run,
      this.braces,
      this.budget,
    );
    shell.inDoubt = this.inDoubt;
    return shell;
  }

  /** The shell in which a command runs as another user, as sudo and gosu let it. */
  as(wrappers: readonly string[], words: readonly ShellWord[]): Shell {
    const wrapper = wrappers.find((name) => AS_ANOTHER.has(name));
    if (wrapper === undefined) return this;
    const given =
      (wrapper.startsWith("su") && wrapper !== "su-exec") || wrapper === "doas"
        ? (optionValue(words, "-u", "--user") ?? "0")
        : plainArguments(words)[0]?.value;
    return this.fork({ user: userOf(this.machine, given) });
  }

  /** Follows a script whose end must be good, as the build goes on after it. */
  script(nodes: readonly ShellNode[]): Outcome {
    return this.list(nodes, undefined, true);
  }

  /** Ends what runs, as `exit` and its like do. */
  leave(jump: Jump, status: Status): Outcome {
    // Where it may not be reached, what follows may not be either, unless the build ends there.
    if (!this.inDoubt) this.jump = jump;
    else if (status !== "failed") this.stayInDoubt = true;
    return { status, output: "" };
  }

  /** Set where something that may have happened would have ended what runs. */
  private stayInDoubt = false;

  private list(
    nodes: readonly ShellNode[],
    input: string | undefined,
    required: boolean,
  ): Outcome {
    let output: string | undefined = "";
    let outcome = DONE;
    const before = this.inDoubt;
    for (const [at, node] of nodes.entries()) {
      if (this.jump !== undefined) break;
      const last = at === nodes.length - 1;
      outcome = this.node(node, input, required && last);
      output = joined(output, outcome.output);
      if (this.stayInDoubt) this.inDoubt = true;
    }
    this.inDoubt = before;
    return { ...outcome, output };
  }

  private node(
    node: ShellNode,
    input: string | undefined,
    required: boolean,
  ): Outcome {
    if (this.isSpent()) return ASSUMED;
    switch (node.kind) {
      case "command":
        return this.command(node.command, input);
      case "chain":
        return this.chain(node.items, input, required);
      case "pipe":
        return this.pipe(node, input);
      case "group":
        return this.list(node.body, input, required);
      case "subshell":
        return this.fork().list(node.body, input, required);
      case "background":
        return {
          ...this.doubtful(() => this.fork().node(node.node, "", false)),
          status: "ok",
        };
      case "redirected": {
        const to = this.redirect(node.redirects);
        if (to.fails !== undefined) return failed(to.fails);
        return to.finish(this.node(node.node, to.input ?? input, required));
      }
      case "if":
        return this.conditional(node, input, required);
      case "for":
        return this.loop(node, input);
      case "while": {
        const { status } = this.list(node.test, input, false);
        const ends = node.until ? "ok" : "failed";
        if (status === ends) return DONE;
        this.doubtful(() => this.list(node.body, input, false));
        return ASSUMED;
      }
      case "case":
        return this.choice(node, input, required);
      case "function":
        this.state.functions.set(node.name, node.body);
        return DONE;
      case "other":
        this.doubtful(() => this.list(node.body, input, false));
        return UNSURE;
    }
  }

  /** Counts a step; after too many nothing more is followed. */
  private isSpent(): boolean {
    if (--this.budget.steps >= 0) return false;
    this.machine.tree.blur("the script is too long to be followed");
    return true;
  }

  /** Follows what may not run. */
  private doubtful(follow: () => Outcome): Outcome {
    const before = this.inDoubt;
    this.inDoubt = true;
    const outcome = follow();
    this.inDoubt = before;
    return { ...outcome, output: undefined };
  }

  private chain(
    items: (ShellNode & { kind: "chain" })["items"],
    input: string | undefined,
    required: boolean,
  ): Outcome {
    let result: Outcome = DONE;
    let output: string | undefined = "";
    // "a && b" at the end of a RUN ended well, so a did too.
    const lastOr = items.findLastIndex(({ operator }) => operator === "||");
    for (const [at, { operator, node }] of items.entries()) {
      if (this.jump !== undefined) break;
      const { status } = result;
      const last = required && at === items.length - 1;
      if (status === (operator === "&&" ? "failed" : "ok")) continue;
      const mayNotRun =
        operator === "&&"
          ? status === "unknown" && !(required && at > lastOr)
          : status !== "failed";
      const next = mayNotRun
        ? this.doubtful(() => this.node(node, input, last))
        : this.node(node, input, last);
      output = joined(output, next.output);
      result = mayNotRun
        ? { status: either(operator, status, next.status), output }
        : next;
      if (this.stayInDoubt) this.inDoubt = true;
    }
    return { ...result, output };
  }

  private pipe(
    { nodes, negated }: ShellNode & { kind: "pipe" },
    input: string | undefined,
  ): Outcome {
    let outcome: Outcome = { status: "ok", output: input };
    for (const node of nodes)
      outcome = this.fork().node(node, outcome.output, false);
    if (!negated) return outcome;
    return { status: opposite(outcome.status), output: outcome.output };
  }

  private conditional(
    { branches, otherwise }: ShellNode & { kind: "if" },
    input: string | undefined,
    required: boolean,
  ): Outcome {
    const before = this.inDoubt;
    let outcome: Outcome = DONE;
    for (const { test, body } of branches) {
      const { status } = this.list(test, input, false);
      if (status === "failed") continue;
      const sure = status === "ok" && !this.inDoubt;
      this.inDoubt ||= status !== "ok";
      outcome = this.list(body, input, required && sure);
      if (status === "ok") {
        const isSure = this.inDoubt === before;
        this.inDoubt = before;
        return isSure ? outcome : ASSUMED;
      }
    }
    const unsure = this.inDoubt !== before;
    outcome = this.list(otherwise, input, required && !unsure);
    this.inDoubt = before;
    return unsure ? ASSUMED : outcome;
  }

  private loop(
    { name, words, body }: ShellNode & { kind: "for" },
    input: string | undefined,
  ): Outcome {
    const values =
      words === undefined
        ? this.state.arguments
        : words
            .flatMap((word) => expandedWords(word, this.expanding))
            .map(({ value }) => value);
    const before = this.inDoubt;
    let output: string | undefined = "";
    for (const value of values) {
      if (value === undefined) this.inDoubt = true;
      this.set(name, value, false);
      const outcome = this.list(body, input, false);
      output = joined(output, value === undefined ? undefined : outcome.output);
      if (this.jump === "break" || this.jump === "continue") {
        const ends = this.jump === "break";
        this.jump = undefined;
        if (ends) break;
      }
      if (this.jump !== undefined || this.isSpent()) break;
      if (this.stayInDoubt) this.inDoubt = true;
    }
    this.inDoubt = before;
    return { status: "assumed", output };
  }

  private choice(
    { word, items }: ShellNode & { kind: "case" },
    input: string | undefined,
    required: boolean,
  ): Outcome {
    const value = expandedValue(word, this.expanding);
    const plain = items.every(({ fallsThrough }) => !fallsThrough);
    let doubt = value === undefined || !plain;
    for (const { patterns, body } of items) {
      const matches = doubt ? undefined : this.matches(value ?? "", patterns);
      if (matches === false) continue;
      if (matches === true) return this.list(body, input, required);
      doubt = true;
      this.doubtful(() => this.list(body, input, false));
    }
    return doubt ? ASSUMED : DONE;
  }

  private matches(
    value: string,
    patterns: readonly {
      readonly text: string;
      readonly value: string | undefined;
    }[],
  ): boolean | undefined {
    let unsure = false;
    for (const { text, value: literal } of patterns) {
      const glob =
        literal === undefined && !/["'$`]/.test(text)
          ? compileGlob(text, { deep: false })
          : undefined;
      // A star in a case matches slashes too.
      if (literal === undefined && (glob === undefined || value.includes("/")))
        unsure ||= text !== "*";
      if (literal === value || text === "*" || glob?.matches(value) === true)
        return unsure ? undefined : true;
    }
    return unsure ? undefined : false;
  }

  private command(command: ShellCommand, input: string | undefined): Outcome {
    const by = this.expanding;
    const [name, ...args] = [
      ...(command.name === undefined ? [] : [command.name]),
      ...command.arguments,
    ].flatMap((word) => expandedWords(word, by));
    const to = this.redirect(command.redirects);
    if (to.fails !== undefined) return failed(to.fails);
    if (name === undefined) {
      // A line of assignments alone, or words that all vanish.
      for (const { name: variable, value } of command.assignments)
        this.set(variable, expandedValue(value, by), false);
      return to.finish(DONE);
    }
    const called = this.state.functions.get(name.value ?? "");
    if (called !== undefined) return to.finish(this.call(called, args, input));
    return to.finish(
      this.run({
        command,
        words: { name, arguments: args },
        input: to.input ?? input,
        shell: this,
      }),
    );
  }

  private call(
    body: ShellNode,
    args: readonly { readonly value: string | undefined }[],
    input: string | undefined,
  ): Outcome {
    const values = args.map(({ value }) => value);
    if (++this.budget.depth > DEEPEST_CALL || values.includes(undefined)) {
      this.budget.depth--;
      this.machine.tree.blur("a function does what the text does not tell");
      return ASSUMED;
    }
    // A function shares its caller's variables.
    const inner = new Shell(
      this.machine,
      { ...this.state, arguments: values.map((value) => value ?? "") },
      this.run,
      this.braces,
      this.budget,
    );
    inner.inDoubt = this.inDoubt;
    const outcome = inner.node(body, input, false);
    this.budget.depth--;
    this.state.directory = inner.state.directory;
    if (inner.jump === "exit") this.jump = "exit";
    this.stayInDoubt ||= inner.stayInDoubt;
    return outcome;
  }

  private redirect(redirects: ShellCommand["redirects"]): Redirected {
    return redirected(
      this,
      redirects,
      (word) => {
        const [only, ...more] = expandedWords(word, this.expanding);
        return more.length === 0 ? only?.value : undefined;
      },
      (parts) => expandedText(parts, this.expanding),
    );
  }

  get expanding(): Expanding {
    return {
      tree: this.machine.tree,
      directory: this.state.directory,
      braces: this.braces,
      variable: (name) => this.variable(name),
      substitution: (body) => this.fork().list(body, "", false).output,
    };
  }

  /** Sets a variable, for commands too where it is exported or was before. */
  set(name: string, text: string | undefined, exported: boolean): void {
    // Under a condition it may keep its value.
    const value = this.inDoubt ? undefined : text;
    const { environment, variables } = this.state;
    variables.set(name, value);
    if (!exported && environment.lookup(name).kind === "unset") return;
    const set =
      value === undefined ? unknown(`the build sets ${name}`) : known(value);
    this.state.environment = {
      ...environment,
      lookup: (wanted) =>
        wanted === name
          ? { kind: "set", value: set }
          : environment.lookup(wanted),
    };
  }

  /** A variable as the shell sees it: undefined where it is not known, null where it is unset. */
  variable(name: string): string | undefined | null {
    const { variables, environment, directory } = this.state;
    if (variables.has(name)) return variables.get(name);
    if (/^\d+$/.test(name))
      return name === "0"
        ? undefined
        : (this.state.arguments[Number(name) - 1] ?? null);
    if (name === "PWD") return directory;
    const found = environment.lookup(name);
    if (found.kind === "set") return knownText(found.value);
    return found.kind === "unset" && !OF_THE_SHELL.test(name)
      ? null
      : undefined;
  }
}

/** Commands that run another as another user. */
const AS_ANOTHER = new Set(["sudo", "doas", "gosu", "su-exec"]);

/** Variables that a shell or the builder sets, and special parameters. */
const OF_THE_SHELL =
  /^(?:\W|HOME|HOSTNAME|PATH|IFS|OLDPWD|OPTARG|OPTIND|PPID|PS\d|SHLVL|TERM|_|UID|EUID|RANDOM|SECONDS|LINENO|BASH\w*|(?:https?|ftp|no|all)_proxy)$/i;

function joined(
  before: string | undefined,
  more: string | undefined,
): string | undefined {
  return before === undefined || more === undefined
    ? undefined
    : bounded(before + more);
}

function either(operator: "&&" | "||", before: Status, after: Status): Status {
  // "a || true" ends well whatever a does, "a && false" never does.
  if (operator === "||") return after === "ok" ? "ok" : "assumed";
  return after === "failed" ? "failed" : before;
}

function opposite(status: Status): Status {
  if (status === "ok") return "failed";
  return status === "failed" ? "ok" : "unknown";
}
