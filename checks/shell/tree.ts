import type { ShellCommand, ShellRedirect, ShellWord } from "./parse.ts";

/** A piece of a word, as the shell puts it together. */
export type WordPart =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly quoted: boolean;
      /** `-`, `:-`, `+`, `:+`, and any other operator as written. */
      readonly operator: string;
      readonly operand: readonly WordPart[];
    }
  | {
      readonly kind: "command";
      readonly quoted: boolean;
      /** Undefined where it could not be read. */
      readonly body: readonly ShellNode[] | undefined;
    }
  /** `*`, `?` or a bracket, outside quotes. */
  | { readonly kind: "glob"; readonly text: string }
  /** `{a,b}`: several words to bash, plain text to other shells. */
  | { readonly kind: "brace"; readonly text: string }
  | { readonly kind: "other" };

/** A piece of shell text that can be followed step by step. */
export type ShellNode =
  | { readonly kind: "command"; readonly command: ShellCommand }
  /** A chain of `&&` and `||`; the operator of the first is `&&`. */
  | {
      readonly kind: "chain";
      readonly items: readonly {
        readonly operator: "&&" | "||";
        readonly node: ShellNode;
      }[];
    }
  | {
      readonly kind: "pipe";
      readonly negated: boolean;
      readonly nodes: readonly ShellNode[];
    }
  | { readonly kind: "group"; readonly body: readonly ShellNode[] }
  | { readonly kind: "subshell"; readonly body: readonly ShellNode[] }
  | { readonly kind: "background"; readonly node: ShellNode }
  /** A compound command and its redirections. */
  | {
      readonly kind: "redirected";
      readonly redirects: readonly ShellRedirect[];
      readonly node: ShellNode;
    }
  | {
      readonly kind: "if";
      readonly branches: readonly {
        readonly test: readonly ShellNode[];
        readonly body: readonly ShellNode[];
      }[];
      readonly otherwise: readonly ShellNode[];
    }
  | {
      readonly kind: "for";
      readonly name: string;
      /** Undefined without `in`: the positional parameters. */
      readonly words: readonly ShellWord[] | undefined;
      readonly body: readonly ShellNode[];
    }
  | {
      readonly kind: "while";
      readonly until: boolean;
      readonly test: readonly ShellNode[];
      readonly body: readonly ShellNode[];
    }
  | {
      readonly kind: "case";
      readonly word: ShellWord;
      readonly items: readonly {
        readonly patterns: readonly ShellWord[];
        readonly body: readonly ShellNode[];
        /** Ends in `;&` or `;;&`. */
        readonly fallsThrough: boolean;
      }[];
    }
  | {
      readonly kind: "function";
      readonly name: string;
      readonly body: ShellNode;
    }
  /** Arithmetic, `[[ ]]` and what is rarer: it may hold commands that are followed with doubt. */
  | { readonly kind: "other"; readonly body: readonly ShellNode[] };
