import { noticesIn, type Notices } from "../exercise/notices.ts";
import { attemptAt, hasPassed } from "../progress/attempts.ts";
import { cardId, cards, dueOf } from "../progress/cards.ts";
import {
  practice,
  practisedOf,
  underWay,
  withSession,
  type Session,
} from "../progress/practice.ts";
import { storageProblem } from "../progress/storage.ts";
import { STORAGE_WORDS } from "../progress/storage-words.ts";
import { bindChoice, type Choosable } from "./choose.ts";
import { now } from "../progress/clock.ts";
import { count } from "./count.ts";
import type { Listed } from "./scenario.ts";

/** Practice for interviews, over the form that the server wrote: a session is chosen, or goes on where it stopped. */
class InterviewPractice extends HTMLElement {
  #listed: Listed = { scenarios: [], exercises: [] };
  #notices: Notices | undefined;
  #drawChoice = (): void => {};

  connectedCallback(): void {
    // Written into the page by our own build.
    this.#listed = JSON.parse(
      this.querySelector("[data-listed]")?.textContent ??
        '{"scenarios":[],"exercises":[]}',
    );
    const form = this.querySelector<HTMLFormElement>("[data-choice]");
    const place = this.querySelector<HTMLElement>("[data-notices]");
    if (form === null || place === null) return;
    const notices = noticesIn(place);
    this.#notices = notices;
    storageProblem.subscribe((problem) => {
      if (problem !== undefined)
        notices.show("storage", STORAGE_WORDS[problem]);
    });
    this.#drawChoice = bindChoice(form, this.#choosable(), (chosen) =>
      this.#begin(chosen),
    );
    addEventListener("pageshow", () => this.#drawChoice());
    const [id] = underWay(practice.get()) ?? [];
    // A link that asks for something is not answered by a session from before.
    if (id === undefined || location.search !== "") this.#choose();
    else void this.#open(id, false);
  }

  #choosable(): Choosable {
    const ids = this.#listed.scenarios.flatMap((scenario) =>
      scenario.criteria.map((criterion) => cardId(scenario.id, criterion)),
    );
    return {
      listed: this.#listed,
      due: () => dueOf(cards.get(), ids, now()),
      past: {
        practisedAt: (scenario) =>
          Date.parse(practisedOf(practice.get(), scenario)?.at ?? "") || 0,
        hasPassed: (exercise) => hasPassed(attemptAt(exercise).get()),
      },
    };
  }

  #begin({ mode, steps }: Pick<Session, "mode" | "steps">): void {
    const at = new Date(now()).toISOString();
    const id = `session/${at}`;
    const session: Session = {
      kind: "session",
      mode,
      steps,
      hidesTimer: false,
      ended: false,
      at,
    };
    practice.set(withSession(practice.get(), id, session));
    // What the address asked for is answered: a reload goes on with the session.
    history.replaceState(history.state, "", location.pathname);
    void this.#open(id, true);
  }

  async #open(id: string, isAsked: boolean): Promise<void> {
    const place = this.querySelector<HTMLElement>("[data-session]");
    const notices = this.#notices;
    if (place === null || notices === undefined) return;
    this.#show("session");
    try {
      const { SessionView } = await import("./session.ts");
      const view = new SessionView(place, id, this.#listed, notices, () => {
        this.#choose();
        this.querySelector<HTMLElement>("[data-choice-heading]")?.focus();
      });
      await (isAsked ? view.goThere() : view.draw());
    } catch {
      place.textContent =
        "Practice did not load. What you have written is kept: reload the page to go on.";
    }
  }

  #choose(): void {
    this.#drawChoice();
    this.#listEarlier();
    this.#show("choice");
  }

  #show(what: "choice" | "session"): void {
    for (const part of this.querySelectorAll<HTMLElement>("[data-part]"))
      part.hidden = part.dataset["part"] !== what;
  }

  /** The sessions that were begun: the way on in those that have not ended, to the scorecard of the others. */
  #listEarlier(): void {
    const section = this.querySelector<HTMLElement>("[data-earlier]");
    const list = section?.querySelector("ul");
    if (!section || !list) return;
    const begun = Object.entries(practice.get())
      .flatMap(([id, entry]): [string, Session][] =>
        entry.kind === "session" ? [[id, entry]] : [],
      )
      .toSorted(([, a], [, b]) => Date.parse(b.at) - Date.parse(a.at));
    section.hidden = begun.length === 0;
    list.replaceChildren(
      ...begun.map(([id, { at, steps, ended }]) => {
        const row = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.className = "line";
        button.textContent = `${ended ? "Scorecard" : "Go on with the session"} of ${new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}`;
        button.addEventListener("click", () => void this.#open(id, true));
        row.append(button, ` ${count(steps.length, "question")}`);
        return row;
      }),
    );
  }
}

customElements.define("interview-practice", InterviewPractice);
