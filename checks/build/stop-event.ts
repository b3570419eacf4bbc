import type { SignalName } from "./signals.ts";

/** One thing that happens while a container stops; processes are numbered from PID 1 down, from 0. */
export type StopEvent = {
  /** Seconds after the stop was asked for; undefined where it depends on how long a handler takes. */
  readonly seconds: number | undefined;
} & (
  | { readonly kind: "sent"; readonly signal: SignalName; readonly to: number }
  | {
      readonly kind: "forwarded";
      readonly signal: SignalName;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: "ignored";
      readonly signal: SignalName;
      readonly by: number;
      readonly because: string;
    }
  /** Its handler starts to run. */
  | {
      readonly kind: "handled";
      readonly signal: SignalName;
      readonly by: number;
    }
  | {
      readonly kind: "exited";
      readonly process: number;
      readonly code: number | undefined;
    }
  /** SIGKILL for all that still runs: the grace period is over, or PID 1 has ended. */
  | { readonly kind: "killed" }
  /** The container is no more. */
  | { readonly kind: "ended"; readonly code: number | undefined }
);
