/** What is searched for is cut, in characters: each word of it is looked for in every rule. */
const MOST_TEXT = 200;

/** Narrows the list of rules to what is asked for; the address keeps the question, so that it can be shared. */
function start(form: HTMLFormElement): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-rule]")];
  const groups = [...document.querySelectorAll<HTMLElement>("[data-group]")];
  const count = form.querySelector<HTMLElement>("[data-count]");
  const none = document.querySelector<HTMLElement>("[data-none]");
  const [text, severity] = [field(form, "q"), field(form, "severity")];

  const narrow = (): void => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const said = (row.textContent + row.dataset["rule"]).toLowerCase();
      const matches =
        words.every((word) => said.includes(word)) &&
        (severity.value === "" || row.dataset["severity"] === severity.value);
      row.hidden = !matches;
      if (matches) shown++;
    }
    for (const group of groups)
      group.hidden = group.querySelector("[data-rule]:not([hidden])") === null;
    if (none !== null) none.hidden = shown > 0;
    if (count !== null) count.textContent = `${shown} of ${rows.length} rules`;
  };

  const asked = new URLSearchParams(location.search);
  for (const input of [text, severity]) {
    input.value = (asked.get(input.name) ?? "").slice(0, MOST_TEXT);
    // A value that a select does not have leaves it without one.
    if (input instanceof HTMLSelectElement && input.selectedIndex === -1)
      input.selectedIndex = 0;
  }
  form.addEventListener("input", () => {
    narrow();
    const address = new URL(location.href);
    for (const { name, value } of [text, severity])
      if (value === "") address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    history.replaceState(history.state, "", address);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow();
}

function field(
  form: HTMLFormElement,
  name: string,
): HTMLInputElement | HTMLSelectElement {
  const input = form.elements.namedItem(name);
  if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement)
    return input;
  throw new Error(`The form has no field "${name}".`);
}

const form = document.querySelector<HTMLFormElement>("[data-rule-filter]");
if (form !== null) start(form);
