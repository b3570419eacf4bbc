import { knownText } from "../value.ts";
import type { Config } from "./config.ts";
import type { Stage } from "./model.ts";

/** Whether a stage says by its name, by NODE_ENV or by what it starts that it is made to develop or test in. */
export function isForDevelopment({ name, config }: Stage): boolean {
  const variable = config.environment.lookup("NODE_ENV");
  const nodeEnv =
    variable.kind === "set" ? knownText(variable.value) : undefined;
  return (
    [name, nodeEnv].some((word) =>
      /^(?:dev|development|test|tests|ci)$/.test(word ?? ""),
    ) || startsForDevelopment(config)
  );
}

/** Scripts and servers that build anew when a file changes. */
const WATCHING =
  /(?:^|[ /])(?:(?:npm|pnpm|yarn|bun)(?: run)? (?:\S+:)?(?:dev|develop|watch)(?::\S+)?|nodemon|ts-node-dev|(?:next|nuxt|nuxi|astro|remix|gatsby|vite) dev(?:elop)?|ng serve|(?:tsx|bun|node|tsc) (?:watch|--watch)|webpack serve|vite)(?= |$)(?! (?:build|preview))/;

function startsForDevelopment({ entrypoint, command }: Config): boolean {
  return [entrypoint, command].some(
    (start) =>
      start.kind === "set" &&
      WATCHING.test(start.by.arguments.text.replace(/[[\]"',\s]+/g, " ")),
  );
}
