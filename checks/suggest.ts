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
