import { defineHastPlugin, type HastVisitorContext } from "satteri";
import { suggestion } from "../../checks/suggest.ts";

/** The components that the page of a lesson hands to its text; other texts have none. */
export const LESSON_COMPONENTS = [
  "Exercise",
  "Figure",
  "Rule",
  "Term",
  "YouMayHaveRead",
] as const;

/** Refuses a component that the text is not handed, with the file's name and what may stand there. */
export const knownComponents = defineHastPlugin({
  name: "known-components",
  mdxJsxFlowElement: { filter: [], visit: refuseUnknown },
  mdxJsxTextElement: { filter: [], visit: refuseUnknown },
});

function refuseUnknown(
  { name }: { readonly name: string | null },
  { fileURL }: Pick<HastVisitorContext, "fileURL">,
): void {
  // Names in small letters are HTML.
  if (name === null || !/^[A-Z]/.test(name)) return;
  const path = decodeURI(fileURL?.pathname ?? "");
  const file = path.slice(path.lastIndexOf("/content/") + 1);
  const known: readonly string[] = LESSON_COMPONENTS;
  if (!file.startsWith("content/lessons/"))
    throw new Error(
      `${file}: <${name}> cannot stand here: only lessons have components. Write Markdown, such as a link.`,
    );
  if (!known.includes(name))
    throw new Error(
      `${file}: there is no component <${name}>.${suggestion(name, known)}`,
    );
}
