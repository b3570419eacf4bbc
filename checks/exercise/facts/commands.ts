import { commandPresence } from "../../build/command-presence.ts";
import type { Build, Image } from "../../build/simulate.ts";
import type { From } from "../../dockerfile/instruction.ts";
import type { Presence } from "../../images.ts";

/** Which commands an image can start, by its PATH; each list holds those of which that is known. */
export interface CommandsFound extends Readonly<
  Record<Presence, readonly string[]>
> {
  readonly image: Image;
  readonly at: From;
}

/** Which of some commands are in the image of a build; undefined where it makes none. */
export function commandsIn(
  { image }: Build,
  commands: readonly string[],
): CommandsFound | undefined {
  const at = image?.stage.from;
  if (image === undefined || at === undefined) return undefined;
  const {
    present = [],
    absent = [],
    unknown = [],
  } = Object.groupBy(commands, (command) =>
    commandPresence(image.machine, image.config, command),
  );
  return { image, at, present, absent, unknown };
}
