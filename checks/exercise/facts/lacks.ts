import { shippedStages } from "../../build/shipped.ts";
import { nameOf } from "../../build/tree.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  texts,
  unknownFact,
} from "../fact.ts";
import { commandsIn } from "./commands.ts";
import { copiesCommand } from "./copied-command.ts";

/**
 * `lacks: [gcc, npm]`: the image starts none of these commands. A package that a later layer removes is lacking, though
 * it is pulled all the same: the rule no-build-tools tells of that.
 */
export default defineFact({
  name: "lacks",
  value: texts,
  judge: (commands, { build }) => {
    const found = commandsIn(build, commands);
    if (found === undefined) return NO_IMAGE;
    const { image, at, present, unknown } = found;
    if (present[0] !== undefined)
      return open(`${present[0]} is in the image.`, at);
    // Where no PATH leads, as in a runtime of jlink's, it can be started all the same.
    for (const [path, { type, mode = 0 }] of image.tree.entries())
      if (
        type === "file" &&
        (mode & 0o111) > 0 &&
        commands.includes(nameOf(path))
      )
        return open(`${path} is in the image.`, at);
    for (const step of shippedStages(build).flatMap(({ steps }) => steps))
      for (const command of commands)
        if (copiesCommand(step, command, build, image))
          return open(`${command} is in the image.`, step.instruction);
    if (unknown[0] !== undefined)
      return unknownFact(`whether ${unknown[0]} is in the image`, at);
    return met(`The image holds no ${commands.join(" and no ")}.`, at);
  },
});
