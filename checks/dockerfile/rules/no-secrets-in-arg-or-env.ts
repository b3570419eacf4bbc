import { hasSecretName, isHarmlessValue, secretInText } from "../../secrets.ts";
import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Declaration, Instruction, Word } from "../instruction.ts";
import { chainOf } from "../queries.ts";

export default defineRule({
  id: "no-secrets-in-arg-or-env",
  title: "Keep secrets out of ARG and ENV",
  category: "security",
  severity: "error",
  sameAs: [
    "hadolint/DL3064",
    "buildkit/SecretsUsedInArgOrEnv",
    "trivy/DS-0031",
    "dockle/CIS-DI-0010",
    "semgrep/secret-in-build-arg",
    "cis/4.10",
  ],
  *check({ stages, finalStage }) {
    const shipped = new Set(finalStage && chainOf(finalStage));
    // An ARG before the first FROM reaches the image only where a stage declares it again.
    for (const stage of stages)
      for (const instruction of stage.instructions) {
        const { keyword } = instruction;
        if (keyword !== "ENV" && keyword !== "ARG") continue;
        for (const { name, value } of variablesOf(instruction)) {
          const what = secretIn(name, value);
          if (what === undefined) continue;
          yield {
            at: { start: name.start, end: value?.end ?? name.end },
            message: shipped.has(stage)
              ? inImage(keyword, name.text, what)
              : `${keyword} ${name.text} stays out of the final image, but the provenance of the build (mode=max) records ${what}.`,
            remedy:
              keyword === "ENV"
                ? "Give it to the container when it starts, as a mounted file or by the platform's secret store."
                : `Mount it for the one command that needs it: RUN --mount=type=secret,id=${name.text.toLowerCase()},env=${name.text}.`,
            ...(shipped.has(stage) ? {} : { severity: "warning" }),
          };
        }
      }
  },
});

function variablesOf(instruction: Instruction): readonly Declaration[] {
  if (instruction.keyword === "ENV") return instruction.pairs;
  return instruction.keyword === "ARG" ? instruction.declarations : [];
}

function inImage(keyword: "ARG" | "ENV", name: string, what: string): string {
  return keyword === "ENV"
    ? `ENV ${name} stays in the image's configuration: docker inspect shows ${what} to anyone who can pull the image.`
    : `ARG ${name} stays in the image's history: docker history shows ${what} to anyone who can pull the image.`;
}

function secretIn(name: Word, value: Word | undefined): string | undefined {
  const text = knownText(value?.value);
  const byValue = text === undefined ? undefined : secretInText(text);
  if (byValue !== undefined) return byValue;
  if (!hasSecretName(name.text)) return undefined;
  return text !== undefined && isHarmlessValue(text) ? undefined : "its value";
}
