import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { chainOf, instructionsOf } from "../queries.ts";
import { withoutInstruction } from "../removal.ts";

export default defineRule({
  id: "no-docker-socket",
  title: "Keep the socket of the container engine out of the container",
  category: "security",
  severity: "warning",
  about: ["VOLUME"],
  sameAs: ["semgrep/dockerfile-dockerd-socket-mount", "cis/5.32"],
  *check({ finalStage, dockerfile }) {
    if (finalStage === undefined) return;
    for (const stage of chainOf(finalStage))
      for (const volume of instructionsOf(stage, "VOLUME"))
        for (const word of volume.words) {
          if (!SOCKET.test(knownText(word.value) ?? "")) continue;
          yield {
            at: word,
            message: `VOLUME ${word.text} asks for the socket of the container engine: whoever writes to it starts containers with the rights of root on the host.`,
            remedy:
              "Leave it out. Build images without the engine of the host, with BuildKit rootless or Buildah, and ask an API with rights of its own for anything else.",
            ...(volume.words.length === 1 && {
              fix: {
                title: `Leave out VOLUME ${word.text}`,
                edits: [withoutInstruction(volume, dockerfile.text)],
              },
            }),
          };
        }
  },
});

const SOCKET =
  /^(?:\/var)?\/run\/(?:docker\.sock|containerd\/containerd\.sock|crio\/crio\.sock|podman\/podman\.sock)$/;
