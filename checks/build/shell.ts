import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import { optionValue, plainArguments } from "../shell/queries.ts";
import type { ShellNode } from "../shell/tree.ts";
import { chain, choice, conditional, loop, pipe } from "./compound.ts";
import {
  expandedText,
  expandedValue,
  expandedWords,
  isPlain,
  type Expanding,
} from "./expansion.ts";
import type { Machine } from "./machine.ts";
import {
  ASSUMED,
  DONE,
  failed,
  joined,
  UNSURE,
  type Outcome,
  type Status,
} from "./outcome.ts";
import { userNamed } from "./runtime-user.ts";
import { redirected, type Redirected } from "./redirections.ts";
import { setVariable, variableIn, type ShellState } from "./shell-state.ts";

/** A command that is about to run, its words expanded. */
export interface Call {
  readonly command: ShellCommand | undefined;
  readonly words: Pick<ShellCommand, "name" | "arguments">;
  readonly input: string | undefined;
  readonly shell: Shell;
}

/** Runs one command. */
export type RunCommand = (call: Call) => Outcome;

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
  /** What ends what runs, once something did. */
  jump: Jump | undefined;
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
    return this.fork({ user: userNamed(this.machine, given) });
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
  stayInDoubt = false;

  /** Follows commands one after the other; the last must end well where that is `required`. */
  list(
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

  /** Follows one command or construct. */
  node(node: ShellNode, input: string | undefined, required: boolean): Outcome {
    if (this.isSpent()) return ASSUMED;
    switch (node.kind) {
      case "command":
        return this.command(node.command, input);
      case "chain":
        return chain(this, node.items, input, required);
      case "pipe":
        return pipe(this, node, input);
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
        return conditional(this, node, input, required);
      case "for":
        return loop(this, node, input);
      case "while": {
        const { status } = this.list(node.test, input, false);
        const ends = node.until ? "ok" : "failed";
        if (status === ends) return DONE;
        this.doubtful(() => this.list(node.body, input, false));
        return ASSUMED;
      }
      case "case":
        return choice(this, node, input, required);
      case "function":
        this.state.functions.set(node.name, node.body);
        return DONE;
      case "other":
        this.doubtful(() => this.list(node.body, input, false));
        return UNSURE;
    }
  }

  /** Counts a step; after too many nothing more is followed. */
  isSpent(): boolean {
    if (--this.budget.steps >= 0) return false;
    this.machine.tree.blur("the script is too long to be followed");
    return true;
  }

  /** Follows what may not run. */
  doubtful(follow: () => Outcome): Outcome {
    const before = this.inDoubt;
    this.inDoubt = true;
    const outcome = follow();
    this.inDoubt = before;
    return { ...outcome, output: undefined };
  }

  private command(command: ShellCommand, input: string | undefined): Outcome {
    const words = this.wordsOf(command);
    const to = this.redirect(command.redirects);
    if (to.fails !== undefined) return failed(to.fails);
    const [name] = words;
    if (name === undefined) {
      // A line of assignments alone, or words that all vanish.
      const by = this.expanding;
      for (const { name: variable, value } of command.assignments)
        this.set(variable, expandedValue(value, by), false);
      return to.finish(DONE);
    }
    const args = words.slice(1);
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

  /** The words of a command after the shell's expansions, its name first. */
  private wordsOf({
    name,
    arguments: args,
  }: ShellCommand): readonly ShellWord[] {
    const words: ShellWord[] = [];
    let by: Expanding | undefined;
    const add = (word: ShellWord): void => {
      // Most words are what they are.
      if (isPlain(word)) words.push(word);
      else words.push(...expandedWords(word, (by ??= this.expanding)));
    };
    if (name !== undefined) add(name);
    for (const word of args) add(word);
    return words;
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
    setVariable(this.state, name, this.inDoubt ? undefined : text, exported);
  }

  /** A variable as the shell sees it: undefined where it is not known, null where it is unset. */
  variable(name: string): string | undefined | null {
    return variableIn(this.state, name);
  }
}

/** Commands that run another as another user. */
const AS_ANOTHER = new Set(["sudo", "doas", "gosu", "su-exec"]);
