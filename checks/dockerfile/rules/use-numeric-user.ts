import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { isForWindows } from "../windows.ts";
import type { SingleWord } from "../instruction.ts";
import { hasValue, numberGiven } from "../user-number.ts";
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
    const { user } = finalStage.config;
    const text = knownText(user.value);
    const word = user.by?.word;
    if (word === undefined || text === undefined) return;
    const name = userPart(text);
    if (isRoot(text) || isNumeric(text) || !/^[A-Za-z_][\w.-]*$/.test(name))
      return;
    // Windows knows users by name alone.
    if (isForWindows(finalStage)) return;
    const uid = subject.build.image?.machine.accounts.get(name)?.uid;
    if (uid === 0) return;
    const given = uid === undefined ? undefined : numberGiven(finalStage, uid);
    yield {
      at: word,
      message: `Kubernetes cannot see that ${name} is not root: with runAsNonRoot and no runAsUser it refuses to start a container whose user is a name.`,
      remedy: remedyFor(name, uid, given, user.by),
      // Behind a variable or in quotes the name is not where it seems.
      ...(uid !== undefined &&
        given === undefined &&
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

function remedyFor(
  name: string,
  uid: number | undefined,
  given: ReturnType<typeof numberGiven>,
  user: SingleWord | undefined,
): string {
  if (uid !== undefined && given === undefined)
    return `Write USER ${uid} instead of the name.`;
  const { by } = given ?? {};
  return by !== undefined &&
    user !== undefined &&
    hasValue(user.before.environment, by.name, String(uid))
    ? `Write USER $${by.name}, which ${by.keyword} ${by.name} sets.`
    : `Write the number of ${name} instead of the name.`;
}
