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
    const { kind, because } = stopOf(image);
    switch (kind) {
      case "graceful":
        return met(
          "docker stop reaches the application, and its handler runs.",
          at,
        );
      case "not-started":
        return open(`The container does not start: ${because}.`, at);
      case "unknown":
        return unknownFact(because, at);
      case "terminated":
      case "cut-off":
      case "killed":
        return open(`On docker stop ${because}.`, at);
    }
  },
});
