import { lessonsRead, markRead } from "../progress/lessons.ts";

/** The questions of a lesson: once each is answered rightly, or the reader says so, the lesson is complete. */
class LessonQuestions extends HTMLElement {
  connectedCallback(): void {
    const lesson = this.dataset["lesson"] ?? "";
    const button = this.querySelector<HTMLButtonElement>("[data-read]");
    const done = this.querySelector("[data-done]");
    lessonsRead.subscribe((read) => {
      const isRead = Object.hasOwn(read, lesson);
      if (button !== null) button.hidden = isRead;
      if (done !== null) done.textContent = isRead ? "✓ Read" : "";
    });
    button?.addEventListener("click", () => markRead(lesson));
    this.addEventListener("change", () => {
      const questions = [...this.querySelectorAll("[data-question]")];
      if (questions.every((each) => each.querySelector(":checked") !== null))
        markRead(lesson);
    });
  }
}

customElements.define("lesson-questions", LessonQuestions);
