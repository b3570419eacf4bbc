import { defineRule, type Problem } from "../../rule.ts";
import type { ShellWord } from "../../shell/parse.ts";
import { plainArguments } from "../../shell/queries.ts";
import { textOf } from "../downloads.ts";
import { chainOf } from "../queries.ts";
import { runCommands, type RunCommand } from "../run-commands.ts";

export default defineRule({
  id: "no-account-passwords",
  title: "Give the accounts of the image no passwords",
  category: "security",
  severity: "warning",
  about: ["RUN"],
  runs: ["chpasswd", "passwd", "useradd", "usermod"],
  sameAs: ["checkov/CKV2_DOCKER_17"],
  *check({ finalStage }): Generator<Problem> {
    if (finalStage === undefined) return;
    for (const stage of chainOf(finalStage)) {
      const commands = runCommands(stage);
      for (const [at, found] of commands.entries())
        yield* passwordsBy(found, commands[at - 1]);
    }
  },
});

const REMEDY =
  "Leave the password out: an account without one cannot log in, and USER, docker exec and kubectl exec ask for none.";

function* passwordsBy(
  { plain: { name, arguments: words }, at, command }: RunCommand,
  before: RunCommand | undefined,
): Generator<Problem> {
  if (name === "chpasswd") {
    const text = [
      ...(command?.redirects.map(({ body, target }) => body ?? target?.value) ??
        []),
      ...(command !== undefined && command.pipe.index > 0
        ? (before?.plain.arguments.map(({ value }) => value) ?? [])
        : []),
    ].find((each) => /^\w[\w.-]*:/m.test(each ?? ""));
    const [, account, password] =
      /^(\w[\w.-]*):([^\n]*)/m.exec(text ?? "") ?? [];
    yield {
      at,
      message:
        account === undefined
          ? "chpasswd sets passwords, whose hashes everyone who can pull the image can try to break."
          : password?.trim() === ""
            ? `chpasswd gives ${account} an empty password.`
            : `The password of ${account} stands in the history of the image, where docker history shows it to anyone who can pull the image.`,
      remedy: REMEDY,
      sameAs: ["checkov/CKV2_DOCKER_17"],
      ...(password !== undefined && password.trim() !== ""
        ? { severity: "error" }
        : {}),
    };
  } else if (name === "passwd") {
    const deletes = words.some(({ value }) =>
      /^(?:-d|--delete)$/.test(value ?? ""),
    );
    const given = words.some(({ value }) => value === "--stdin");
    const account = plainArguments(words)[0]?.text ?? "root";
    if (deletes || given)
      yield {
        at,
        message: deletes
          ? `passwd -d gives ${account} an empty password.`
          : `passwd sets a password for ${account}, whose hash everyone who can pull the image can try to break.`,
        remedy: REMEDY,
        sameAs: [],
      };
  } else if (name === "useradd" || name === "usermod") {
    const password = passwordOption(words);
    if (password === undefined || /^[!*x]/.test(textOf(password))) return;
    // Nobody tries what chance has made.
    if (/urandom|openssl rand|pwgen|uuidgen/.test(password.text)) return;
    yield {
      at,
      message: `${name} -p writes a password into /etc/shadow, where everyone who can pull the image can try to break it.`,
      remedy: REMEDY,
      sameAs: [],
    };
  }
}

/** What follows `-p` or `--password`; a lock such as `!` or `*` is none. */
function passwordOption(words: readonly ShellWord[]): ShellWord | undefined {
  for (const [at, word] of words.entries()) {
    if (/^(?:-[DlmMNorU]*p|--password)$/.test(word.text)) return words[at + 1];
    if (word.text.startsWith("--password=")) return word;
  }
  return undefined;
}
