/** What a change of permissions starts from. */
export interface ModeBefore {
  /** Undefined where it cannot be told. */
  readonly mode: number | undefined;
  readonly directory: boolean;
  /** Bits that a change for everyone leaves alone where it names no one: `+x` under a umask. */
  readonly umask: number;
  /** Whether set-user-ID and set-group-ID of a directory stay unless the change names them, as GNU chmod does. */
  readonly keepsSpecial: boolean;
}

/** Whether a change of permissions decides alone who may execute: `0644`, `a-x`, `=r`, but not `u+x` or `g-w`. */
export function decidesExecution(text: string): boolean {
  return /^(?:[0-7]+|(?:a|ugo)?(?:-[rwst]*x[rwxst]*|=[rwxst]*))$/.test(text);
}

const SPECIAL = 0o6000;

/** The permissions that `755`, `u=rwx,go=rx` or `+X` give, undefined where that cannot be told or the text is wrong. */
export function changedMode(
  text: string,
  before: ModeBefore,
): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) {
    const mode = Number.parseInt(text, 8);
    if (mode > 0o7777) return undefined;
    const keeps = before.keepsSpecial && before.directory && text.length < 5;
    return keeps ? mode | ((before.mode ?? 0) & SPECIAL) : mode;
  }
  if (before.mode !== undefined) return symbolic(text, before, before.mode);
  // A change that does not depend on what was there; no one expects a sticky bit.
  const least = symbolic(text, before, 0);
  return least === symbolic(text, before, 0o6777) ? least : undefined;
}

function symbolic(
  text: string,
  before: ModeBefore,
  start: number,
): number | undefined {
  let mode = start;
  for (const clause of text.split(",")) {
    const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
    if (match === null) return undefined;
    const [, who = "", actions = ""] = match;
    for (const action of actions.match(/[-+=][^-+=]*/g) ?? [])
      mode = applied(who, action, before, mode);
  }
  return mode;
}

function applied(
  who: string,
  action: string,
  { directory, umask, keepsSpecial }: ModeBefore,
  mode: number,
): number {
  const all = who === "" || who.includes("a");
  const is = (letter: string): boolean => all || who.includes(letter);
  const bits = permissions(action.slice(1), directory, mode);
  let reach = 0;
  if (is("u")) reach |= 0o4700;
  if (is("g")) reach |= 0o2070;
  if (is("o")) reach |= 0o0007;
  if (all || action.includes("t")) reach |= 0o1000;
  const set = bits & reach & (who === "" ? ~umask : -1);
  if (action.startsWith("+")) return mode | set;
  if (action.startsWith("-")) return mode & ~set;
  const named = action.includes("s");
  const cleared =
    keepsSpecial && directory && !named ? reach & ~SPECIAL : reach;
  return (mode & ~cleared) | set;
}

/** The bits that letters stand for, for user, group and others alike. */
function permissions(
  letters: string,
  directory: boolean,
  mode: number,
): number {
  let bits = 0;
  for (const letter of letters) {
    const at = "ogu".indexOf(letter);
    if (at !== -1) bits |= ((mode >> (3 * at)) & 7) * 0o111;
    else if (letter === "r") bits |= 0o444;
    else if (letter === "w") bits |= 0o222;
    else if (letter === "x") bits |= 0o111;
    else if (letter === "X" && (directory || (mode & 0o111) !== 0))
      bits |= 0o111;
    else if (letter === "s") bits |= 0o6000;
    else if (letter === "t") bits |= 0o1000;
  }
  return bits;
}
