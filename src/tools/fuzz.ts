import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { keep } from "../../checks/tools/fuzz/found.ts";
import { fuzz } from "../../checks/tools/fuzz/run.ts";
import { targets } from "./fuzz/targets.ts";

// Gives everything that reads input what nobody writes, for so many seconds; the same seed tries the same inputs.
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
    only: { type: "string", default: "" },
  },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed);
if (!(seconds > 0) || !Number.isSafeInteger(seed))
  throw new Error("--seconds wants a number above 0, and --seed a whole one.");
const chosen = targets.filter(({ name }) => name.includes(values.only));

console.log(`Seed ${seed}, ${seconds} s, ${chosen.length} targets`);
const outcomes = await fuzz(chosen, { seconds, seed });
for (const { target, inputs, failure } of outcomes) {
  console.log(
    `${target.padEnd(9)} ${String(inputs).padStart(7)} inputs, ${failure === undefined ? 0 : 1} failures`,
  );
  if (failure !== undefined)
    console.log(`${failure.because}\nIt is kept as ${keep(failure)}.`);
}
const failures = outcomes.filter(({ failure }) => failure !== undefined);
const inputs = outcomes.reduce((sum, outcome) => sum + outcome.inputs, 0);
console.log(
  `${inputs} inputs tried, ${failures.length} failures, seed ${seed}`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
