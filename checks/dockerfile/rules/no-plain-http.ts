import { defineRule } from "../../rule.ts";
import {
  addressesOf,
  hidesHost,
  isDownloader,
  isLoopback,
  verifiesFiles,
} from "../downloads.ts";
import type { Run } from "../instruction.ts";
import { mentions, runCommands, type RunCommand } from "../run-commands.ts";

export default defineRule({
  id: "no-plain-http",
  title: "Download over HTTPS",
  category: "supply-chain",
  severity: "warning",
  about: ["RUN"],
  mentions: /http:/i,
  sameAs: ["kics/avoid_http"],
  *check({ stages }) {
    for (const stage of stages) {
      const commands = runCommands(stage);
      let verified: ReturnType<typeof lastVerifications> | undefined;
      for (const [at, { plain, run }] of commands.entries()) {
        if (!isDownloader(plain) || !mentions(run, /http:/i)) continue;
        const plainHttp = addressesOf(plain).filter(
          ({ text }) =>
            /^http:/i.test(text) && !isLoopback(text) && !hidesHost(text),
        );
        if (plainHttp.length === 0) continue;
        // What is compared with a checksum afterwards may come over any way.
        verified ??= lastVerifications(commands);
        if ((verified.get(run) ?? -1) > at) continue;
        for (const { word, text } of plainHttp)
          yield {
            at: word,
            message: `${plain.name ?? "A command"} fetches ${text} unencrypted, so whoever sits on the way can put something else in its place.`,
            remedy:
              "Write https:// where the server offers it, or compare the file with a checksum before it is used.",
          };
      }
    }
  },
});

/** For each RUN the place of the last command that compares files. */
function lastVerifications(
  commands: readonly RunCommand[],
): ReadonlyMap<Run, number> {
  const last = new Map<Run, number>();
  for (const [at, { run, plain }] of commands.entries())
    if (verifiesFiles(plain)) last.set(run, at);
  return last;
}
