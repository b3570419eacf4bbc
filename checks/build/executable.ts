import { knownText } from "../value.ts";
import { commandPlaces } from "./command-presence.ts";
import { userOf } from "./machine.ts";
import type { Image } from "./simulate.ts";
import { absolute, type Entry } from "./tree.ts";

/**
 * Why the kernel refuses to run a file of the image for the container's user, as the end of a sentence; undefined where
 * it does not, or where that cannot be told: a file of the context has the permissions of its checkout, which text does
 * not hold, until a chmod decides (execve(2), EACCES).
 */
export function refusedExecution(
  image: Image,
  program: string,
  directory = knownText(image.config.workdir.value),
): string | undefined {
  const { config, tree, machine } = image;
  const isPath = program.includes("/");
  if (isPath && !program.startsWith("/") && directory === undefined)
    return undefined;
  const places = isPath
    ? [absolute(program, directory ?? "/")]
    : commandPlaces(config, program);
  const entries = places.flatMap((place) => {
    const path = tree.follow(place);
    const entry = path === undefined ? undefined : tree.get(path);
    return entry === undefined ? [] : [entry];
  });
  // A search of PATH goes on to the next file of the name.
  const [entry, ...others] = entries;
  if (entry === undefined || others.length > 0) return undefined;
  const mode = toldMode(entry);
  if (mode === undefined) return undefined;
  const shown = mode.toString(8).padStart(4, "0");
  if ((mode & 0o111) === 0)
    return `${program} may not be executed: its mode is ${shown}`;
  const { uid } = userOf(machine, knownText(config.user.value) || "root");
  const isOther =
    uid !== undefined &&
    uid !== 0 &&
    entry.uid !== undefined &&
    entry.uid !== uid;
  return isOther && (mode & 0o011) === 0
    ? `${program} may be executed by its owner alone: its mode is ${shown}`
    : undefined;
}

/** The permissions of a file that the Dockerfile makes, where it tells them. */
function toldMode({
  type,
  mode,
  origin,
  text,
  checkout,
}: Entry): number | undefined {
  if (type !== "file" || checkout === true) return undefined;
  const isMade =
    origin.kind === "context" ||
    origin.kind === "heredoc" ||
    origin.kind === "url" ||
    (origin.kind === "command" && text !== undefined);
  return isMade ? mode : undefined;
}
