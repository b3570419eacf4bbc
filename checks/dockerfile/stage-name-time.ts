import { Validator } from "dockerfile-utils/lib/dockerValidator.js";

/** What BuildKit takes for a stage's name, in lower case (instructions/parse.go, validStageName). */
const STAGE_NAME = /^[a-z][a-z0-9_.-]*$/;
/** Of a longer name that is wrong, dockerfile-utils sees the beginning. */
const SEEN = 12;

const method = "checkArguments";
const checkArguments: unknown = Reflect.get(Validator.prototype, method);
if (typeof checkArguments !== "function")
  throw new Error(`Dockerfile-utils has no ${method} any more.`);

// It tests names with /^[a-z]([a-z0-9_\-.]*)*$/ (0.16.3, dockerValidator.js), which takes twice as long for each
// character more: 6 s for "FROM a AS " with 28 letters and a "!" behind them.
Reflect.set(
  Validator.prototype,
  method,
  function (
    this: unknown,
    instruction: { getKeyword(): string },
    problems: unknown,
    counts: unknown,
    validate: (index: number, text: string, range: unknown) => unknown,
    ...rest: readonly unknown[]
  ) {
    const isFrom = instruction.getKeyword() === "FROM";
    const check: typeof validate = (index, text, range) => {
      if (!isFrom || index !== 2) return validate(index, text, range);
      if (STAGE_NAME.test(text.toLowerCase())) return null;
      const seen = text.length > SEEN ? `${text.slice(0, SEEN)}…` : text;
      return validate(index, seen, range);
    };
    return Reflect.apply(checkArguments, this, [
      instruction,
      problems,
      counts,
      check,
      ...rest,
    ]);
  },
);
