import { commandPresence } from "../../build/machine.ts";
import { commandsOf } from "../../build/run.ts";
import { defineRule } from "../../rule.ts";

export default defineRule({
  id: "healthcheck-can-run",
  title: "Use a health check that the image can run",
  category: "runtime",
  severity: "error",
  *check({ finalStage, build }) {
    const health = finalStage?.config.health;
    const { image } = build;
    if (health?.kind !== "set" || image === undefined) return;
    const { command } = health.by;
    if (command === undefined) return;
    if (command.form === "shell" && image.config.facts?.shell === "none") {
      yield {
        at: command,
        message: `The health check needs a shell, and ${image.config.facts.family} has none, so the container is always unhealthy.`,
        remedy:
          "Write the check as a JSON array that starts a program of the image.",
      };
      return;
    }
    for (const { command: at, plain } of commandsOf({ command })) {
      if (plain.name === undefined || plain.nameWord?.value === undefined)
        continue;
      const { value } = plain.nameWord;
      if (commandPresence(image.machine, image.config, value) !== "absent")
        continue;
      yield {
        at: at ?? plain.nameWord,
        message: `${plain.name} is not in the image, so the health check always fails and the container is always unhealthy.`,
        remedy: `Ask with what the image has, such as its own runtime, or install ${plain.name}.`,
      };
      return;
    }
  },
});
