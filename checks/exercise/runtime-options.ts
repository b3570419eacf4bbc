import { nameOf } from "../build/tree.ts";

/** Options of Node that run something else than the file, or nothing. */
const NODE_INSTEAD =
  /^--(?:build-|check|completion|eval|experimental-sea|help|interactive|print|prof-process|run|test|v8-options|version)/;

/**
 * Options of Python that run the same file, with the same modules in reach (docs.python.org/3/using/cmdline.html): -I
 * and -P leave its directory out, -S the installed packages.
 */
const PYTHON_PLAIN = /^-(?:[uBbdEOqs]+|[WX].+)$/;
const PYTHON_VALUED = /^-[WX]$/;

/** Options of Java that set up the machine (docs.oracle.com, the java command). */
const JAVA_PLAIN =
  /^-(?:D|Xm[nsx]|Xss|XX:(?!.*(?:Dump|Print))|Xlog|Xshare:(?:auto|on|off)$|ea$|server$)/;

/** A command without the options of Node, Python and Java that change nothing of what they run. */
export function withoutRuntimeOptions(
  argv: readonly string[],
): readonly string[] {
  const [program = "", ...rest] = argv;
  const count = optionsOf(nameOf(program), rest);
  return count === 0 ? argv : [program, ...rest.slice(count)];
}

/** How many of the arguments are such options: those before the file. */
function optionsOf(name: string, rest: readonly string[]): number {
  if (name === "node") {
    const first = rest.findIndex(
      (argument) => !argument.startsWith("--") || NODE_INSTEAD.test(argument),
    );
    return Math.max(first, 0);
  }
  let at = 0;
  if (/^python[\d.]*$/.test(name))
    for (;;) {
      const option = rest[at] ?? "";
      if (PYTHON_VALUED.test(option)) at += 2;
      else if (PYTHON_PLAIN.test(option)) at++;
      else break;
    }
  if (name === "java") while (JAVA_PLAIN.test(rest[at] ?? "")) at++;
  return Math.min(at, rest.length);
}
