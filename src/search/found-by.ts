/** How search names a page, and by what it filters. */
export interface Found {
  /** "Lesson", "Rule". */
  readonly kind: string;
  readonly title: string;
  /** Where it stands, such as a plate or a category. */
  readonly place?: string | undefined;
  /** The module's name, as the filter shows it. */
  readonly module?: string | undefined;
}

/** A module as the filter names it: `M5 Users, privileges, filesystem`. */
export function nameOf(module: {
  readonly id: string;
  readonly title: string;
}): string {
  return `${module.id.toUpperCase()} ${module.title}`;
}

/** Attributes for the element that Pagefind indexes: values with commas have to stand in attributes of their own. */
export function foundBy({
  kind,
  title,
  place,
  module,
}: Found): Readonly<Record<string, string>> {
  const known = Object.entries({ kind, title, place, module }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const names = (wanted: readonly string[]): string =>
    known
      .filter(([name]) => wanted.includes(name))
      .map(([name]) => `${name}[data-${name}]`)
      .join(", ");
  return {
    "data-pagefind-body": "",
    "data-pagefind-filter": names(["kind", "module"]),
    "data-pagefind-meta": names(["kind", "title", "place"]),
    ...Object.fromEntries(
      known.map(([name, value]) => [`data-${name}`, value]),
    ),
  };
}
