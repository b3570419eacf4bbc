import type { Image } from "../../../build/simulate.ts";
import type { Difference } from "./difference.ts";
import type { State } from "./layers.ts";

/** Compares the accounts we know of with those in `/etc/passwd`, where real programs wrote it. */
export function compareAccounts(
  { machine, config }: Image,
  state: State,
): readonly Difference[] {
  const text = state.get("/etc/passwd")?.text;
  if (text === undefined || config.facts?.shell !== "dash") return [];
  const real = new Map(
    text.split("\n").map((line) => {
      const [name = "", , uid, gid, , home] = line.split(":");
      return [name, { uid: Number(uid), gid: Number(gid), home }] as const;
    }),
  );
  const differences: Difference[] = [];
  for (const [name, account] of machine.accounts) {
    const found = real.get(name);
    for (const what of ["uid", "gid", "home"] as const) {
      const predicted = account[what];
      if (predicted !== undefined && predicted !== found?.[what])
        differences.push({
          part: "account",
          step: "",
          what: `${what} of ${name}`,
          predicted: String(predicted),
          real: String(found?.[what]),
        });
    }
  }
  return differences;
}
