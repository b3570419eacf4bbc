import { render } from "lit/html.js";
import type { Grade } from "../../checks/exercise/grade.ts";
import type { Files, Range } from "../../checks/files.ts";
import { choose, settings } from "../progress/settings.ts";
import { storageProblem } from "../progress/storage.ts";
import { STORAGE_WORDS } from "../progress/storage-words.ts";
import { bindActions } from "./actions.ts";
import { Announcer } from "./announce.ts";
import { answersTo, maySeeAnswers } from "./answers.ts";
import { sameFiles } from "./draft.ts";
import { moveLoadLine } from "./load-line.ts";
import { marksOf } from "./marks.ts";
import { PassingMoment } from "./moment.ts";
import { mayBeRich } from "./pane.ts";
import { headline, panel } from "./panel.ts";
import { partsOf, type Parts } from "./parts.ts";
import { nextGoal, reached } from "./problems.ts";
import { setText } from "./set-text.ts";
import { settled } from "./settled.ts";

/** The workspace of one exercise, over the HTML the server wrote. */
export class ExerciseWorkspace extends HTMLElement {
  private parts: Parts | undefined;
  private grade: Grade | undefined;
  /** Whether findings are marked: once the learner has edited or asked. */
  private marking = false;
  private readonly announcer = new Announcer();
  private readonly moment = new PassingMoment();

  connectedCallback(): void {
    if (this.parts !== undefined) return;
    const parts = partsOf(this, {
      onInput: () => this.onInput(),
      onEditor: () => this.onEditor(),
      onGrade: (grade, pending) =>
        this.onGrade(settled(grade, pending, this.grade), pending.length > 0),
      onConflict: () =>
        void interruptions().then(({ tellConflict }) => tellConflict(this)),
      goTo: (range) => this.goTo(range),
    });
    if (parts === undefined) return;
    this.parts = parts;
    const { draft, files, grader, notices } = parts;
    this.marking = draft.attempt.files !== undefined;
    const section = this.querySelector<HTMLElement>("[data-files]");
    if (section !== null && matchMedia("(pointer: coarse)").matches)
      void import("./key-row.ts").then(({ bindKeyRow }) => bindKeyRow(section));
    bindActions(this);
    storageProblem.subscribe((problem) => {
      const told = problem && STORAGE_WORDS[problem];
      if (told !== undefined) notices.show("storage", told);
    });
    this.dataset["ready"] = "";
    if (draft.isOutdated)
      void interruptions().then(({ tellOutdated }) => tellOutdated(this));
    this.onHash();
    addEventListener("hashchange", this.onHash);
    const atStart = this.querySelector("[data-at-start]")?.textContent;
    // Worked out by our own build, so that nothing waits for the worker.
    if (draft.attempt.files === undefined && atStart !== undefined)
      this.onGrade(JSON.parse(atStart), true);
    else grader.ask(files.current);
    if (settings.get().editor === "rich" && mayBeRich())
      void this.useRichEditor();
  }

  disconnectedCallback(): void {
    removeEventListener("hashchange", this.onHash);
    this.parts?.draft.stop();
    this.parts?.grader.stop();
  }

  /** The parts of a workspace that lives; nothing of it is called before. */
  get living(): Parts {
    if (this.parts === undefined) throw new Error("not connected");
    return this.parts;
  }

  /** The newest grade. */
  get newest(): Grade | undefined {
    return this.grade;
  }

  /** Puts files into the editors, without touching what is kept. */
  show(files: Files): void {
    const { files: own, grader } = this.living;
    this.marking = true;
    own.put(files);
    grader.ask(own.current);
  }

  /** Makes files the learner's draft; the draft before it is saved, and can be brought back. */
  replaceDraft(files: Files, told: string): void {
    const { draft, notices, files: own } = this.living;
    const before = own.current;
    draft.save("draft", before);
    this.show(files);
    draft.flush();
    notices.show("replaced", told, {
      label: "Undo",
      run: () => {
        this.show(before);
        draft.flush();
        own.focus();
      },
    });
    this.querySelector<HTMLElement>("[data-notice=replaced] button")?.focus();
  }

  /** Marks what is found, and goes to the first problem: what is lost before what is open. */
  check(): void {
    const { grade } = this;
    if (grade === undefined) return;
    this.startMarking();
    const first =
      grade.keeps.find(({ state }) => state !== "kept") ??
      nextGoal(this.living.exercise, grade);
    this.living.views.show(
      first?.range === undefined || grade.passed ? "result" : "files",
    );
    if (first?.range !== undefined) this.goTo(first.range);
    this.tell(first?.reason ?? headline(this.living.exercise, grade));
  }

  /** Goes to the next problem of the file, or the one before, and says it. */
  goBeside(direction: "next" | "previous"): void {
    if (!this.marking) {
      // The marks come with the next grade.
      this.addEventListener("graded", () => this.goBeside(direction), {
        once: true,
      });
      this.startMarking();
      return;
    }
    const mark = this.living.files.goBeside(direction);
    this.tell(mark?.message ?? "No problem is known in this file.");
  }

  /** Marks findings from now on. */
  private startMarking(): void {
    if (this.marking) return;
    this.marking = true;
    // What the build says of the starter comes without the findings.
    this.living.grader.ask(this.living.files.current);
    this.draw();
  }

  switchEditor(): void {
    const { files } = this.living;
    choose({ editor: files.isRich ? "plain" : "rich" });
    if (files.isRich) files.simplify();
    else void this.useRichEditor(true);
  }

  /** Opens the sound answers beside the learner's own, where they may be seen. */
  async compareWithAnswers(): Promise<void> {
    const { exercise, files, notices } = this.living;
    const loaded = await Promise.all([
      import("./compare.ts"),
      answersTo(exercise.id),
    ]).catch(() => undefined);
    if (loaded === undefined) {
      notices.show(
        "answers",
        "The solution does not load. Try again when the site can be reached.",
      );
      return;
    }
    const [{ openComparison }, answers] = loaded;
    openComparison(this, "Beside yours", files.current, answers);
  }

  /** Says something to those who hear the page. */
  tell(text: string): void {
    const live = this.querySelector("[data-say]");
    if (live !== null) live.textContent = text;
  }

  private readonly onHash = (): void => {
    if (location.hash.startsWith("#answer="))
      void interruptions().then(({ openShared }) => openShared(this));
  };

  private onInput(): void {
    const { draft, files, grader, notices } = this.living;
    grader.ask(files.current);
    if (sameFiles(files.current, draft.kept)) return;
    this.marking = true;
    if (draft.isVisiting) {
      draft.leave(true);
      notices.show(
        "shared",
        "The answer of the link is yours now. What you had is under Saved answers.",
      );
    }
    draft.typed();
  }

  private onGrade(grade: Grade, isPending: boolean): void {
    this.grade = grade;
    const { draft, exercise, files } = this.living;
    if (!draft.isVisiting) {
      const { met } = draft.attempt;
      const newlyMet = reached(exercise, grade).filter(
        (id) => !met.includes(id),
      );
      if (newlyMet.length > 0) draft.change({ met: [...met, ...newlyMet] });
    }
    if (grade.passed && !isPending && this.marking)
      void this.moment
        .celebrate(this, grade, files.current)
        .then((isNew) => isNew && this.draw());
    this.draw();
    this.living.happens.show(files.current);
    this.dispatchEvent(new Event("graded"));
    this.announcer.hear(exercise, grade, (text) => this.tell(text));
  }

  private draw(): void {
    const { grade } = this;
    const target = this.querySelector<HTMLElement>("[data-panel]");
    if (grade === undefined || target === null) return;
    const { exercise, draft } = this.living;
    // What the server wrote gives way to the living panel.
    if (target.dataset["live"] === undefined) {
      target.replaceChildren();
      target.dataset["live"] = "";
    }
    render(
      panel(
        exercise,
        grade,
        draft.attempt,
        {
          openHint: (goal) => this.openHint(goal),
          goTo: (range, path) => this.goTo(range, path),
        },
        { moment: this.moment.body, marking: this.marking },
      ),
      target,
    );
    moveLoadLine(this, grade);
    setText(this.querySelector("[data-headline]"), headline(exercise, grade));
    this.toggleAttribute("data-passed", grade.passed);
    this.mark();
    const solution = this.querySelector<HTMLButtonElement>(
      "[data-action='solution']",
    );
    if (solution !== null)
      solution.disabled = !maySeeAnswers(grade, draft.attempt);
  }

  private mark(): void {
    const { grade, marking } = this;
    const { files, exercise, draft } = this.living;
    files.mark((path) =>
      marking && grade !== undefined
        ? marksOf(grade.findings, path, exercise, draft.attempt)
        : [],
    );
  }

  private openHint(goal: string): void {
    const { draft } = this.living;
    const { hints } = draft.attempt;
    draft.change({ hints: { ...hints, [goal]: (hints[goal] ?? 0) + 1 } });
    this.draw();
  }

  private goTo(range: Range, path = "Dockerfile"): void {
    this.living.views.show("files");
    this.living.files.goTo(range, path);
  }

  private async useRichEditor(takeFocus = false): Promise<void> {
    const { files, notices } = this.living;
    if (!(await files.enrich(takeFocus)))
      notices.show(
        "editor",
        "The rich editor does not load. The plain field does all it does.",
      );
  }

  private onEditor(): void {
    this.mark();
    const button = this.querySelector("[data-action='editor']");
    if (button !== null)
      button.textContent = this.living.files.isRich
        ? "Plain field"
        : "Rich editor";
  }
}

/** What seldom happens comes when it does. */
function interruptions() {
  return import("./interruptions.ts");
}

customElements.define("exercise-workspace", ExerciseWorkspace);
