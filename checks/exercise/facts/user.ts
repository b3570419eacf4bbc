import { isNumeric, isRoot, userPart } from "../../dockerfile/user.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  unknownFact,
  oneOf,
} from "../fact.ts";

/** `user: non-root` or `user: numeric` (and not root): whom the container runs as. */
export default defineFact({
  name: "user",
  value: oneOf("non-root", "numeric"),
  judge: (wanted, { build }) => {
    const { image } = build;
    if (image?.stage.from === undefined) return NO_IMAGE;
    const { value, by } = image.config.user;
    const at = by ?? image.stage.from;
    if (value.kind === "unknown") return unknownFact(value.because, at);
    if (isRoot(value.value))
      return open(
        by === undefined
          ? "The container runs as root: no USER is set."
          : `The container runs as root: USER ${value.value}.`,
        at,
      );
    const name = userPart(value.value);
    if (isNumeric(value.value)) return met(`The image runs as ${name}.`, at);
    const account = image.machine.accounts.get(name);
    if (account?.uid === 0)
      return open(`The user ${name} has the number 0: it is root.`, at);
    const listed = image.tree.get("/etc/passwd")?.text;
    if (account === undefined && listed !== undefined)
      return open(
        `The container does not start: the image's /etc/passwd has no user ${name}.`,
        at,
      );
    if (account === undefined)
      return image.tree.exists("/etc/passwd") === "absent"
        ? open(
            `The container does not start: the image has no /etc/passwd, so there is no user ${name}.`,
            at,
          )
        : unknownFact(`nothing here makes the user ${name}`, at);
    if (account.mayBeRoot === true)
      return unknownFact(`the number of the user ${name} is hidden`, at);
    return wanted === "numeric"
      ? open(
          `The image runs as ${name}, a name: Kubernetes cannot see that it is not root.`,
          at,
        )
      : met(`The image runs as ${name}.`, at);
  },
});
