import { parseScript } from "../shell/parse.ts";
import { unwrapped, type PlainCommand } from "../shell/queries.ts";

/** What commands are declared to write, read. */
export type Produces = readonly {
  readonly words: readonly string[];
  readonly paths: readonly string[];
}[];

/** The words of a declared command, or undefined where its text is not one plain command. */
export function declaredWords(text: string): readonly string[] | undefined {
  const { commands, errors } = parseScript({
    text,
    span: (start, end) => ({ start, end }),
  });
  const [command, ...more] = commands;
  if (command === undefined || more.length > 0 || errors.length > 0)
    return undefined;
  return wordsOf(unwrapped(command));
}

/** Reads declarations; one that is no plain command matches nothing. */
export function readProduces(
  declared: Readonly<Record<string, readonly string[]>>,
): Produces {
  return Object.entries(declared).flatMap(([text, paths]) => {
    const words = declaredWords(text);
    return words === undefined ? [] : [{ words, paths }];
  });
}

/** The paths that a command is declared to write, from its working directory; undefined where nothing is declared. */
export function commandPaths(
  produces: Produces,
  plain: PlainCommand,
): readonly string[] | undefined {
  if (produces.length === 0) return undefined;
  const words = wordsOf(plain);
  return produces.find(
    (declared) =>
      declared.words.length === words?.length &&
      declared.words.every((word, at) => word === words[at]),
  )?.paths;
}

function wordsOf({
  name,
  arguments: args,
}: PlainCommand): readonly string[] | undefined {
  const words = [name, ...args.map(({ value }) => value)];
  return words.every((word) => word !== undefined) ? words : undefined;
}
