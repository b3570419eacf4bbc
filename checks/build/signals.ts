/** A signal by its full name. */
export type SignalName = `SIG${string}`;

/** The signals of Linux on x86-64 and arm64 by number (signal(7)). */
const NAMES =
  "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS".split(
    " ",
  );

/** Signals that do nothing, or only stop or continue, where no handler is (signal(7)). */
const NOT_ENDING = new Set(
  "CHLD CONT STOP TSTP TTIN TTOU URG WINCH".split(" "),
);

/**
 * A signal as STOPSIGNAL takes it: `SIGTERM`, `term` and `15` are the same. Undefined for what is none of the 31 standard
 * signals.
 */
export function signalNamed(text: string): SignalName | undefined {
  if (/^\d+$/.test(text)) {
    const name = NAMES[Number(text) - 1];
    return name === undefined ? undefined : `SIG${name}`;
  }
  const short = text.toUpperCase().replace(/^SIG/, "");
  return NAMES.includes(short) ? `SIG${short}` : undefined;
}

/** Whether a signal ends a process that has no handler for it and is not PID 1. */
export function endsByDefault(signal: SignalName): boolean {
  return !NOT_ENDING.has(signal.slice(3));
}

/** The exit code that a shell, an init and Docker show for a process that a signal ended: 143 for SIGTERM. */
export function codeOf(signal: SignalName): number {
  return 129 + NAMES.indexOf(signal.slice(3));
}
