import { commandPresence } from "../../build/command-presence.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  texts,
  unknownFact,
} from "../fact.ts";

/** `holds: [pg_dump]`: the image can start each of these commands. */
export default defineFact({
  name: "holds",
  value: texts,
  judge: (commands, { build: { image } }) => {
    if (image?.stage.from === undefined) return NO_IMAGE;
    const at = image.stage.from;
    const found = commands.map((command) => ({
      command,
      presence: commandPresence(image.machine, image.config, command),
    }));
    const missing = found.find(({ presence }) => presence === "absent");
    if (missing !== undefined)
      return open(`${missing.command} is not in the image.`, at);
    const untold = found.find(({ presence }) => presence === "unknown");
    if (untold !== undefined)
      return unknownFact(`whether ${untold.command} is in the image`, at);
    return met(`The image holds ${commands.join(" and ")}.`, at);
  },
});
