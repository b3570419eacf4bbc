import { processOf } from "../../build/process.ts";
import { defineRule } from "../../rule.ts";
import { isShell } from "../../shell/invocation.ts";
import { mayStartScript } from "../build-questions.ts";
import { knownLaunch } from "../known-launch.ts";
import { startPlace } from "../start-place.ts";

export default defineRule({
  id: "end-scripts-with-exec",
  title: "End a start script with exec",
  category: "runtime",
  severity: "warning",
  about: ["CMD", "ENTRYPOINT"],
  *check(subject) {
    const { finalStage } = subject;
    if (finalStage === undefined) return;
    const process = processOf(finalStage.config);
    if (process.kind !== "known" || process.by === undefined) return;
    if (!mayStartScript(subject)) return;
    const { image } = subject.build;
    if (image === undefined) return;
    const launch = knownLaunch(image);
    if (launch.kind !== "known") return;
    const at = launch.processes.findIndex(
      ({ role, name }) => role === "shell" && !isShell(name),
    );
    const script = launch.processes[at];
    const started = launch.processes[at + 1];
    if (script === undefined || started === undefined) return;
    // A script that traps the signal is in between on purpose.
    if (script.role === "shell" && script.trap !== undefined) return;
    yield {
      at: startPlace(image.config, process.by, (word) =>
        word.endsWith(script.name),
      ),
      message: `${script.name} starts ${started.name} without exec, so its shell stays in between and passes no stop signal on.`,
      remedy: `Begin the last command of ${script.name} with exec.`,
    };
  },
});
