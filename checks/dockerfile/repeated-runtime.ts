import type { Image } from "../build/simulate.ts";
import { nameOf } from "../build/tree.ts";
import type { Problem } from "../rule.ts";

/** A CMD that begins with what the ENTRYPOINT of a distroless image starts already; undefined for any other. */
export function repeatedRuntime({
  config,
}: Pick<Image, "config">): Problem | undefined {
  const { entrypoint, command, facts } = config;
  if (facts?.system !== "distroless" || entrypoint.kind !== "inherited")
    return undefined;
  if (command.kind !== "set" || command.by.command.form !== "exec")
    return undefined;
  const [program = "", ...options] = entrypoint.argv;
  const words = command.by.command.arguments;
  const [first, ...rest] = words;
  if (first === undefined || nameOf(first.text) !== nameOf(program))
    return undefined;
  const repeated = options.every((text, at) => rest[at]?.text === text)
    ? options.length
    : 0;
  const next = rest[repeated];
  return {
    at: first,
    message: `The image starts ${[program, ...options].join(" ")} by itself, so it takes ${first.text} for what it shall run, and fails.`,
    remedy: `Leave ${[first, ...rest.slice(0, repeated)].map(({ text }) => text).join(" ")} out of CMD, or set ENTRYPOINT too.`,
    ...(next && {
      fix: {
        title: `Leave ${first.text} out of CMD`,
        edits: [{ start: first.start, end: next.start, text: "" }],
      },
    }),
  };
}
