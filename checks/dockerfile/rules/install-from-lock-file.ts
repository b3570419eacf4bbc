import { defineRule, type Problem } from "../../rule.ts";
import { hasOption } from "../../shell/queries.ts";
import { lockedInstalls, type LockFile } from "../lock-files.ts";
import { programsOf } from "../package-manager-data.ts";
import { packageCommands, type PackageCommand } from "../package-commands.ts";

export default defineRule({
  id: "install-from-lock-file",
  title: "Install exactly what the lock file says",
  category: "reproducibility",
  severity: "warning",
  about: ["RUN"],
  runs: programsOf(["npm", "yarn", "pnpm"]),
  *check(subject) {
    const candidates = new Map<number, PackageCommand>();
    for (const stage of subject.stages)
      for (const of of packageCommands(stage))
        if (mayChange(of)) candidates.set(of.at.start, of);
    if (candidates.size === 0) return;
    for (const { start, lock } of lockedInstalls(subject.build)) {
      const of = candidates.get(start);
      if (of === undefined) continue;
      candidates.delete(start);
      const does = `${of.calledAs} ${of.verb}`.trim();
      const strict = strictForm(of);
      const fix = lock.kind === "there" ? fixFor(of) : undefined;
      yield {
        at: of.at,
        message:
          lock.kind === "there"
            ? `${does} goes on where package.json and ${lock.name} disagree, and installs versions that nobody tried.`
            : `${does} resolves every version anew, because ${lock.name} is in the context and does not reach the image.`,
        remedy:
          lock.kind === "there"
            ? `Write ${strict}, which installs what ${lock.name} says or stops.`
            : `${remedyForLeft(lock)}, and write ${strict}.`,
        ...(fix && { fix }),
      };
    }
  },
});

function remedyForLeft({
  name,
  ignored,
}: LockFile & { readonly kind: "left" }): string {
  return ignored
    ? `Take ${name} out of .dockerignore and copy it with package.json`
    : `Copy ${name} with package.json`;
}

/** Whether a command installs a project and may write its lock file anew. */
function mayChange(of: PackageCommand): boolean {
  const { manager, group, verb, operands, words, run } = of;
  if (group !== "" || operands.length > 0) return false;
  if (hasOption(words, "-g", "--global")) return false;
  const ci = run.before.environment.lookup("CI");
  switch (manager) {
    case "npm":
      return (
        /^(?:install|i|in|add)$/.test(verb) &&
        !words.some(({ text }) => /^--(?:no-)?package-lock/.test(text))
      );
    case "yarn":
      return (
        /^(?:install)?$/.test(verb) &&
        ci.kind !== "set" &&
        !words.some(({ text }) =>
          /^--(?:(?:no-)?(?:frozen-lockfile|immutable)|(?:pure|no)-lockfile|version|help|mode)|^-[vh]$|^"?\$/.test(
            text,
          ),
        )
      );
    case "pnpm":
      return (
        /^(?:install|i)$/.test(verb) &&
        ci.kind !== "set" &&
        !words.some(({ text }) =>
          /^--(?:no-)?(?:frozen-lockfile|lockfile|offline)|^"?\$/.test(text),
        )
      );
    default:
      return false;
  }
}

function strictForm({ manager }: PackageCommand): string {
  switch (manager) {
    case "npm":
      return "npm ci";
    case "yarn":
      return "yarn install --frozen-lockfile, or --immutable from Yarn 2 on";
    default:
      return "pnpm install --frozen-lockfile";
  }
}

function fixFor(of: PackageCommand): Problem["fix"] {
  const { manager, verbWord, editable } = of;
  if (!editable || verbWord === undefined) return undefined;
  const { start, end } = verbWord;
  if (manager === "npm")
    return { title: "Write npm ci", edits: [{ start, end, text: "ci" }] };
  if (manager !== "pnpm") return undefined;
  return {
    title: "Add --frozen-lockfile",
    edits: [{ start: end, end, text: " --frozen-lockfile" }],
  };
}
