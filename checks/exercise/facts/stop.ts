import { stopOf } from "../../build/stop.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  unknownFact,
  oneOf,
} from "../fact.ts";

/** `stop: graceful`: the application's handler runs on `docker stop`. */
export default defineFact({
  name: "stop",
  value: oneOf("graceful"),
  judge: (_, { build }) => {
    const { image } = build;
    if (image?.stage.from === undefined) return NO_IMAGE;
    const { command, entrypoint } = image.config;
    const at =
      command.kind === "set"
        ? command.by
        : entrypoint.kind === "set"
          ? entrypoint.by
          : image.stage.from;
    const result = stopOf(image);
    if (result.kind === "graceful")
      return met(
        "docker stop reaches the application, and its handler runs.",
        at,
      );
    if (result.kind === "unknown") return unknownFact(result.because, at);
    return open(`On docker stop ${result.because}.`, at);
  },
});
