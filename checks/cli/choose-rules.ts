import { rules, suggestion, type Rule } from "../index.ts";
import { Unusable } from "./unusable.ts";

/** Which rules are asked for. */
export interface RuleChoice {
  /** Ids of ours or of other tools; none for the recommended rules. */
  readonly named: readonly string[];
  /** The rules that are not recommended as well. */
  readonly all: boolean;
}

/**
 * The rules to apply. Another tool's id, such as `DL3008` or `hadolint/DL3008` in any case, stands for those findings
 * of our rules that answer it.
 */
export function chosenRules({ named, all }: RuleChoice): readonly Rule[] {
  if (all && named.length > 0)
    throw new Unusable("--all and --rule exclude each other.");
  if (all) return rules;
  if (named.length === 0) return rules.filter((rule) => rule.recommended);
  const own = new Set(rules.map(({ id }) => id));
  const others = named.filter((name) => !own.has(name));
  for (const name of others)
    if (!rules.some(({ sameAs }) => sameAs.some((id) => means(name, id))))
      throw new Unusable(
        `There is no rule "${name}".${suggestion(name, allNames())}`,
      );
  return rules.flatMap((rule) => {
    if (named.includes(rule.id)) return rule;
    const ids = rule.sameAs.filter((id) =>
      others.some((name) => means(name, id)),
    );
    return ids.length === 0 ? [] : partOf(rule, new Set(ids));
  });
}

/** Whether a name stands for another tool's id. */
function means(name: string, id: string): boolean {
  const wanted = name.toLowerCase();
  return [id, shortName(id)].some((each) => each.toLowerCase() === wanted);
}

/** A rule that reports only what answers some ids of other tools. */
function partOf(rule: Rule, ids: ReadonlySet<string>): Rule {
  return {
    ...rule,
    *check(subject) {
      for (const problem of rule.check(subject))
        if ((problem.sameAs ?? rule.sameAs).some((id) => ids.has(id)))
          yield problem;
    },
  };
}

/** Another tool's id without the tool: `DL3008`. */
function shortName(id: string): string {
  return id.slice(id.indexOf("/") + 1);
}

function allNames(): ReadonlySet<string> {
  return new Set(
    rules.flatMap(({ id, sameAs }) => [
      id,
      ...sameAs,
      ...sameAs.map(shortName),
    ]),
  );
}
