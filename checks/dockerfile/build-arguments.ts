import { unknown, type Value } from "../value.ts";

/** Values given with `--build-arg`. */
export type BuildArguments = Readonly<Record<string, string>>;

/** The build arguments that the builder sets; FROM sees them, a stage only after an ARG of that name. */
export const PLATFORM_ARGUMENTS: readonly string[] = [
  "BUILD",
  "TARGET",
].flatMap((side) =>
  ["PLATFORM", "OS", "ARCH", "VARIANT"].map((part) => side + part),
);

const NO_DEFAULT = "has no default";

/** The value of a build argument that has none unless one is given. */
export function withoutDefault(name: string): Value {
  return unknown(`the build argument ${name} ${NO_DEFAULT}`);
}

/** Whether a value is not known because a build argument is not given. */
export function lacksArgument(value: Value): boolean {
  return value.kind === "unknown" && value.because.endsWith(NO_DEFAULT);
}
