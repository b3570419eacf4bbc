import { siteRoot } from "../components/root.ts";
import { duration } from "../course/track.ts";
import { stepsIn } from "../tracks/step-in.ts";
import type { CourseData } from "./course.ts";
import { onFiles } from "./dropped.ts";
import { courseIn, dueNow, standing } from "./standing.ts";
import { onProgress } from "./steps.ts";

/** The overview of what is done, and the ways to take it along: what those need loads when they are used. */
class ProgressPage extends HTMLElement {
  connectedCallback(): void {
    const course = courseIn(this);
    for (const section of this.querySelectorAll<HTMLElement>(
      "[data-figures], [data-file]",
    ))
      section.hidden = false;
    this.#bindTakes();
    onProgress(() => {
      this.#showFigures(course);
      this.#showOpen(course);
      this.#showRows();
    });
    this.dataset["ready"] = "";
  }

  #bindTakes(): void {
    const input = this.querySelector<HTMLInputElement>("[data-import]");
    if (input !== null)
      onFiles(this, input, ([file]) => {
        if (file !== undefined)
          void this.#takes((takes) => void takes.offer(file));
      });
    for (const kind of ["export", "reset"] as const)
      this.querySelector<HTMLFormElement>(
        `form[data-${kind}]`,
      )?.addEventListener("submit", (event) => {
        event.preventDefault();
        void this.#takes((takes) => takes[kind]());
      });
  }

  async #takes(
    use: (takes: ReturnType<typeof import("./takes.ts").takesOf>) => void,
  ): Promise<void> {
    try {
      const { takesOf } = await import("./takes.ts");
      use(takesOf(this));
    } catch {
      const place = this.querySelector("[data-notices]");
      if (place !== null)
        place.textContent =
          "What this needs does not load. Try again when the site can be reached.";
    }
  }

  #showFigures(course: CourseData): void {
    const of = (kind: "lesson" | "exercise") => {
      const all = course.places.filter((place) => place.kind === kind);
      const done = all.filter((place) => standing.state(place) === "done");
      return `${done.length} of ${all.length}`;
    };
    const placesIn = (state: "done" | "begun") =>
      course.places.filter((place) => standing.state(place) === state);
    const minutes = placesIn("done").reduce(
      (sum, place) => sum + place.minutes,
      0,
    );
    const figures = {
      lessons: of("lesson"),
      exercises: of("exercise"),
      begun: String(placesIn("begun").length),
      minutes: duration(minutes),
      due: String(dueNow(course)),
    };
    for (const [figure, text] of Object.entries(figures)) {
      const place = this.querySelector(`[data-figure="${figure}"]`);
      if (place !== null) place.textContent = text;
    }
  }

  #showOpen({ places }: CourseData): void {
    const open = places
      .filter((place) => standing.state(place) === "begun")
      .toSorted((a, b) => standing.at(b) - standing.at(a));
    const section = this.querySelector<HTMLElement>("[data-open]");
    if (section !== null) section.hidden = open.length === 0;
    this.querySelector("[data-open-list]")?.replaceChildren(
      ...open.map((place) => {
        const link = document.createElement("a");
        link.href = new URL(`${place.kind}s/${place.id}/`, siteRoot()).href;
        link.textContent = place.title;
        const row = document.createElement("li");
        const at = standing.at(place);
        row.append(link, ` ${at === 0 ? "" : `last on ${dayOf(at)}`}`);
        return row;
      }),
    );
  }

  #showRows(): void {
    for (const row of this.querySelectorAll<HTMLElement>("[data-minutes]")) {
      const steps = stepsIn(row.dataset["steps"]);
      const minutes = (row.dataset["minutes"] ?? "").split(",").map(Number);
      const isDone = steps.map((step) => standing.state(step) === "done");
      const done = isDone.filter(Boolean).length;
      const left = minutes.reduce(
        (sum, each, at) => (isDone[at] === true ? sum : sum + each),
        0,
      );
      const gauge = row.querySelector("progress");
      if (gauge !== null) gauge.value = done;
      const words = row.querySelector("[data-done]");
      if (words !== null)
        words.textContent = `${done} of ${steps.length} steps`;
      const rest = row.querySelector("[data-left]");
      if (rest !== null)
        rest.textContent = left === 0 ? "✓ Done" : `${duration(left)} left`;
    }
  }
}

function dayOf(at: number): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" }).format(at);
}

customElements.define("progress-page", ProgressPage);
