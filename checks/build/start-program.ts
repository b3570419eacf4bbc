import type { Image } from "./simulate.ts";
import { absolute } from "./tree.ts";

/**
 * What an official entrypoint hands over: that of Node puts "node" before arguments that begin with a dash and before
 * a file that cannot be executed (nodejs/docker-node, docker-entrypoint.sh).
 */
export function officialArguments(
  args: readonly string[],
  image: Image,
  directory: string | undefined,
): readonly string[] {
  if (image.config.facts?.family !== "node") return args;
  const [first = ""] = args;
  const { mode = 0o111, text } =
    image.tree.get(absolute(first, directory ?? "/")) ?? {};
  // A mode that nobody told is 0644, also for what is a program by its first line.
  const isPlainFile = (mode & 0o111) === 0 && text?.startsWith("#!") === false;
  return first.startsWith("-") || isPlainFile ? ["node", ...args] : args;
}

/** The text of a shell script of the image, by its path. */
export function scriptText(
  program: string,
  image: Image,
  directory: string | undefined,
): string | undefined {
  const places = program.includes("/")
    ? [absolute(program, directory ?? "/")]
    : ["/usr/local/bin", "/usr/bin", "/bin"].map((at) => `${at}/${program}`);
  for (const place of places) {
    const text = image.tree.get(place)?.text;
    if (text !== undefined && /^#!.*\b(?:sh|bash|ash|dash)\b/.test(text))
      return text;
  }
  return undefined;
}
