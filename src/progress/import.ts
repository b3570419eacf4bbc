import { shownName } from "../components/shown-name.ts";
import type { Notices } from "../exercise/notices.ts";
import { planImport, type Area, type ImportPlan } from "./file.ts";
import { openFile } from "./opening.ts";

type Plan = Extract<ImportPlan, { kind: "plan" }>;

/** Shows what a progress file would bring, and brings it when told to. */
export async function offerFile(
  page: HTMLElement,
  file: File,
  areas: readonly Area[],
  notices: Notices,
  onChange: () => void,
): Promise<void> {
  const preview = page.querySelector<HTMLElement>("[data-preview]");
  if (preview === null) return;
  const take = (plan: Plan): void => {
    const undo = plan.areas.map((area) => area.apply());
    preview.replaceChildren();
    onChange();
    notices.show("import", `${entries(sumOf(plan))} taken over.`, {
      label: "Take it back",
      run: () => {
        for (const each of undo) each();
        onChange();
        notices.show("import", "It is as it was before the import.");
      },
    });
  };
  const read = planImport(await openFile(file), areas);
  preview.replaceChildren(
    ...(read.kind === "unusable"
      ? [paragraph(`${shownName(file.name)} cannot be used: ${read.because}.`)]
      : previewOf(shownName(file.name), read, () => take(read))),
  );
  preview.scrollIntoView({ block: "nearest" });
}

function entries(count: number): string {
  return count === 1 ? "1 entry" : `${count} entries`;
}

function sumOf({ areas }: Plan): number {
  return areas.reduce((sum, { fresh, changed }) => sum + fresh + changed, 0);
}

function previewOf(
  file: string,
  plan: Plan,
  onTake: () => void,
): readonly Node[] {
  const { name, exported, areas } = plan;
  const written =
    exported === undefined ? "" : `, written on ${exported.slice(0, 10)}`;
  const from = document.createElement("bdi");
  from.textContent = name === "" ? "no name" : name;
  const head = paragraph(`${file}${written}: `);
  head.append(from);
  const table = document.createElement("table");
  const top = table.createTHead().insertRow();
  for (const title of ["", "New", "Newer in the file", "Nothing new"])
    heading(top, "col", title);
  const body = table.createTBody();
  for (const { title, fresh, changed, same } of areas) {
    if (fresh + changed + same === 0) continue;
    const row = body.insertRow();
    heading(row, "row", title);
    for (const count of [fresh, changed, same])
      row.insertCell().textContent = String(count);
  }
  const odd = areas.filter((area) => area.odd > 0);
  const left = odd.map((area) => `${area.odd} of “${area.title}”`).join(", ");
  const isNothing = sumOf(plan) === 0;
  return [
    head,
    ...(body.rows.length > 0 ? [table] : []),
    ...(odd.length > 0
      ? [paragraph(`Left out, because it cannot be read: ${left}.`)]
      : []),
    isNothing
      ? paragraph("It holds nothing that is not here already.")
      : button(`Take over ${entries(sumOf(plan))}`, onTake),
  ];
}

function heading(row: HTMLTableRowElement, scope: string, text: string): void {
  const cell = document.createElement(text === "" ? "td" : "th");
  if (text !== "") cell.setAttribute("scope", scope);
  cell.textContent = text;
  row.append(cell);
}

function paragraph(text: string): HTMLParagraphElement {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}

function button(text: string, run: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "button primary";
  element.textContent = text;
  element.addEventListener("click", run);
  return element;
}
