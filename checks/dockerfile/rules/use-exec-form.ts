import { defineRule } from "../../rule.ts";

export default defineRule({
  id: "use-exec-form",
  title: "Write CMD and ENTRYPOINT as JSON arrays",
  category: "runtime",
  severity: "warning",
  sameAs: [
    "hadolint/DL3025",
    "buildkit/JSONArgsRecommended",
    "kics/not_using_json_in_cmd_and_entrypoint_arguments",
    "semgrep/prefer-json-notation",
  ],
  *check({ finalStage }) {
    if (finalStage === undefined) return;
    const { entrypoint, command } = finalStage.config;
    for (const setting of [entrypoint, command]) {
      if (setting.kind !== "set") continue;
      const { by } = setting;
      if (by.command.form !== "shell") continue;
      // A SHELL of one's own says that the shell is wanted (BuildKit, JSONArgsRecommended).
      if (by.before.shell.by !== undefined) continue;
      const text = by.command.line.text.trim();
      if (text === "" || /^exec\s/.test(text)) continue;
      yield {
        at: by,
        message: `${by.keyword} ${text} runs through a shell, so the stop signal may never reach ${text.split(/\s+/)[0] ?? "the application"}.`,
        remedy: `Write it as a JSON array: ${by.keyword} ["…", "…"].`,
      };
    }
  },
});
