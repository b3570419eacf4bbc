import type { ShellWord } from "../../shell/parse.ts";
import { defineRule } from "../../rule.ts";
import { runCommands } from "../run-commands.ts";

export default defineRule({
  id: "useradd-no-log-init",
  title: "Create a user with a high number without its log records",
  category: "size",
  severity: "warning",
  about: ["RUN"],
  runs: ["useradd"],
  sameAs: ["hadolint/DL3046", "kics/use_recommended_flags_with_useradd"],
  *check({ stages }) {
    for (const stage of stages)
      for (const { plain, at, editable } of runCommands(stage)) {
        const { nameWord } = plain;
        if (plain.name !== "useradd" || nameWord === undefined) continue;
        const uid = uidIn(plain.arguments);
        if (uid === undefined || uid.length < LONG) continue;
        if (plain.arguments.some(({ value }) => NO_LOG.test(value ?? "")))
          continue;
        yield {
          at,
          message: `useradd with the number ${uid} may fill /var/log/lastlog and /var/log/faillog, which hold a record for every number up to it, with zeros that the layer stores.`,
          remedy: "Write useradd --no-log-init, or take a number below 100000.",
          ...(editable && {
            fix: {
              title: "Write --no-log-init",
              edits: [
                {
                  start: nameWord.end,
                  end: nameWord.end,
                  text: " --no-log-init",
                },
              ],
            },
          }),
        };
      }
  },
});

/** Digits of a number from which on the files grow large: hadolint's limit. */
const LONG = 6;

/** `-l` alone or in a group, before a letter that takes a value. */
const NO_LOG = /^(?:-[DmMNorU]*l|--no-log-init$)/;

/** The number that `-u` or `--uid` gives, where it is written out. */
function uidIn(words: readonly ShellWord[]): string | undefined {
  for (const [at, { value = "" }] of words.entries()) {
    const [, glued] = /^(?:-[DlmMNorU]*u|--uid=?)(\d*)$/.exec(value) ?? [];
    if (glued === undefined) continue;
    const given = glued === "" ? words[at + 1]?.value : glued;
    return given !== undefined && /^\d+$/.test(given) ? given : undefined;
  }
  return undefined;
}
