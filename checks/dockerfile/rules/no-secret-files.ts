import { fileLeaks } from "../../build/leaks/files.ts";
import type { Leak } from "../../build/leaks/leak.ts";
import { nameOf } from "../../build/tree.ts";
import { secretByName, secretFile } from "../../secrets.ts";
import { defineRule, type Problem, type Subject } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { flagOf, type Flag, type Instruction } from "../instruction.ts";
import { chainOf, instructionsOf } from "../queries.ts";
import { mentions } from "../run-commands.ts";

export default defineRule({
  id: "no-secret-files",
  title: "Keep files with secrets out of the image",
  category: "security",
  severity: "error",
  sameAs: ["trivy/DS-0031", "dockle/CIS-DI-0010", "cis/4.10"],
  *check(subject): Generator<Problem> {
    yield* namedFiles(subject);
    if (!mayLeak(subject)) return;
    for (const leak of fileLeaks(subject.build))
      if (leak.surface === "layer")
        yield {
          at: leak.at,
          message: leak.reason,
          remedy: remedyFor(leak, subject),
        };
  },
});

const MOUNT =
  "Mount it for the one command that needs it, with RUN --mount=type=secret, or give it to the container when it starts.";

function remedyFor(
  { at, name }: Leak,
  { dockerfile, context }: Subject,
): string {
  const by = dockerfile.instructions.find(
    ({ start, end }) => start <= at.start && at.end <= end,
  );
  if (by?.keyword === "RUN")
    return "Use the secret where it is mounted, with RUN --mount=type=secret, and write it to no other file.";
  const isWhole = at.start === by?.start && by.heredocs.length === 0;
  return isWhole
    ? `Leave it out with the line **/${nameOf(name)} in ${context.ignore.path ?? ".dockerignore"}, or copy only what the image needs.`
    : MOUNT;
}

/** Files that are secrets by their name, or that a variable names as credentials, where their text is not given. */
function* namedFiles({ finalStage, context }: Subject): Generator<Problem> {
  if (context.complete || finalStage === undefined) return;
  for (const stage of chainOf(finalStage)) {
    const environment = stage.config.environment;
    for (const copy of instructionsOf(stage, "COPY", "ADD")) {
      if (flagOf(copy, "from") !== undefined) continue;
      for (const source of copy.sources) {
        const path = (knownText(source.value) ?? "").replace(/^\.?\//, "");
        if (path === "" || context.sent.has(path) || context.ignored.has(path))
          continue;
        const variable = CREDENTIAL_FILES.find((name) => {
          const held = environment.lookup(name);
          const named = held.kind === "set" ? knownText(held.value) : undefined;
          return named !== undefined && nameOf(named) === nameOf(path);
        });
        const what =
          variable === undefined
            ? secretByName(path)
            : `the credentials that ${variable} names`;
        if (what !== undefined)
          yield {
            at: source,
            message: `${path} holds ${what}, and everyone who can pull the image can unpack it from a layer.`,
            remedy: MOUNT,
          };
      }
    }
  }
}

/** Variables whose value is the path of a file with credentials. */
const CREDENTIAL_FILES = [
  "GOOGLE_APPLICATION_CREDENTIALS",
  "AWS_SHARED_CREDENTIALS_FILE",
  "HF_TOKEN_PATH",
];

/** Whether there may be anything to find: only then a build is worked out. */
function mayLeak({ dockerfile, context }: Subject): boolean {
  const { instructions, file, text: whole } = dockerfile;
  const isTraced = TRACES.test(whole);
  if (
    instructions.some(
      (instruction) =>
        mountsFiles(instruction) || (isTraced && mayWriteSecret(instruction)),
    )
  )
    return true;
  return (
    instructions.some(
      ({ keyword }) => keyword === "COPY" || keyword === "ADD",
    ) &&
    [...context.sent].some(
      ([path, { text }]) =>
        path !== file && secretFile(path, text) !== undefined,
    )
  );
}

/** What the text of an instruction that writes a secret has. */
const TRACES =
  /token|passw|secret|credential|api[-_]?key|_auth|private.?key|AKIA|gh[pousr]_|:\/\/[^\s/]{1,200}@/i;

function mayWriteSecret(instruction: Instruction): boolean {
  const { keyword, heredocs } = instruction;
  if (keyword === "RUN") return mentions(instruction, TRACES);
  return (
    (keyword === "COPY" || keyword === "ADD") &&
    heredocs.some(({ content }) => TRACES.test(content))
  );
}

function mountsFiles({ keyword, flags }: Instruction): boolean {
  return keyword === "RUN" && flags.some(bringsFiles);
}

function bringsFiles({ name, value }: Flag): boolean {
  return (
    name === "mount" && !/type=(?:cache|tmpfs|ssh)\b/.test(value?.text ?? "")
  );
}
