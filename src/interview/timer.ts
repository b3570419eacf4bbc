import { now } from "../progress/clock.ts";

/** The time spent on a question: it can be paused and hidden, and runs on without a word when the time is over. */
export class Timer {
  readonly element = document.createElement("div");
  readonly #time = document.createElement("span");
  readonly #pause = lineButton();
  readonly #hide = lineButton();
  readonly #minutes: number;
  #spent: number;
  /** When it began to run, in milliseconds; undefined while it is paused. */
  #since: number | undefined = now();
  readonly #ticks: ReturnType<typeof setInterval>;

  /** `onHide` hears whether it is hidden from now on. */
  constructor(
    seconds: number,
    minutes: number,
    hidden: boolean,
    onHide: (hidden: boolean) => void,
  ) {
    this.#spent = seconds;
    this.#minutes = minutes;
    this.element.className = "timer";
    this.#time.className = "number";
    // Read when asked for, never by itself.
    this.#time.setAttribute("role", "timer");
    this.element.append(this.#time, this.#pause, this.#hide);
    this.#pause.addEventListener("click", () => {
      const spent = this.seconds;
      this.#since = this.#since === undefined ? now() : undefined;
      this.#spent = spent;
      this.#show();
    });
    this.#hide.addEventListener("click", () => {
      this.#time.hidden = !this.#time.hidden;
      this.#show();
      onHide(this.#time.hidden);
    });
    this.#time.hidden = hidden;
    this.#ticks = setInterval(() => this.#show(), 1000);
    this.#show();
  }

  /** Whole seconds spent, at most a day. */
  get seconds(): number {
    const running = this.#since === undefined ? 0 : now() - this.#since;
    return Math.min(
      86_400,
      Math.round(this.#spent + Math.max(0, running) / 1000),
    );
  }

  stop(): void {
    clearInterval(this.#ticks);
  }

  #show(): void {
    const { seconds } = this;
    const rest = String(seconds % 60).padStart(2, "0");
    this.#time.textContent = `${Math.floor(seconds / 60)}:${rest} of about ${this.#minutes} min`;
    this.#pause.hidden = this.#time.hidden;
    this.#pause.textContent = this.#since === undefined ? "Go on" : "Pause";
    this.#hide.textContent = this.#time.hidden ? "Show timer" : "Hide timer";
  }
}

function lineButton(): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "line";
  return made;
}
