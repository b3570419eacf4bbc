import { homeOf } from "../../build/machine.ts";
import { mountTarget } from "../../build/mounts.ts";
import type { BuiltStage } from "../../build/simulate.ts";
import { mountOptions } from "../../build/stage-sources.ts";
import { nameOf, parentOf } from "../../build/tree.ts";
import type { Run } from "../../dockerfile/instruction.ts";
import type { Subject } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { defineFact, met, NO_IMAGE, open, text, unknownFact } from "../fact.ts";
import { wantedCommand } from "../wanted-command.ts";

/**
 * `credential: npm ci`: wherever the build runs the command, a secret mount or the SSH agent gives it its credential, and
 * the command, its settings or the tool's own places to look lead there.
 */
export default defineFact({
  name: "credential",
  value: text,
  judge: (wanted, subject) => {
    const { build } = subject;
    if (build.image?.stage.from === undefined) return NO_IMAGE;
    const from = new Set<string>();
    for (const stage of build.stages)
      for (const step of stage.steps) {
        const command = wantedCommand(step, wanted);
        const { instruction: run } = step;
        if (command === undefined || run.keyword !== "RUN") continue;
        const sources = sourcesOf(run);
        const [first] = sources;
        if (first === undefined)
          return open(
            `${command} has no secret mount to take a credential from.`,
            run,
          );
        const used = sources.find((each) => isUsed(each, run, stage, subject));
        if (used === undefined)
          return unknownFact(`nothing leads ${command} to ${first.told}`, run);
        from.add(used.told);
      }
    return from.size === 0
      ? open(`Nothing in the build runs ${wanted}.`, build.image.stage.from)
      : met(`${wanted} has its credential from ${[...from].join(" and ")}.`);
  },
});

/** What a mount gives a command. */
type Source = { readonly told: string } & (
  | { readonly kind: "agent" }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "file"; readonly path: string }
);

function sourcesOf(run: Run): readonly Source[] {
  return run.flags.flatMap(({ name, value }): Source[] => {
    if (name !== "mount") return [];
    const options = mountOptions(value);
    if (options.get("type") === "ssh")
      return [{ kind: "agent", told: "the SSH agent" }];
    if (options.get("type") !== "secret") return [];
    const variable = options.get("env");
    const path = mountTarget(options, knownText(run.before.workdir.value));
    return [
      ...(variable === undefined
        ? []
        : [
            {
              kind: "variable",
              name: variable,
              told: `the secret in ${variable}`,
            } as const,
          ]),
      ...(path === undefined || path === ""
        ? []
        : [{ kind: "file", path, told: `the secret ${path}` } as const]),
    ];
  });
}

/** Files in which package managers, git and curl look for credentials, beside the project or in the user's home. */
const SETTINGS =
  /^(?:\.npmrc|\.yarnrc(?:\.yml)?|\.netrc|\.pypirc|pip\.conf|uv\.toml|auth\.(?:json|toml)|settings\.xml|gradle\.properties|credentials(?:\.toml)?|\.git-credentials|\.gitconfig)$/;
/** Variables that those tools read by themselves. */
const READ_BY_TOOLS =
  /^(?:npm_config_|pip_|uv_|poetry_|cargo_|bundle_|composer_|go(?:proxy|auth)$|netrc$)/i;

function isUsed(
  source: Source,
  run: Run,
  { machine }: BuiltStage,
  { context }: Subject,
): boolean {
  switch (source.kind) {
    case "agent":
      return true;
    case "variable": {
      const { name } = source;
      if (READ_BY_TOOLS.test(name) || mentions(run, name)) return true;
      for (const [path, entry] of machine.tree.entries())
        if (SETTINGS.test(nameOf(path)) && entry.text?.includes(name) === true)
          return true;
      // A bind mount may lend it to the command.
      for (const [path, file] of context.sent)
        if (SETTINGS.test(nameOf(path)) && file.text?.includes(name) === true)
          return true;
      return false;
    }
    case "file": {
      const { path } = source;
      const directory = parentOf(path);
      const home = homeOf(machine, knownText(run.before.user.value) ?? "root");
      const isFound =
        directory === knownText(run.before.workdir.value) ||
        `${directory}/`.startsWith(`${home ?? "/root"}/`) ||
        `${directory}/`.startsWith("/etc/");
      return (
        (SETTINGS.test(nameOf(path)) && isFound) ||
        mentions(run, path) ||
        // "cd /run/secrets && cat token"
        (mentions(run, directory) && mentions(run, nameOf(path)))
      );
    }
  }
}

/** Whether the command, or a variable of its environment, names something. */
function mentions(run: Run, name: string): boolean {
  const { command, heredocs, before } = run;
  const written =
    command.form === "exec"
      ? command.arguments.map((word) => word.text)
      : [command.line.text];
  return [
    ...written,
    ...heredocs.map(({ content }) => content),
    ...[...before.environment.exported().values()].map(
      (value) => knownText(value) ?? "",
    ),
  ].some((part) => part.includes(name));
}
