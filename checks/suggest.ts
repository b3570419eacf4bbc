import leven from "leven";

/** ` Did you mean "x"?` for a name close to one of those that exist, else the list of them where it is short. */
export function suggestion(name: string, existing: Iterable<string>): string {
  const all = [...existing];
  const closest = all
    .map((other) => ({ other, distance: leven(name, other) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (
    closest !== undefined &&
    closest.distance <= Math.max(2, Math.floor(name.length / 3))
  )
    return ` Did you mean "${closest.other}"?`;
  return all.length > 0 && all.length <= 12
    ? ` There are: ${all.join(", ")}.`
    : "";
}

/** What zod should say of a field that a strict object does not have; undefined leaves its own words. */
export function unknownField(
  fields: object,
): (issue: {
  readonly code?: string | undefined;
  readonly keys?: unknown;
}) => string | undefined {
  return ({ code, keys }) => {
    if (code !== "unrecognized_keys" || !Array.isArray(keys)) return undefined;
    return keys
      .map(
        (key) =>
          `there is no field "${String(key)}".${suggestion(String(key), Object.keys(fields))}`,
      )
      .join(" ");
  };
}
