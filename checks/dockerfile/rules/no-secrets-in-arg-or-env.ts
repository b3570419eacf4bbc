import { secretVariable } from "../../secrets.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Declaration, Instruction } from "../instruction.ts";
import { andTriggers, chainOf } from "../queries.ts";

const SAME_AS = [
  "hadolint/DL3064",
  "buildkit/SecretsUsedInArgOrEnv",
  "trivy/DS-0031",
  "dockle/CIS-DI-0010",
  "cis/4.10",
];
const SAME_AS_FOR_ARG = [...SAME_AS, "semgrep/secret-in-build-arg"];

export default defineRule({
  id: "no-secrets-in-arg-or-env",
  title: "Keep secrets out of ARG and ENV",
  category: "security",
  severity: "error",
  about: ["ENV", "ARG"],
  sameAs: SAME_AS_FOR_ARG,
  *check({ stages, finalStage, dockerfile }): Generator<Problem> {
    const shipped = new Set(finalStage && chainOf(finalStage));
    const defaults = new Map<string, string | undefined>();
    for (const { declarations } of dockerfile.globalArgs)
      for (const { name, value } of declarations)
        defaults.set(name.text, knownText(value?.value));
    const declared = new Set<string>();
    for (const stage of stages)
      for (const instruction of andTriggers(stage)) {
        const { keyword } = instruction;
        if (keyword !== "ENV" && keyword !== "ARG") continue;
        for (const declaration of variablesOf(instruction)) {
          const { name, value } = declaration;
          declared.add(name.text);
          if (takesNothing(declaration, instruction)) continue;
          const held =
            value === undefined
              ? defaults.get(name.text)
              : knownText(value.value);
          const what = secretVariable(name.text, held);
          if (what !== undefined)
            yield problem(keyword, declaration, what, shipped.has(stage));
        }
      }
    // Before the first FROM an ARG reaches the image only where a stage declares it again.
    for (const { declarations } of dockerfile.globalArgs)
      for (const declaration of declarations) {
        const { name, value } = declaration;
        const what = secretVariable(name.text, knownText(value?.value));
        if (what !== undefined && !declared.has(name.text))
          yield {
            ...problem("ARG", declaration, what, false),
            // BuildKit looks at stages alone.
            sameAs: SAME_AS_FOR_ARG.filter((id) => !id.startsWith("buildkit/")),
          };
      }
  },
});

function problem(
  keyword: "ARG" | "ENV",
  { name, value }: Declaration,
  what: string,
  ships: boolean,
): Problem {
  return {
    at: { start: name.start, end: value?.end ?? name.end },
    message: ships
      ? inImage(keyword, name.text, what)
      : `${keyword} ${name.text} stays out of the final image, but the provenance of the build (mode=max) records ${what}.`,
    remedy:
      keyword === "ENV"
        ? "Give it to the container when it starts, as a mounted file or by the platform's secret store."
        : `Mount it for the one command that needs it: RUN --mount=type=secret,id=${name.text.toLowerCase()},env=${name.text}.`,
    sameAs: keyword === "ENV" ? SAME_AS : SAME_AS_FOR_ARG,
    ...(ships ? {} : { severity: "warning" }),
  };
}

function variablesOf(instruction: Instruction): readonly Declaration[] {
  if (instruction.keyword === "ENV") return instruction.pairs;
  return instruction.keyword === "ARG" ? instruction.declarations : [];
}

/** `ENV KEY=$KEY` where nothing sets KEY: no variable of the machine that builds gets in. */
function takesNothing(
  { name: { text: name }, value }: Declaration,
  { keyword, before }: Instruction,
): boolean {
  return (
    keyword === "ENV" &&
    (value?.text === `$${name}` || value?.text === `\${${name}}`) &&
    before.environment.lookup(name).kind !== "set"
  );
}

function inImage(keyword: "ARG" | "ENV", name: string, what: string): string {
  return keyword === "ENV"
    ? `ENV ${name} stays in the image's configuration: docker inspect shows ${what} to anyone who can pull the image.`
    : `ARG ${name} stays in the image's history: docker history shows ${what} to anyone who can pull the image.`;
}
