import { mayHoldSecret, SECRET_TRACES } from "../../build/leaks/traces.ts";
import { toldBy } from "../../build/leaks/values.ts";
import { defineRule, type Problem } from "../../rule.ts";
import type { Instruction } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { andTriggers, chainOf } from "../queries.ts";
import { runCommands } from "../run-commands.ts";

export default defineRule({
  id: "no-secrets-in-commands",
  title: "Write no secrets into commands and labels",
  category: "security",
  severity: "error",
  sameAs: ["trivy/DS-0031", "dockle/CIS-DI-0010", "cis/4.10"],
  *check({ stages, finalStage, dockerfile }): Generator<Problem> {
    const isTraced = SECRET_TRACES.test(dockerfile.text);
    const shipped = new Set(finalStage && chainOf(finalStage));
    for (const stage of stages) {
      for (const instruction of isTraced ? andTriggers(stage) : []) {
        const { keyword } = instruction;
        if (keyword === "ARG" || keyword === "ENV") continue;
        if (!mayHoldSecret(instruction)) continue;
        if (WITH_ANY_KEY.test(instruction.arguments.text)) continue;
        for (const { name, what, at } of toldBy(
          instruction,
          instruction.before.environment,
        ))
          // The accounts of the image have a rule of their own.
          if (name !== "chpasswd")
            yield {
              at,
              ...said(
                keyword,
                what.replace(` in ${keyword}`, ""),
                shipped.has(stage),
              ),
            };
      }
      if (shipped.has(stage)) yield* loginsIn(stage);
    }
  },
});

/** Steps that want any key at all to start up, and are given one that means nothing. */
const WITH_ANY_KEY = /\b(?:collectstatic|compilemessages|assets:precompile)\b/;

function said(
  keyword: Instruction["keyword"],
  what: string,
  ships: boolean,
): Omit<Problem, "at"> {
  const remedy =
    keyword === "RUN" || keyword === "ADD"
      ? "Mount it for the one command that needs it, with RUN --mount=type=secret."
      : keyword === "LABEL"
        ? "Leave it out of the label."
        : "Give it to the container when it starts, best as a mounted file.";
  if (!ships)
    return {
      message: `${keyword} spells out ${what}: that stays out of the final image, but the provenance of the build (mode=max) records it.`,
      remedy,
      severity: "warning",
    };
  const shows =
    keyword === "RUN" || keyword === "ADD"
      ? "docker history"
      : "docker inspect";
  return {
    message: `${keyword} spells out ${what}, and ${shows} shows it to anyone who can pull the image.`,
    remedy,
  };
}

/** Commands that log in and keep what they logged in with: where it stays, and what takes it away. */
const LOGINS: readonly {
  readonly words: readonly string[];
  readonly keeps: string;
  readonly leaves: RegExp;
}[] = [
  {
    words: ["gcloud", "auth", "activate-service-account"],
    keeps: "~/.config/gcloud",
    leaves: /^revoke$|\/gcloud\b/,
  },
  {
    words: ["az", "login"],
    keeps: "~/.azure",
    leaves: /^(?:logout|clear)$|\.azure\b/,
  },
];

function* loginsIn(stage: Stage): Generator<Problem> {
  const commands = runCommands(stage);
  for (const [index, { plain, at, run }] of commands.entries()) {
    if (plain.name !== "gcloud" && plain.name !== "az") continue;
    const login = LOGINS.find(
      ({ words: [tool, ...verbs] }) =>
        plain.name === tool &&
        verbs.every((verb, place) => plain.arguments[place]?.value === verb),
    );
    if (login === undefined) continue;
    const mountsSecret = run.flags.some(
      ({ name, value }) =>
        name === "mount" && value?.text.includes("type=secret") === true,
    );
    const logsOut = commands
      .slice(index + 1)
      .some(
        (later) =>
          later.run === run &&
          (later.plain.name === plain.name || later.plain.name === "rm") &&
          later.plain.arguments.some(({ text }) => login.leaves.test(text)),
      );
    if (mountsSecret || logsOut) continue;
    yield {
      at,
      message: `${login.words.join(" ")} keeps what it logged in with in ${login.keeps}, in a layer that anyone who can pull the image can read.`,
      remedy:
        "Mount the credentials for this one command with RUN --mount=type=secret, and log out in the same RUN.",
    };
  }
}
