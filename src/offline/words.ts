/** What a page asks of the service worker. */
export type Asked =
  /** To keep the rich editor too; the answer, through the port that comes along, is whether all of it is kept. */
  | "keep the editor"
  /** To become the version that is shown, in place of the one before. */
  | "take over"
  /** To fetch nothing more: another version wants to take over, and would wait for what is under way. */
  | "stop";
