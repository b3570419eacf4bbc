import type { Span } from "../../files.ts";
import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { instructionsOf } from "../queries.ts";

export default defineRule({
  id: "expose-container-ports",
  title:
    "Give EXPOSE the container's port alone, with the protocol in lower case",
  category: "runtime",
  severity: "warning",
  about: ["EXPOSE"],
  sameAs: [
    "buildkit/ExposeInvalidFormat",
    "buildkit/ExposeProtoCasing",
    "dockerfilelint/expose_host_port",
  ],
  *check({ stages }) {
    for (const stage of stages)
      for (const { words } of instructionsOf(stage, "EXPOSE"))
        for (const word of words)
          for (const spec of knownText(word.value)?.split(/\s+/) ?? []) {
            const [, host = "", port, slash = "", protocol = ""] =
              SPEC.exec(spec) ?? [];
            // What is no port at all stops the build: valid-syntax.
            if (port === undefined) continue;
            const plain = `${port}${slash}${protocol.toLowerCase()}`;
            const fix = {
              ...(word.text === spec && {
                fix: {
                  title: `Write ${plain}`,
                  edits: [{ ...spanOf(word), text: plain }],
                },
              }),
            };
            if (host !== "")
              yield {
                at: word,
                message: `EXPOSE ${spec} publishes nothing: the image only notes port ${plain}, and ${host} is lost.`,
                remedy: `Write EXPOSE ${plain}, and publish it when the container is started: docker run -p ${spec.replace(/\/.*/, "")}.`,
                ...fix,
                sameAs: [
                  "buildkit/ExposeInvalidFormat",
                  "dockerfilelint/expose_host_port",
                ],
              };
            else if (protocol !== protocol.toLowerCase())
              yield {
                at: word,
                message: `EXPOSE ${spec} spells its protocol in capitals, which the image notes in lower case.`,
                remedy: `Write ${plain}.`,
                severity: "info",
                ...fix,
                sameAs: ["buildkit/ExposeProtoCasing"],
              };
          }
  },
});

/** A port or range of the container, with what may stand around it. */
const SPEC =
  /^((?:[\d.]*:|\[[\da-f:]+\]:)?[\d-]*:)?(\d+(?:-\d+)?)(?:(\/)(tcp|udp|sctp)?)?$/i;

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
