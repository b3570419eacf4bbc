import type { Span } from "../../files.ts";
import { defineRule } from "../../rule.ts";
import { suggestion } from "../../suggest.ts";
import type { From, Instruction } from "../instruction.ts";
import { allowsUnset, referencesIn } from "../references.ts";
import { instructionAt, syntaxProblems } from "../syntax.ts";
import { isSyntaxReadWhole } from "../syntax-limit.ts";
import { syntaxIds } from "../syntax-ids.ts";

export default defineRule({
  id: "valid-syntax",
  title: "Write what the builder can read",
  category: "correctness",
  severity: "error",
  // Of what FROM lacks, declare-from-arguments tells more.
  sameAs: syntaxIds.filter((id) => id !== "dockerfile-utils/BASE_NAME_EMPTY"),
  *check({ dockerfile }) {
    const { text, directives } = dockerfile;
    const frontend = directives.find(({ name }) => name === "syntax")?.value;
    // Another frontend than Docker's may know other instructions.
    if (frontend !== undefined && !DOCKERS_OWN.test(frontend)) return;
    const [first] = dockerfile.instructions;
    if (first !== undefined && !isSyntaxReadWhole(dockerfile))
      yield {
        at: first.keywordSpan,
        message:
          "This Dockerfile is so long that its syntax is read in part only: more may stop the build than is told here.",
        remedy: "Move long lists and scripts to files, and copy those.",
        severity: "info",
        sameAs: [],
      };
    const commented = new Set<Instruction>();
    for (const problem of syntaxProblems(dockerfile)) {
      const instruction = instructionAt(dockerfile, problem);
      if (instruction !== undefined && commented.has(instruction)) continue;
      const comment = instruction && commentBefore(problem, instruction, text);
      if (instruction !== undefined && comment !== undefined) {
        commented.add(instruction);
        yield {
          at: comment,
          message: `The build stops here: inside a line # begins no comment, so ${instruction.keywordText} takes what follows as arguments.`,
          remedy: "Move the comment to a line of its own.",
          sameAs: problem.sameAs,
        };
        continue;
      }
      // Of a name that lacks an argument, declare-from-arguments tells more.
      if (
        problem.sameAs.includes(REFERENCE) &&
        instruction?.keyword === "FROM" &&
        lacksArgument(instruction, dockerfile.escape)
      )
        continue;
      const said = problem.message
        .replace(/\.$/, "")
        // dockerfile-utils says ENV of a LABEL too.
        .replace(/^ENV (?=must)/, `${instruction?.keyword ?? "ENV"} `);
      yield {
        at: problem,
        message: `The build stops here: ${said}.`,
        remedy: problem.remedy ?? remedyFor(said, instruction),
        sameAs: problem.sameAs,
      };
    }
  },
});

const REFERENCE = "dockerfile-utils/INVALID_REFERENCE_FORMAT";

function lacksArgument({ image, before }: From, escape: string): boolean {
  return referencesIn(image?.text ?? "", escape).some(
    (reference) =>
      !reference.nested &&
      !allowsUnset(reference) &&
      before.environment.lookup(reference.name).kind === "unset",
  );
}

const DOCKERS_OWN =
  /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/;

/** What was meant as a comment behind an instruction, where a problem lies in it. */
function commentBefore(
  problem: Span,
  { start, end: last }: Instruction,
  text: string,
): Span | undefined {
  const match = /\S[ \t]+(#.*)$/m.exec(text.slice(start, last));
  if (match === null) return undefined;
  const end = start + match.index + match[0].length;
  const at = { start: end - (match[1] ?? "").length, end };
  return at.start <= problem.start && problem.start < end ? at : undefined;
}

const KEYWORDS =
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  );

function remedyFor(said: string, instruction: Instruction | undefined): string {
  if (instruction === undefined || said.startsWith("No source image"))
    return "Begin with FROM and an image.";
  if (instruction.keyword === "UNKNOWN")
    return `Begin the line with an instruction.${suggestion(instruction.keywordText.toUpperCase(), KEYWORDS)}`;
  return `Write ${instruction.keyword} in a form that the Dockerfile reference gives for it.`;
}
