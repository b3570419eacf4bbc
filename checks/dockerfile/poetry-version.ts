/** A variable that may name Poetry's version, and what it is set to; in the form with a space too. */
const SETTING =
  /(?<![\w${])(\w{0,40}poetry\w{0,40})(?:=["']?|[ \t]+)([^\s"'&|;\\]*)/gi;

/** A requirement such as `poetry==1.1.15` or `poetry[x]>=1.0,<1.2`. */
const REQUIREMENT =
  /(?<![\w.-])poetry(?:\[[\w, -]{0,80}\])? ?([<>=~!@][^\s&|;\\]*)/gi;

/** What an installer is told: `install.python-poetry.org | python3 - --version 1.1.15`. */
const INSTALLER = /poetry[^&;]{0,200}?--version[= ]["']?([$\d][^\s"'&|;\\]*)/gi;

/**
 * Whether a Dockerfile asks for a Poetry that is not known to be of 1.2 or later: an older one ends with an error at
 * the option --no-cache (python-poetry/poetry#5519). Of a Poetry whose version nothing names it is taken to be a later
 * one.
 */
export function mayBeOldPoetry(text: string): boolean {
  // It installs versions before 1.2 only.
  if (/get-poetry\b/i.test(text)) return true;
  const settings = new Map<string, string[]>();
  for (const [, name = "", value = ""] of text.matchAll(SETTING)) {
    const values = settings.get(name);
    if (values === undefined) settings.set(name, [value]);
    else values.push(value);
  }
  if (/\bPOETRY_VERSION\b/.test(text) && !settings.has("POETRY_VERSION"))
    return true;
  const isKnown = (variable: string): boolean => settings.has(variable);
  for (const [name, values] of settings)
    if (/ver/i.test(name) && !values.every((value) => isNew(value, isKnown)))
      return true;
  // A lower limit lets pip take the latest version.
  for (const [, clauses = ""] of text.matchAll(REQUIREMENT))
    for (const clause of clauses.replace(/["']/g, "").split(","))
      if (
        !/^[>!]/.test(clause) &&
        (/^<v?1\.2(?:\.0)*$/.test(clause) ||
          !isNew(clause.replace(/^[<=~@]+/, ""), isKnown))
      )
        return true;
  for (const [, value = ""] of text.matchAll(INSTALLER))
    if (!isNew(value, isKnown)) return true;
  return false;
}

/** A version, or a variable whose values are looked at by themselves. */
function isNew(
  version: string,
  isKnown: (variable: string) => boolean,
): boolean {
  const [, name] = /^\$\{?(\w+)\}?$/.exec(version) ?? [];
  if (name !== undefined) return isKnown(name);
  // The first test releases of 1.2 lack the option.
  return /^v?(?:[2-9]|\d\d|1\.(?:[3-9]|\d\d|2(?:\.\d+)*$))/.test(version);
}
