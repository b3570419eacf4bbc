/** A link to another rule's page, as the pages write it: `[no-untagged-base](../no-untagged-base/)`. */
const RULE_LINK = /\[([^[\]]+)\]\(\.\.\/([a-z0-9-]+)\/\)/g;

/** The first paragraph of a rule's page, in one line: why the rule is there. */
export function openingOf(page: string): string {
  return (
    plainPage(page)
      .trim()
      .split(/\n\s*\n/, 1)[0]
      ?.replace(/\s+/g, " ") ?? ""
  );
}

/** A rule's page as text: links as their words, followed by the address where it is complete. */
export function plainPage(page: string): string {
  return page
    .replace(RULE_LINK, "$1")
    .replace(/\[([^[\]]+)\]\((https?:[^)\s]+)\)/g, "$1 ($2)");
}

/** A rule's page as Markdown that stands alone: its links are complete, or words where the site is not told. */
export function linkedPage(
  page: string,
  rule: string,
  site: string | undefined,
): string {
  const text = page.replace(RULE_LINK, (_, words: string, id: string) =>
    site === undefined ? words : `[${words}](${site}rules/${id}/)`,
  );
  return `# ${rule}\n\n${text}`;
}
