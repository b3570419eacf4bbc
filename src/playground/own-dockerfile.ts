import { applyFixes } from "../../checks/fix.ts";
import { fileText, type Finding } from "../../checks/files.ts";
import { siteRoot } from "../components/root.ts";
import { noticesIn, type Notices } from "../exercise/notices.ts";
import { keepOwnFiles, onOtherTab, ownFiles } from "../progress/own-files.ts";
import { pending, type Pending } from "../progress/pending.ts";
import { storageProblem } from "../progress/storage.ts";
import { bindCaret } from "./caret.ts";
import { example } from "./example.ts";
import { fieldsIn, part, type Fields } from "./fields.ts";
import { happensBelow, type HappensBelow } from "./happens-below.ts";
import { reportAsMarkdown } from "./markdown.ts";
import { bindOffers } from "./offers.ts";
import {
  isEmpty,
  MOST_CHARACTERS,
  NO_FILES,
  type OwnFiles,
} from "./own-files.ts";
import { readingFor, type TaughtLesson } from "./reading.ts";
import type { Report } from "./report.ts";
import { reportSide, type ReportSide } from "./report-side.ts";
import { reporterWith } from "./reporting.ts";
import { bindSaves } from "./save.ts";
import { megabytes } from "./take.ts";

/** A first report that takes longer is said to be worked on. */
const PATIENCE = 300;

/** What stands in the page once it is alive. */
interface Parts {
  readonly fields: Fields;
  readonly side: ReportSide;
  readonly notices: Notices;
  readonly typed: Pending<OwnFiles>;
  readonly happens: HappensBelow;
}

/** The page for the reader's own Dockerfile, over the HTML the server wrote. */
class OwnDockerfile extends HTMLElement {
  private parts: Parts | undefined;
  private report: Report | undefined;
  /** The text that the report is about. */
  private judged = "";
  private workTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly reporter = reporterWith(
    (report) => this.onReport(report),
    () =>
      this.silence(
        "failed",
        "The rules do not load",
        "Reload the page to try again. What you entered stays.",
      ),
  );

  connectedCallback(): void {
    if (this.parts !== undefined) return;
    // Written into the page by our own build.
    const lessons: readonly TaughtLesson[] = JSON.parse(
      part(this, "[data-lessons]", HTMLElement).textContent,
    );
    const notices = noticesIn(part(this, "[data-notices]", HTMLElement));
    const fields = fieldsIn(this, ownFiles.get() ?? NO_FILES, () =>
      this.onInput(),
    );
    const side = reportSide(
      this,
      lessons,
      {
        goTo: (range) => fields.reveal(range),
        fix: (finding) => this.fix(finding),
        fixAll: () => void this.fixAll(),
      },
      () => this.ask(),
    );
    const happens = happensBelow(
      part(this, "[data-happens]", HTMLDetailsElement),
      () => this.reporter.connect(),
      (line) => {
        const place = { line, column: 1 };
        fields.reveal({ start: place, end: place });
      },
    );
    const typed = pending<OwnFiles>(
      notices,
      { what: "these files", mine: "Keep these" },
      {
        keep: () => this.keep(),
        show: (other) => {
          fields.show(other);
          this.ask();
        },
        take: (other) =>
          this.change(other, "These are the files of the other tab."),
      },
    );
    this.parts = { fields, side, notices, typed, happens };
    bindOffers(
      this,
      notices,
      () => fields.read(),
      (own, said) => this.change(own, said),
    );
    bindCaret(this, fields, () => this.report?.findings ?? []);
    bindSaves(this, notices, {
      markdown: () => this.markdown(lessons),
      sarif: () => this.reporter.sarif(fields.read(), side.asksAll),
    });
    this.bindActions();
    addEventListener("pagehide", () => typed.keep());
    onOtherTab((own) => typed.elsewhere(own ?? NO_FILES));
    storageProblem.subscribe((problem) => {
      if (problem !== "full" && problem !== "blocked") return;
      notices.show(
        "storage",
        problem === "full"
          ? "This browser's storage is full: what you enter is lost when the page is closed."
          : "This browser keeps nothing for this site: what you enter is lost when the page is closed. Everything else works.",
      );
    });
    this.ask();
  }

  private own(): OwnFiles {
    return this.parts?.fields.read() ?? NO_FILES;
  }

  private onInput(): void {
    this.ask();
    this.parts?.typed.typed();
  }

  private keep(): void {
    const own = this.own();
    const isNothing =
      isEmpty(own) && own.ignore.text === "" && own.listing === "";
    if (keepOwnFiles(isNothing ? undefined : own))
      this.parts?.notices.hide("long");
    else
      this.parts?.notices.show(
        "long",
        "These files are too long to be kept: they are lost when the page is closed.",
      );
  }

  /** Asks for a report on what stands in the fields. */
  private ask(): void {
    const own = this.own();
    clearTimeout(this.workTimer);
    const length = charactersOf(own);
    if (isEmpty(own)) {
      this.silence("empty", "No Dockerfile yet", "The report begins with it.");
      return;
    }
    if (length > MOST_CHARACTERS) {
      this.silence(
        "too-long",
        `${megabytes(length)} is too long`,
        "Up to 1 MB is judged. The text stays as it is: shorten it, and the report comes back.",
      );
      return;
    }
    if (this.report === undefined)
      this.workTimer = setTimeout(
        () => this.silence("working", "Reading", "The rules are being asked."),
        PATIENCE,
      );
    this.reporter.ask(own, this.parts?.side.asksAll === true);
  }

  private silence(...why: Parameters<ReportSide["silence"]>): void {
    clearTimeout(this.workTimer);
    this.report = undefined;
    this.parts?.fields.mark([]);
    this.parts?.side.silence(...why);
  }

  private onReport(report: Report): void {
    clearTimeout(this.workTimer);
    const own = this.own();
    // What stands there now may be no text to judge any more.
    if (isEmpty(own) || charactersOf(own) > MOST_CHARACTERS) return;
    this.report = report;
    this.judged = own.dockerfile.text;
    this.parts?.fields.mark(gravestFirst(report.findings));
    this.parts?.side.show(report);
    this.parts?.happens.show(own);
  }

  /** Puts other files into the fields, and offers to take that back. */
  private change(next: OwnFiles, said: string): void {
    const before = this.own();
    const put = (own: OwnFiles): void => {
      this.parts?.fields.show(own);
      this.onInput();
    };
    put(next);
    this.parts?.notices.show("change", said, {
      label: "Undo",
      run: () => put(before),
    });
  }

  private fix(finding: Finding): void {
    const { path, text } = this.own().dockerfile;
    // The fix of an older text does not fit; the next report is on its way.
    if (text !== this.judged) return;
    const { files, applied } = applyFixes({ [path]: text }, [finding]);
    if (applied.length > 0)
      this.changeText(
        fileText(files, path) ?? text,
        `Line ${finding.range.start.line} is changed: ${finding.fix?.title}.`,
      );
  }

  private async fixAll(): Promise<void> {
    const asked = this.own();
    const all = this.parts?.side.asksAll === true;
    const { text, applied } = await this.reporter.fixAll(asked, all);
    // What was typed meanwhile counts more.
    if (this.own().dockerfile.text !== asked.dockerfile.text) return;
    this.changeText(
      text,
      applied === 0
        ? "No fix makes it better on its own: apply them one by one."
        : `${applied} ${applied === 1 ? "fix" : "fixes"} applied.`,
    );
  }

  private changeText(text: string, said: string): void {
    const own = this.own();
    this.change({ ...own, dockerfile: { ...own.dockerfile, text } }, said);
    this.parts?.side.focus();
  }

  private bindActions(): void {
    const on = (action: string, run: () => void): void => {
      for (const button of this.querySelectorAll(`[data-action="${action}"]`))
        button.addEventListener("click", run);
    };
    on("example", () => this.change(example, "This is the example."));
    on("happens", () => {
      const details = part(this, "[data-happens]", HTMLDetailsElement);
      details.open = true;
      const summary = part(details, "summary", HTMLElement);
      summary.focus();
      summary.scrollIntoView();
    });
    on("clear", () =>
      this.change(
        NO_FILES,
        "Everything is cleared, here and in this browser's storage.",
      ),
    );
  }

  private markdown(lessons: readonly TaughtLesson[]): string {
    const { report } = this;
    if (report === undefined) return "";
    const { path } = this.own().dockerfile;
    const reading = readingFor(report, lessons);
    return reportAsMarkdown(path, report, reading, siteRoot());
  }
}

function charactersOf({ dockerfile, ignore }: OwnFiles): number {
  return dockerfile.text.length + ignore.text.length;
}

/** Of several in one line, the first decides over the line's sign. */
function gravestFirst(findings: readonly Finding[]): readonly Finding[] {
  const rank = { error: 0, warning: 1, info: 2 } as const;
  return findings.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

customElements.define("own-dockerfile", OwnDockerfile);
