import type { Session } from "../progress/practice.ts";
import {
  matching,
  MOCK_MINUTES,
  planDue,
  planMock,
  planTopics,
  stepFor,
  type Past,
  type Wish,
} from "./plan.ts";
import type { Listed } from "./scenario.ts";
import { count } from "./count.ts";

/** What a session is chosen from, as it is now. */
export interface Choosable {
  readonly listed: Listed;
  readonly past: Past;
  /** The cards that are due, as `scenario/criterion`. */
  due(): readonly string[];
}

/** The form in which a session is chosen. The address may ask: `?due`, `?mock`, `?scenario=ID`, `?module=m5`. */
export function bindChoice(
  form: HTMLFormElement,
  from: Choosable,
  start: (session: Pick<Session, "mode" | "steps">) => void,
): () => void {
  const asked = new URLSearchParams(location.search);
  const own = from.listed.scenarios.find(
    ({ id }) => id === asked.get("scenario"),
  );
  for (const shown of form.querySelectorAll<HTMLElement>("[data-own]")) {
    shown.hidden = own === undefined;
    const title = shown.querySelector("[data-own-title]");
    if (title !== null) title.textContent = own?.title ?? "";
  }
  const mode = own ? "own" : ["due", "mock"].find((name) => asked.has(name));
  check(form, "mode", mode === undefined ? [] : [mode]);
  check(form, "module", asked.getAll("module"));
  const draw = (): void => {
    const chosen = modeIn(form);
    for (const part of form.querySelectorAll<HTMLElement>("[data-for]"))
      part.hidden = !(part.dataset["for"] ?? "").split(" ").includes(chosen);
    const due = from.due().length;
    const dueCount = form.querySelector("[data-due-count]");
    if (dueCount !== null)
      dueCount.textContent = due === 0 ? "nothing now" : `${due} now`;
    const found = matching(from.listed.scenarios, wishIn(form)).length;
    const says =
      chosen === "due"
        ? due === 0
          ? "Nothing is due. Practise a scenario: what you mark comes back here."
          : `${count(due, "criterion", "criteria")}, about a minute each.`
        : chosen === "own"
          ? `About ${own?.minutes ?? 0} minutes and a follow-up.`
          : found === 0
            ? "No scenario answers to that. Take a topic or the level away."
            : chosen === "mock"
              ? `About ${MOCK_MINUTES} minutes, from ${count(found, "scenario")}.`
              : `${count(found, "scenario")} to choose from; what you practised longest ago comes first.`;
    const said = form.querySelector("[data-says]");
    if (said !== null) said.textContent = says;
    const button = form.querySelector<HTMLButtonElement>("[data-start]");
    if (button !== null)
      button.disabled =
        chosen === "due" ? due === 0 : chosen !== "own" && found === 0;
  };
  form.addEventListener("change", draw);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = modeIn(form);
    const wish = wishIn(form);
    const plan =
      chosen === "due"
        ? planDue(from.due(), wish.minutes)
        : chosen === "mock"
          ? planMock(from.listed, wish, from.past, Math.random)
          : chosen === "own" && own !== undefined
            ? [stepFor(own, 1)]
            : planTopics(from.listed.scenarios, wish, from.past, Math.random);
    if (plan.length === 0) return;
    start({
      mode: chosen === "due" || chosen === "mock" ? chosen : "topics",
      steps: plan,
    });
  });
  draw();
  return draw;
}

function modeIn(form: HTMLFormElement): string {
  return textsIn(form, "mode")[0] ?? "topics";
}

function wishIn(form: HTMLFormElement): Wish {
  return {
    modules: textsIn(form, "module"),
    kinds: textsIn(form, "kind"),
    level: textsIn(form, "level")[0] ?? "",
    minutes: Number(textsIn(form, "minutes")[0] ?? MOCK_MINUTES),
  };
}

function textsIn(form: HTMLFormElement, name: string): readonly string[] {
  return new FormData(form)
    .getAll(name)
    .filter((value) => typeof value === "string");
}

function check(
  form: HTMLFormElement,
  name: string,
  values: readonly string[],
): void {
  for (const input of form.querySelectorAll<HTMLInputElement>(
    `input[name="${name}"]`,
  ))
    if (values.includes(input.value)) input.checked = true;
}
