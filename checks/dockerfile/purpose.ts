import { knownText } from "../value.ts";
import type { Stage } from "./model.ts";

/** Whether a stage says by its name or by NODE_ENV that it is made to develop or test in. */
export function isForDevelopment({ name, config }: Stage): boolean {
  const variable = config.environment.lookup("NODE_ENV");
  const nodeEnv =
    variable.kind === "set" ? knownText(variable.value) : undefined;
  return [name, nodeEnv].some((word) =>
    /^(?:dev|development|test|tests|ci)$/.test(word ?? ""),
  );
}
