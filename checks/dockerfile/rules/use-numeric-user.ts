import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { isNumeric, isRoot, userPart } from "../user.ts";

export default defineRule({
  id: "use-numeric-user",
  title: "Give the user of the image by number",
  category: "security",
  severity: "info",
  sameAs: ["hadolint/DL3066"],
  *check({ finalStage, build }) {
    const user = finalStage?.config.user;
    const text = knownText(user?.value);
    if (user?.by === undefined || text === undefined) return;
    if (isRoot(text) || isNumeric(text)) return;
    const name = userPart(text);
    const uid = build.image?.machine.accounts.get(name)?.uid;
    yield {
      at: user.by.word ?? user.by,
      message: `Kubernetes cannot see that ${name} is not root: with runAsNonRoot it refuses to start a container whose user is a name.`,
      remedy:
        uid === undefined
          ? `Write the number of ${name} instead of the name.`
          : `Write USER ${uid} instead of the name.`,
      ...(uid === undefined || user.by.word === undefined
        ? {}
        : {
            fix: {
              title: `Write ${uid} for ${name}`,
              edits: [
                {
                  start: user.by.word.start,
                  end: user.by.word.start + name.length,
                  text: String(uid),
                },
              ],
            },
          }),
    };
  },
});
