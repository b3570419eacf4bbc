/** Names in a sentence: the first three, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, names.length > 4 ? 3 : 4);
  const more = names.length - shown.length;
  const parts = more > 0 ? [...shown, `${more} more`] : shown;
  const last = parts.at(-1) ?? "";
  return parts.length < 2
    ? last
    : `${parts.slice(0, -1).join(", ")} and ${last}`;
}
