import { hasSecretName, isHarmlessValue, secretInText } from "../../secrets.ts";
import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Word } from "../instruction.ts";

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
  *check({ dockerfile }) {
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword === "ENV") {
        for (const { name, value } of instruction.pairs) {
          const what = secretIn(name, value);
          if (what === undefined) continue;
          yield {
            at: { start: name.start, end: value.end },
            message: `${name.text} stays in the image's configuration: docker inspect shows ${what} to anyone who can pull it.`,
            remedy:
              "Give it to the container when it starts, as a mounted file or by the platform's secret store.",
          };
        }
      } else if (instruction.keyword === "ARG") {
        for (const { name, value } of instruction.declarations) {
          const what = secretIn(name, value);
          if (what === undefined) continue;
          yield {
            at: { start: name.start, end: value?.end ?? name.end },
            message: `The build argument ${name.text} is kept in the image's history: docker history shows ${what}.`,
            remedy: `Mount it for the one command that needs it: RUN --mount=type=secret,id=${name.text.toLowerCase()}.`,
          };
        }
      }
    }
  },
});

function secretIn(name: Word, value: Word | undefined): string | undefined {
  const text = knownText(value?.value);
  const byValue = text === undefined ? undefined : secretInText(text);
  if (byValue !== undefined) return byValue;
  if (!hasSecretName(name.text)) return undefined;
  return text !== undefined && isHarmlessValue(text) ? undefined : "its value";
}
