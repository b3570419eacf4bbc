import type { Notices } from "../exercise/notices.ts";

/** How long after the last key something typed is kept, in milliseconds. */
const DELAY = 400;

/** What is typed: kept once typing pauses, and asked about where another tab has changed it meanwhile. */
export interface Pending<Value> {
  /** The reader has typed. */
  typed(): void;
  /** Keeps it now, unless it waits for the reader's choice. */
  keep(): void;
  /** Another tab has kept this. */
  elsewhere(other: Value): void;
  /** Whether another tab's version waits for the reader's choice. */
  readonly isContested: boolean;
}

/** What somebody types asks these things of its page. */
export interface PendingEvents<Value> {
  /** Keeps what stands here. */
  readonly keep: () => void;
  /** Shows what another tab kept; nothing was typed here since. */
  readonly show: (other: Value) => void;
  /** The reader has chosen what another tab kept. */
  readonly take: (other: Value) => void;
}

/** `what` is typed, in words: `these files`; `mine` is the label of the choice that keeps it. */
export function pending<Value>(
  notices: Notices,
  { what, mine }: { readonly what: string; readonly mine: string },
  { keep, show, take }: PendingEvents<Value>,
): Pending<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isContested = false;
  const keepNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!isContested) keep();
  };
  const settle = (choose: () => void) => (): void => {
    isContested = false;
    choose();
  };
  return {
    get isContested() {
      return isContested;
    },
    keep: keepNow,
    typed: () => {
      clearTimeout(timer);
      timer = setTimeout(keepNow, DELAY);
    },
    elsewhere: (other) => {
      if (timer === undefined && !isContested) {
        show(other);
        return;
      }
      isContested = true;
      notices.show(
        "conflict",
        `Another tab has changed ${what} too. Until you choose, what stands here is not kept.`,
        { label: mine, run: settle(keepNow) },
        { label: "Take the other", run: settle(() => take(other)) },
      );
    },
  };
}
