import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  texts,
  unknownFact,
} from "../fact.ts";
import { commandsIn } from "./commands.ts";

/** `holds: [pg_dump]`: the image can start each of these commands. */
export default defineFact({
  name: "holds",
  value: texts,
  judge: (commands, { build }) => {
    const found = commandsIn(build, commands);
    if (found === undefined) return NO_IMAGE;
    const { at, absent, unknown } = found;
    if (absent[0] !== undefined)
      return open(`${absent[0]} is not in the image.`, at);
    if (unknown[0] !== undefined)
      return unknownFact(`whether ${unknown[0]} is in the image`, at);
    return met(`The image holds ${commands.join(" and ")}.`, at);
  },
});
