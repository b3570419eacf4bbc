import { rulesVersion } from "../../checks/exercise/rules-version.ts";
import { dependencies } from "../../package.json";

const sources: Record<string, unknown> = import.meta.glob(
  ["/checks/**/*.ts", "!/checks/**/*.test.ts", "!/checks/{testing,tools}/**"],
  { query: "?raw", import: "default", eager: true },
);

/** The version of the judge that this site grades with; the command line works out the same of the same checkout. */
export const judge = rulesVersion(
  Object.fromEntries(
    Object.entries(sources).map(([path, text]) => [
      path.slice("/checks/".length),
      String(text),
    ]),
  ),
  dependencies,
);
