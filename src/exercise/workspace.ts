import { render } from "lit/html.js";
import {
  BUILDS,
  type Exercise,
  type NamedAnswer,
} from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import type { Files, Range } from "../../checks/files.ts";
import { attemptAt, type Attempt } from "../progress/attempts.ts";
import { choose, settings } from "../progress/settings.ts";
import { storageProblem } from "../progress/storage.ts";
import { siteRoot } from "../components/root.ts";
import { announcement } from "./announce.ts";
import { moveLoadLine } from "./load-line.ts";
import { graderFor, type Grader } from "./grading.ts";
import { marksOf } from "./marks.ts";
import { mayBeRich, paneOf, type Pane } from "./pane.ts";
import { headline, panel } from "./panel.ts";
import { bindTabs } from "./tabs.ts";

/** How long after the last change the draft is written, in milliseconds. */
const DRAFT_DELAY = 400;
/** How long after the last grade it is said aloud: not at every key. */
const SAY_DELAY = 1200;

/** The workspace of one exercise, over the HTML the server wrote. */
class ExerciseWorkspace extends HTMLElement {
  private exercise: Exercise | undefined;
  private attempt: ReturnType<typeof attemptAt> | undefined;
  private grader: Grader | undefined;
  private panes: readonly Pane[] = [];
  private grade: Grade | undefined;
  /** Whether findings are marked: once the learner has edited or asked. */
  private marking = false;
  private draftTimer: ReturnType<typeof setTimeout> | undefined;
  private sayTimer: ReturnType<typeof setTimeout> | undefined;
  private said: Grade | undefined;
  /** Links to the lessons behind the goals, as the server wrote them. */
  private lessons: readonly Node[] = [];

  connectedCallback(): void {
    const text = this.querySelector("[data-exercise]")?.textContent;
    if (text === undefined || this.exercise !== undefined) return;
    // Written into the page by our own build.
    const exercise: Exercise = JSON.parse(text);
    this.exercise = exercise;
    this.attempt = attemptAt(exercise.id);
    const { files } = this.attempt.get();
    this.marking = files !== undefined;
    this.panes = [...this.querySelectorAll<HTMLElement>("[data-pane]")].map(
      (element) =>
        paneOf(element, this.textAt(element.dataset["pane"] ?? ""), {
          onInput: () => this.onInput(),
          onEditor: () => this.onEditor(),
        }),
    );
    this.lessons = [
      ...(this.querySelector<HTMLTemplateElement>("[data-lessons]")?.content
        .childNodes ?? []),
    ];
    this.grader = graderFor(
      exercise,
      (grade, complete) => this.onGrade(grade, complete),
      () =>
        this.notify("The grader does not load. Reload the page to try again."),
    );
    bindTabs(this);
    this.bindActions();
    addEventListener("pagehide", this.flush);
    storageProblem.subscribe((problem) => {
      if (problem === "full")
        this.notify(
          "This browser's storage is full: what you type is kept until the page is closed.",
        );
      else if (problem === "blocked")
        this.notify(
          "This browser keeps nothing for this site: what you type is lost when the page is closed. Everything else works.",
        );
    });
    this.dataset["ready"] = "";
    this.grader.ask(this.files());
    if (settings.get().editor === "rich" && mayBeRich())
      void this.useRichEditor();
  }

  disconnectedCallback(): void {
    this.flush();
    removeEventListener("pagehide", this.flush);
    this.grader?.stop();
  }

  /** The learner's files as they stand. */
  private files(): Files {
    return Object.fromEntries(this.panes.map(({ path, text }) => [path, text]));
  }

  private textAt(path: string): string {
    const draft = this.attempt?.get().files;
    const files = draft ?? this.exercise?.starter ?? {};
    return (Object.hasOwn(files, path) ? files[path] : undefined) ?? "";
  }

  private onInput(): void {
    const files = this.files();
    this.grader?.ask(files);
    clearTimeout(this.draftTimer);
    if (!this.hasChanged(files)) return;
    this.marking = true;
    this.draftTimer = setTimeout(this.flush, DRAFT_DELAY);
  }

  /** Whether the files differ from what is kept, or from the starter where nothing is. */
  private hasChanged(files: Files): boolean {
    return Object.entries(files).some(
      ([path, text]) => text !== this.textAt(path),
    );
  }

  private readonly flush = (): void => {
    clearTimeout(this.draftTimer);
    const files = this.files();
    if (this.hasChanged(files)) this.change({ files });
  };

  private change(change: Partial<Attempt>): void {
    const { attempt } = this;
    attempt?.set({ ...attempt.get(), ...change });
  }

  private onGrade(newest: Grade, complete: boolean): void {
    const grade = complete ? newest : withBuildOf(newest, this.grade);
    this.grade = grade;
    // The first grade is the state at the start: there to be read, not news.
    this.said ??= grade;
    const { met, passed } = this.attemptNow();
    const newlyMet = grade.goals
      .filter(({ id, state }) => state === "met" && !met.includes(id))
      .map(({ id }) => id);
    if (newlyMet.length > 0) this.change({ met: [...met, ...newlyMet] });
    if (grade.passed && this.marking) {
      const files = this.files();
      const same = JSON.stringify(files) === JSON.stringify(passed);
      if (!same) this.change({ passed: files });
    }
    this.draw();
    clearTimeout(this.sayTimer);
    this.sayTimer = setTimeout(() => this.say(), SAY_DELAY);
  }

  private attemptNow(): Attempt {
    if (this.attempt === undefined) throw new Error("not connected");
    return this.attempt.get();
  }

  private draw(): void {
    const { exercise, grade } = this;
    const target = this.querySelector<HTMLElement>("[data-panel]");
    if (exercise === undefined || grade === undefined || target === null)
      return;
    // What the server wrote gives way to the living panel.
    if (target.dataset["live"] === undefined) {
      target.replaceChildren();
      target.dataset["live"] = "";
    }
    render(
      panel(
        exercise,
        grade,
        this.attemptNow(),
        {
          openHint: (goal) => this.openHint(goal),
          goTo: (range) => this.goTo(range),
        },
        this.lessons,
      ),
      target,
    );
    moveLoadLine(this, grade);
    const head = this.querySelector("[data-headline]");
    if (head !== null) head.textContent = headline(exercise, grade);
    this.toggleAttribute("data-passed", grade.passed);
    this.mark();
    this.updateSolution();
  }

  private mark(): void {
    const { exercise, grade } = this;
    if (exercise === undefined || grade === undefined) return;
    for (const pane of this.panes)
      pane.mark(
        this.marking
          ? marksOf(grade.findings, pane.path, exercise, this.attemptNow())
          : [],
      );
  }

  private say(): void {
    const { exercise, grade } = this;
    const live = this.querySelector("[data-say]");
    if (exercise === undefined || grade === undefined || live === null) return;
    if (this.said === undefined) return;
    const text = announcement(exercise, this.said, grade);
    if (text !== "") live.textContent = text;
    this.said = grade;
  }

  private openHint(goal: string): void {
    const { hints } = this.attemptNow();
    this.change({ hints: { ...hints, [goal]: (hints[goal] ?? 0) + 1 } });
    this.draw();
  }

  private goTo({ start }: Range): void {
    const pane = this.panes.find(({ path }) => path === "Dockerfile");
    this.querySelector<HTMLElement>("[data-tab='Dockerfile']")?.click();
    pane?.reveal(start.line, start.column);
  }

  private notify(text: string): void {
    const notice = this.querySelector<HTMLElement>("[data-notice]");
    if (notice === null) return;
    notice.textContent = text;
    notice.hidden = false;
  }

  private bindActions(): void {
    const on = (action: string, run: () => void): void =>
      this.querySelector(`[data-action="${action}"]`)?.addEventListener(
        "click",
        run,
      );
    on("check", () => this.check());
    on("editor", () => this.switchEditor());
    on("reset", () => this.askReset(true));
    on("reset-no", () => this.askReset(false));
    on("reset-yes", () => this.reset());
    on("solution", () => void this.showSolution());
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.hasAttribute("data-asking-reset"))
        this.askReset(false);
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.check();
    });
  }

  /** Marks what is found, and goes to the first problem. */
  private check(): void {
    this.marking = true;
    this.draw();
    const first =
      this.grade?.keeps.find(({ state }) => state !== "kept") ??
      this.grade?.goals.find(({ state }) => state !== "met");
    if (first?.range !== undefined) this.goTo(first.range);
    const live = this.querySelector("[data-say]");
    if (live !== null && first !== undefined) live.textContent = first.reason;
  }

  private switchEditor(): void {
    if (this.panes.some(({ isRich }) => isRich)) {
      choose({ editor: "plain" });
      for (const pane of this.panes) pane.simplify();
      return;
    }
    choose({ editor: "rich" });
    void this.useRichEditor(true);
  }

  private async useRichEditor(takeFocus = false): Promise<void> {
    const active = this.querySelector<HTMLElement>("[data-pane]:not([hidden])")
      ?.dataset["pane"];
    const done = await Promise.all(
      this.panes.map((pane) =>
        pane.enrich(
          takeFocus && pane.path === active ? "asked, with focus" : "asked",
        ),
      ),
    );
    if (done.includes(false))
      this.notify(
        "The rich editor does not load. The plain field does all it does.",
      );
  }

  private onEditor(): void {
    this.mark();
    const button = this.querySelector("[data-action='editor']");
    const rich = this.panes.some(({ isRich }) => isRich);
    if (button !== null)
      button.textContent = rich ? "Plain field" : "Rich editor";
  }

  private askReset(asking: boolean): void {
    this.toggleAttribute("data-asking-reset", asking);
    this.querySelector<HTMLElement>(
      `[data-action="${asking ? "reset-no" : "reset"}"]`,
    )?.focus();
  }

  private reset(): void {
    const before = this.files();
    const starter = this.exercise?.starter ?? {};
    this.putFiles(starter);
    this.askReset(false);
    const notice = this.querySelector<HTMLElement>("[data-notice]");
    if (notice === null) return;
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "line";
    undo.textContent = "Undo";
    undo.addEventListener("click", () => {
      this.putFiles(before);
      notice.hidden = true;
      this.panes[0]?.focus();
    });
    notice.replaceChildren("Everything is as it was at the start. ", undo);
    notice.hidden = false;
    undo.focus();
  }

  private putFiles(files: Files): void {
    for (const pane of this.panes)
      pane.replace(
        (Object.hasOwn(files, pane.path) ? files[pane.path] : undefined) ?? "",
      );
    this.flush();
    this.grader?.ask(this.files());
  }

  private updateSolution(): void {
    const button = this.querySelector<HTMLButtonElement>(
      "[data-action='solution']",
    );
    if (button !== null) button.disabled = !this.maySeeSolution();
  }

  /** After passing once, or when the hints of every open goal are used up. */
  private maySeeSolution(): boolean {
    const { hints, passed } = this.attemptNow();
    const open = this.grade?.goals.filter(({ state }) => state !== "met") ?? [];
    return (
      passed !== undefined ||
      (open.length > 0 && open.every(({ id }) => (hints[id] ?? 0) >= 3))
    );
  }

  private async showSolution(): Promise<void> {
    const dialog = this.querySelector<HTMLDialogElement>("[data-solution]");
    const body = dialog?.querySelector<HTMLElement>("[data-comparison]");
    const { exercise } = this;
    if (!dialog || !body || exercise === undefined) return;
    const [{ comparison }, answers] = await Promise.all([
      import("./diff.ts"),
      answersTo(exercise.id),
    ]).catch(() => [{ comparison: undefined }, undefined] as const);
    if (comparison === undefined || answers === undefined) {
      this.notify(
        "The solution does not load. Try again when the site can be reached.",
      );
      return;
    }
    const show = (chosen: number): void => {
      render(comparison(this.files(), answers, chosen, show), body);
    };
    show(0);
    dialog.showModal();
  }
}

/** A grade that does not know yet whether the answer builds, with what was known of it before. */
function withBuildOf(grade: Grade, before: Grade | undefined): Grade {
  const build = before?.keeps.find(({ id }) => id === BUILDS);
  return build === undefined
    ? grade
    : {
        ...grade,
        keeps: grade.keeps.map((keep) => (keep.id === BUILDS ? build : keep)),
      };
}

/** The sound answers, loaded when they are asked for. */
async function answersTo(exercise: string): Promise<readonly NamedAnswer[]> {
  const url = new URL(`exercises/${exercise}/answers.json`, siteRoot());
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname} does not load.`);
  // Written by our own build.
  const answers: readonly NamedAnswer[] = await response.json();
  return answers;
}

customElements.define("exercise-workspace", ExerciseWorkspace);
