import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";

export default defineRule({
  id: "prefer-copy",
  title: "Use COPY for files of the context",
  category: "correctness",
  severity: "warning",
  about: ["ADD"],
  sameAs: [
    "hadolint/DL3020",
    "trivy/DS-0005",
    "kics/add_instead_of_copy",
    "dockle/CIS-DI-0009",
    "semgrep/prefer-copy-over-add",
    "cis/4.9",
  ],
  *check({ dockerfile }) {
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword !== "ADD" || instruction.sources.length === 0)
        continue;
      if (instruction.flags.some(({ name }) => ADD_ONLY.has(name))) continue;
      const local = instruction.sources.every((source) => {
        const text = knownText(source.value);
        return text !== undefined && text !== "" && !NEEDS_ADD.test(text);
      });
      if (!local) continue;
      yield {
        at: instruction.keywordSpan,
        message: `ADD copies ${instruction.sources[0]?.text ?? ""} as COPY would, but it also unpacks tar archives and fetches addresses, so a reader cannot tell which was meant.`,
        remedy: "Write COPY.",
        fix: {
          title: "Write COPY",
          edits: [{ ...instruction.keywordSpan, text: "COPY" }],
        },
      };
    }
  },
});

/** Flags that COPY does not have. */
const ADD_ONLY = new Set(["checksum", "keep-git-dir", "unpack"]);

/** Addresses, and archives that ADD unpacks; a pattern without an extension may match one. */
const NEEDS_ADD =
  /^(?:https?|ftp|git|ssh):\/\/|^[\w.-]+@[\w.-]+:|\.(?:tar|t?gz|t?bz2?|t?xz|t?zst|lzma|Z)$|[*?[][^.*?[]*$/i;
