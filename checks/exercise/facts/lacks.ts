import { commandPresence } from "../../build/command-presence.ts";
import { nameOf } from "../../build/tree.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  texts,
  unknownFact,
} from "../fact.ts";

/**
 * `lacks: [gcc, npm]`: the image starts none of these commands. A package that a later layer removes is lacking, though
 * it is pulled all the same: the rule no-build-tools tells of that.
 */
export default defineFact({
  name: "lacks",
  value: texts,
  judge: (commands, { build: { image } }) => {
    if (image?.stage.from === undefined) return NO_IMAGE;
    const at = image.stage.from;
    const found = commands.map((command) => ({
      command,
      presence: commandPresence(image.machine, image.config, command),
    }));
    const there = found.find(({ presence }) => presence === "present");
    if (there !== undefined)
      return open(`${there.command} is in the image.`, at);
    // Where no PATH leads, as in a runtime of jlink's, it can be started all the same.
    for (const [path, { type, mode = 0 }] of image.tree.entries())
      if (
        type === "file" &&
        (mode & 0o111) > 0 &&
        commands.includes(nameOf(path))
      )
        return open(`${path} is in the image.`, at);
    const untold = found.find(({ presence }) => presence === "unknown");
    if (untold !== undefined)
      return unknownFact(`whether ${untold.command} is in the image`, at);
    return met(`The image holds no ${commands.join(" and no ")}.`, at);
  },
});
