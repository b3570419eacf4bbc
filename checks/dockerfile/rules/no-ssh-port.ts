import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { portsOf } from "../configure.ts";
import { chainOf, instructionsOf } from "../queries.ts";
import { withoutInstruction, withoutWord } from "../removal.ts";

export default defineRule({
  id: "no-ssh-port",
  title: "Do not offer SSH into the container",
  category: "security",
  severity: "warning",
  about: ["EXPOSE"],
  sameAs: [
    "trivy/DS-0004",
    "checkov/CKV_DOCKER_1",
    "kics/exposing_port_22",
    "cis/5.7",
  ],
  *check({ finalStage, dockerfile }) {
    if (finalStage === undefined) return;
    for (const stage of chainOf(finalStage))
      for (const expose of instructionsOf(stage, "EXPOSE"))
        for (const word of expose.words) {
          const ports = portsOf(knownText(word.value) ?? "");
          if (!ports.includes("22/tcp")) continue;
          const edit =
            expose.words.length === 1
              ? withoutInstruction(expose, dockerfile.text)
              : withoutWord(word, expose.words);
          yield {
            at: word,
            message: `EXPOSE ${word.text} announces an SSH server: a second way into the container, with accounts and keys of its own to look after.`,
            remedy:
              "Leave SSH out of the image, and look into a running container with docker exec or kubectl exec.",
            // In a range or behind a variable there is more than this port.
            ...(ports.length === 1 &&
              /^\d/.test(word.text) &&
              edit && {
                fix: { title: `Leave out ${word.text}`, edits: [edit] },
              }),
          };
        }
  },
});
