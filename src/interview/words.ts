import { html, type TemplateResult } from "lit/html.js";
import { siteRoot } from "../components/root.ts";
import type { Behind } from "./scenario.ts";

/** A text from data, in which backquotes mark code as they do in Markdown. */
export function words(text: string): readonly (string | TemplateResult)[] {
  return text
    .split("`")
    .map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** A link to where a criterion is explained. */
export function behindLink({ title, href }: Behind): TemplateResult {
  return html`<a href=${new URL(href, siteRoot()).href}>${title}</a>`;
}
