import { defineRule, type Problem } from "../../rule.ts";
import type { SingleWord } from "../instruction.ts";
import type { Dockerfile } from "../model.ts";

export default defineRule({
  id: "no-maintainer",
  title: "Name the authors in a label",
  category: "metadata",
  severity: "warning",
  about: ["MAINTAINER"],
  sameAs: [
    "hadolint/DL4000",
    "buildkit/MaintainerDeprecated",
    "trivy/DS-0022",
    "checkov/CKV_DOCKER_6",
    "kics/maintainer_instruction_being_used",
    "dockerfilelint/deprecated_in_1.13",
    "semgrep/maintainer-is-deprecated",
    "dockerfile-utils/DEPRECATED_MAINTAINER",
  ],
  *check({ dockerfile }) {
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword !== "MAINTAINER") continue;
      const fix = fixFor(instruction, dockerfile);
      yield {
        at: instruction.keywordSpan,
        message: `${instruction.keywordText} is deprecated: it sets a field of the image that newer builders may leave out.`,
        remedy: `Write LABEL ${AUTHORS} instead.`,
        ...(fix && { fix }),
      };
    }
  },
});

const AUTHORS = "org.opencontainers.image.authors";

/** The label that says the same. LABEL fills in variables and reads escapes, which MAINTAINER does not. */
function fixFor(
  { keywordSpan, keywordText, word }: SingleWord,
  { text, escape }: Dockerfile,
): Problem["fix"] {
  if (word === undefined) return undefined;
  const written = text.slice(word.start, word.end);
  // The text of a continued line stands in several pieces.
  if (written !== word.text) return undefined;
  const bare = /^"([^"\\`]*)"$|^'([^'\\`]*)'$/.exec(written);
  const name = bare?.[1] ?? bare?.[2] ?? written;
  const keyword = keywordText === keywordText.toLowerCase() ? "label" : "LABEL";
  const quoted = name.replace(/["$\\`]/g, (char) =>
    char === '"' || char === "$" || char === escape ? escape + char : char,
  );
  return {
    title: "Write it as a label",
    edits: [
      {
        start: keywordSpan.start,
        end: word.end,
        text: `${keyword} ${AUTHORS}="${quoted}"`,
      },
    ],
  };
}
