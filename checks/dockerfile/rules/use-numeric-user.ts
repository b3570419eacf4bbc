import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { isNumeric, isRoot, userPart } from "../user.ts";

export default defineRule({
  id: "use-numeric-user",
  title: "Give the user of the image by number",
  category: "security",
  severity: "info",
  about: ["USER"],
  sameAs: ["hadolint/DL3066"],
  *check(subject) {
    const { finalStage } = subject;
    if (finalStage === undefined) return;
    const { user, shell } = finalStage.config;
    const text = knownText(user.value);
    const word = user.by?.word;
    if (word === undefined || text === undefined) return;
    const name = userPart(text);
    if (isRoot(text) || isNumeric(text) || !/^[A-Za-z_][\w.-]*$/.test(name))
      return;
    // Windows knows users by name alone.
    if (shell.argv === undefined && shell.by === undefined) return;
    const uid = subject.build.image?.machine.accounts.get(name)?.uid;
    if (uid === 0) return;
    yield {
      at: word,
      message: `Kubernetes cannot see that ${name} is not root: with runAsNonRoot and no runAsUser it refuses to start a container whose user is a name.`,
      remedy:
        uid === undefined
          ? `Write the number of ${name} instead of the name.`
          : `Write USER ${uid} instead of the name.`,
      // Behind a variable or in quotes the name is not where it seems.
      ...(uid !== undefined &&
        userPart(word.text) === name && {
          fix: {
            title: `Write ${uid} for ${name}`,
            edits: [
              {
                start: word.start,
                end: word.start + name.length,
                text: String(uid),
              },
            ],
          },
        }),
    };
  },
});
