import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { verifiesFiles } from "../downloads.ts";
import { flagOf, type Word } from "../instruction.ts";
import { andTriggers } from "../queries.ts";
import { runCommands } from "../run-commands.ts";

export default defineRule({
  id: "add-with-checksum",
  title: "Verify what ADD downloads",
  category: "supply-chain",
  severity: "warning",
  about: ["ADD"],
  sameAs: ["kics/curl_or_wget_instead_of_add"],
  *check({ stages }) {
    for (const stage of stages)
      for (const add of andTriggers(stage)) {
        if (add.keyword !== "ADD" || flagOf(add, "checksum") !== undefined)
          continue;
        for (const source of add.sources) {
          const found = problem(source);
          if (found === undefined) continue;
          // A RUN below that compares the file makes sure of it as well.
          const isVerified = runCommands(stage).some(
            ({ run, plain }) => run.start > add.end && verifiesFiles(plain),
          );
          if (!isVerified) yield found;
        }
      }
  },
});

/** What is wrong with a source; one that comes from the context is none of this. */
function problem(source: Word): Problem | undefined {
  const address = knownText(source.value) ?? source.text;
  if (!/^(?:https?|git|ssh):\/\//i.test(address)) return undefined;
  const [, reference] = REPOSITORY.exec(address) ?? [];
  if (reference === undefined && /^http/i.test(address))
    return {
      at: source,
      message: `ADD takes whatever ${source.text} gives at the time of the build, and nothing tells when that has changed.`,
      remedy:
        "Write ADD --checksum=sha256:<digest> with the digest that the file is to have.",
      sameAs: ["kics/curl_or_wget_instead_of_add"],
    };
  // A commit, and a tag as good as any.
  if (/\d/.test(reference ?? "") || /[$]/.test(address)) return undefined;
  return {
    at: source,
    message: `ADD takes the newest commit of ${source.text}, another one with every change there.`,
    remedy:
      "Name the commit, as in ADD --checksum=<commit> https://example.com/app.git#v1.2.",
    sameAs: [],
  };
}

/** A repository, and what stands after it (BuildKit, gitutil: the path ends in .git). */
const REPOSITORY = /^[^?#]*\.git((?:[?#].*)?)$/s;
