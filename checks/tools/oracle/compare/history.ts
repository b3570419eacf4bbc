import { finalConfig } from "../../../build/image-config.ts";
import type { Build } from "../../../build/simulate.ts";
import type { RealImage } from "../real-image.ts";
import type { Difference } from "./difference.ts";

/** Compares the lines of `docker history`, up to the first that differs. */
export function compareHistory(
  build: Build,
  { history }: RealImage,
): readonly Difference[] {
  const predicted = finalConfig(build)?.history.items ?? [];
  const line = (text: string, empty: boolean): string =>
    `${JSON.stringify(text)}${empty ? " without a layer" : ""}`;
  for (let at = 0; at < Math.max(predicted.length, history.length); at++) {
    const expected = predicted[at];
    const real = history[at];
    if (
      expected !== undefined &&
      real !== undefined &&
      expected.emptyLayer === real.empty &&
      isText(expected.createdBy, real.createdBy)
    )
      continue;
    return [
      {
        part: "history",
        step: "",
        what: `line ${at + 1} of ${history.length}`,
        predicted:
          expected === undefined
            ? "no more"
            : line(expected.createdBy, expected.emptyLayer),
        real: real === undefined ? "no more" : line(real.createdBy, real.empty),
      },
    ];
  }
  return [];
}

/** Whether a text is as predicted, where "…" stands for what is not known. */
function isText(predicted: string, real: string): boolean {
  const [first = "", ...rest] = predicted.split("…");
  if (rest.length === 0) return predicted === real;
  if (!real.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = real.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}
