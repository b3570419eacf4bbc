import { cards, dueOf } from "../progress/cards.ts";
import { practice, underWay } from "../progress/practice.ts";
import { now } from "../progress/clock.ts";

/** How many criteria of each scenario, and of all together, are due; and whether a session is under way. */
function show(): void {
  const due = (names: string | undefined): number =>
    dueOf(cards.get(), (names ?? "").split(" "), now()).length;
  for (const mark of document.querySelectorAll<HTMLElement>("[data-due]")) {
    const count = due(mark.dataset["due"]);
    mark.hidden = count === 0;
    mark.textContent = `${count} due`;
  }
  const practise = document.querySelector("[data-practise]");
  if (practise !== null)
    practise.textContent =
      underWay(practice.get()) === undefined
        ? "Practise"
        : "Go on with your session";
  const link = document.querySelector<HTMLElement>("[data-due-link]");
  if (link === null) return;
  const count = due(link.dataset["cards"]);
  link.hidden = count === 0;
  link.textContent = `${count} due now`;
}

cards.subscribe(show);
// Going back shows a page as it was left.
addEventListener("pageshow", show);
