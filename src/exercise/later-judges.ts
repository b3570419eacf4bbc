import type { Fact } from "../../checks/exercise/fact.ts";
import type { Rule } from "../../checks/rule.ts";

// Each in a file of its own, in a list that nothing waits for.
const ruleFiles = import.meta.glob<Rule>(
  [
    "../../checks/dockerfile/rules/*.ts",
    "!../../checks/dockerfile/rules/*.test.ts",
    "!../../checks/dockerfile/rules/index.ts",
  ],
  { import: "default" },
);
const factFiles = import.meta.glob<Fact>(
  [
    "../../checks/exercise/facts/*.ts",
    "!../../checks/exercise/facts/*.test.ts",
    "!../../checks/exercise/facts/{index,base-images,base}.ts",
  ],
  { import: "default" },
);

/** The rules whose id is wanted. */
export function rulesWith(isWanted: (id: string) => boolean): Promise<Rule[]> {
  return load(ruleFiles, isWanted);
}

/** The facts whose name is wanted, but for the one that the first grade rests on. */
export function factsWith(
  isWanted: (name: string) => boolean,
): Promise<Fact[]> {
  return load(factFiles, isWanted);
}

/** The modules whose file has one of the names wanted. */
function load<Module>(
  files: Readonly<Record<string, () => Promise<Module>>>,
  isWanted: (name: string) => boolean,
): Promise<Module[]> {
  return Promise.all(
    Object.entries(files)
      .filter(([path]) => isWanted(path.slice(path.lastIndexOf("/") + 1, -3)))
      .map(([, read]) => read()),
  );
}
