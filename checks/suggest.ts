import leven from "leven";

/** ` Did you mean "x"?` for a name close to one of those that exist, else the list of them where it is short. */
export function suggestion(name: string, existing: Iterable<string>): string {
  const all = [...existing];
  const most = Math.max(2, Math.floor(name.length / 3));
  let closest: string | undefined;
  let nearest = most + 1;
  for (const other of all) {
    // No fewer letters change than the lengths differ.
    if (Math.abs(other.length - name.length) >= nearest) continue;
    const distance = leven(name, other);
    if (distance < nearest) [closest, nearest] = [other, distance];
  }
  if (closest !== undefined) return ` Did you mean "${closest}"?`;
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
