import { siteRoot } from "../components/root.ts";
import { onProgress } from "./steps.ts";
import { resume, type Course, type Place } from "./resume.ts";
import { courseIn, dueNow, standing } from "./standing.ts";

/** Where a returning reader goes on; hidden for a new one, for whom `[data-newcomer]` stands in the page. */
class GoOn extends HTMLElement {
  #end: (() => void) | undefined;

  connectedCallback(): void {
    const course = courseIn(this);
    this.#end = onProgress(() => {
      this.#show(course, dueNow(course));
    });
  }

  disconnectedCallback(): void {
    this.#end?.();
  }

  #show(course: Course, due: number): void {
    const found = resume(course, standing);
    const isNew = found.kind === "nothing" && due === 0;
    this.hidden = isNew;
    for (const other of document.querySelectorAll<HTMLElement>(
      "[data-newcomer]",
    ))
      other.hidden = !isNew;
    const place =
      found.kind === "begun" || found.kind === "next" ? found.place : undefined;
    this.#say("why", found.kind === "begun" ? "Where you stopped" : "Next");
    this.#say(
      "title",
      place?.title ??
        (found.kind === "all"
          ? "Every lesson is read, every exercise passed"
          : "The course"),
    );
    this.#say(
      "note",
      place === undefined
        ? ""
        : [
            place.kind === "lesson" ? "Lesson" : "Exercise",
            `${place.minutes} min`,
            ...(found.kind === "next" && found.track !== undefined
              ? [`next in “${found.track}”`]
              : []),
          ].join(" · "),
    );
    const go = this.querySelector<HTMLAnchorElement>("[data-go]");
    if (go !== null) {
      go.href = hrefOf(place);
      go.textContent =
        place === undefined
          ? "To the course"
          : found.kind === "begun"
            ? "Go on"
            : place.kind === "lesson"
              ? "Read it"
              : "Begin it";
    }
    this.#say("due-words", `${due} interview card${due === 1 ? "" : "s"}`);
    this.#toggle("due", due > 0);
    this.#showNext(course, found.kind === "begun" ? found.place : undefined);
  }

  /** What comes after the exercise that is begun. */
  #showNext(course: Course, begun: Place | undefined): void {
    const after =
      begun &&
      resume(course, {
        at: (step) =>
          step.id === begun.id && step.kind === begun.kind
            ? Number.POSITIVE_INFINITY
            : standing.at(step),
        state: (step) =>
          step.id === begun.id && step.kind === begun.kind
            ? "done"
            : standing.state(step),
      });
    const next = after?.kind === "next" ? after : undefined;
    this.#toggle("next", next !== undefined);
    if (next === undefined) return;
    this.#say("next-of", `Then${next.track ? `, in “${next.track}”` : ""}`);
    this.#say("next-title", next.place.title);
    const link = this.querySelector<HTMLAnchorElement>("[data-next-title]");
    if (link !== null) link.href = hrefOf(next.place);
  }

  #say(name: string, text: string): void {
    const place = this.querySelector(`[data-${name}]`);
    if (place !== null) place.textContent = text;
  }

  #toggle(name: string, isShown: boolean): void {
    const place = this.querySelector<HTMLElement>(`[data-${name}]`);
    if (place !== null) place.hidden = !isShown;
  }
}

function hrefOf(place: Place | undefined): string {
  return new URL(
    place === undefined ? "lessons/" : `${place.kind}s/${place.id}/`,
    siteRoot(),
  ).href;
}

customElements.define("go-on", GoOn);
