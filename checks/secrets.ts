/** Words that name a credential, apart from other letters. */
const SECRET_WORDS =
  /(?<![a-z0-9])(?:[a-z]*password|passwd|passphrase|pword|secret|secrets|(?:auth|access|refresh|npm)?token|[a-z]*apikey|credential|credentials|(?:api|access|private|secret|signing|encryption|ssh|deploy|license|master)[_-]?key|(?:db|database|user|root|admin|smtp|mail|mysql|postgres|redis|mongo)_pass)(?![a-z0-9])/gi;

/** Words that, after such a word, turn the name into one for something else: a place, a length of time, a kind. */
const OTHER_WORDS =
  /[_-](?:file|path|dir|directory|folder|sock|socket|version|url|uri|endpoint|host|name|id|arn|ttl|length|size|expiry|expiration|expires|timeout|type|format|algorithm|hasher|issuer|audience|scope|prefix|header|prompt|policy|enabled|required|rotation|min|max|limit|count|group|class|manager|provider|backend|driver|engine|store|mount|method|mode|strategy|region|namespace|regex|pattern|env|var)(?:$|[_-])/i;

/** Names of what is no secret by intention: public halves, placeholders, and what a bundler prints into a web page. */
const PUBLIC_NAMES =
  /(?:^|[_-])(?:public|pub|publishable|dummy|example|sample)(?:$|[_-])|^(?:vite|react_app|vue_app|gatsby)_/i;

/** Whether a variable's name says that it holds a credential. */
export function hasSecretName(name: string): boolean {
  // Most names have none of the words, and all of them are asked for.
  if (!/pass|pword|secret|token|key|credential|auth/i.test(name)) return false;
  if (/^(?:(?:npm|registry|docker|redis)_)?auth$/i.test(name)) return true;
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  const last = [...words.matchAll(SECRET_WORDS)].at(-1);
  if (last === undefined || PUBLIC_NAMES.test(words)) return false;
  const rest = words.slice(last.index + last[0].length);
  // A vault's secret id is a credential, and the id of an access key is half of one.
  return (
    /^(?:secret|access[_-]?key)_id$/i.test(last[0] + rest) ||
    !OTHER_WORDS.test(rest)
  );
}

/** Whether a value cannot be a credential: empty, a path, a small number, a switch, or a placeholder. */
export function isHarmlessValue(value: string): boolean {
  return /^(?:\s*|\/[\w./-]*|\.{1,2}\/[\w./-]*|~\/[\w./-]*|\d{1,6}|true|false|yes|no|on|off|none|null|dummy|fake|placeholder|unused|todo|not[-_ ]?a[-_ ]?(?:real[-_ ]?)?\w+|your[-_ ][\w -]*|replace[-_ ]?(?:me|this)|\S*EXAMPLEKEY|<[^<>]*>|%s|\{\{.*\}\}|\*+|\.{3}|x{3,})$/i.test(
    value,
  );
}

/** What a variable tells those who see it: the kind of credential by its form, "its value" by its name, or nothing. */
export function secretVariable(
  name: string,
  value: string | undefined,
): string | undefined {
  const byValue = value === undefined ? undefined : secretInText(value);
  if (byValue !== undefined) return byValue;
  if (!hasSecretName(name)) return undefined;
  return value !== undefined && isHarmlessValue(value)
    ? undefined
    : "its value";
}

type Kind = readonly [pattern: RegExp, name: string];

const TOKENS: readonly Kind[] = [
  [/\bAKIA(?!\w*EXAMPLE)[0-9A-Z]{16}\b/, "an AWS access key"],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b/, "a GitHub token"],
  [/\bgithub_pat_[A-Za-z0-9_]{22,}\b/, "a GitHub token"],
  [/\bglpat-[A-Za-z0-9_-]{20,}\b/, "a GitLab token"],
  [/\bnpm_[A-Za-z0-9]{36}\b/, "an npm token"],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}\b/, "a Slack token"],
  [/\bsk_live_[A-Za-z0-9]{16,}\b/, "a Stripe key"],
  [/\bAIza[0-9A-Za-z_-]{35}\b/, "a Google API key"],
];

/** A key as a file, or in the file of a service account: code that only looks for the line has it in quotes. */
const PRIVATE_KEY: Kind = [
  /^-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----|"private_key": {0,4}"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/m,
  "a private key",
];

/** An address with a password; one for the machine itself is a placeholder of a build. */
const ADDRESS: Kind = [
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/$]{1,80}:(?!%s|<|\{|\*|x{3,}@|(?:pass(?:word)?|dummy|placeholder|changeme)@)[^\s:@/$]{1,80}@(?!localhost\b|127\.0\.0\.1\b)/i,
  "a password in an address",
];

/** A token of a registry in the settings of npm, Yarn or pip: one that a variable brings is none. */
const REGISTRY_TOKEN: Kind = [
  /(?:_authToken|_auth|_password|npmAuthToken|npmAuthIdent|\bpassword)\s{0,9}[:=]\s{0,9}["']?(?!%s|\\|<)[^\s"'$`]/,
  "a registry token",
];
const REGISTRY_LINE: Kind = [
  /(?:^|[\s:"'])(?:_authToken|_auth|_password|npmAuthToken)=["']?(?!%s|\\|<)[^\s"'$`]/,
  REGISTRY_TOKEN[1],
];

/** What is a credential in a file of any name, and what is one in any text. */
const KEYS: readonly Kind[] = [...TOKENS, PRIVATE_KEY];
const ANYWHERE: readonly Kind[] = [...KEYS, ADDRESS];

/** What every text with a credential has; most texts do not. */
const FORMS =
  /AKIA|gh[pousr]_|github_pat_|glpat-|npm_|xox|sk_live_|AIza|PRIVATE KEY|:\/\//;

/** What kind of credential a text holds by its form, such as "a GitHub token", or undefined. */
export function secretInText(text: string): string | undefined {
  if (!FORMS.test(text)) return undefined;
  return kindOf(text, ANYWHERE);
}

/** As `secretInText`, also for a line of a registry's settings, such as `//registry.npmjs.org/:_authToken=…`. */
export function secretInLine(text: string): string | undefined {
  return secretInText(text) ?? kindOf(text, [REGISTRY_LINE]);
}

function kindOf(text: string, kinds: readonly Kind[]): string | undefined {
  return kinds.find(([pattern]) => pattern.test(text))?.[1];
}

/** Files of a kind, by their path, and what in their text makes sure that they hold credentials. */
interface FileKind {
  readonly path: RegExp;
  readonly holds: (text: string) => string | undefined;
}

/** Files of any name. */
const ANY_FILE: FileKind = {
  path: /^/,
  holds: (text) => (FORMS.test(text) ? kindOf(text, KEYS) : undefined),
};

/** Words that stand for a password where none is meant: defaults of images and samples. */
const SAMPLE =
  /^(?:change[-_]?(?:me|it|this)|passw(?:or|0r)d\d*|secret|postgres|root|admin|guest|test\w*|sample\w*|foo\w*)$/i;

/** A shell script that is given a password; one for tests or to show something is none. */
const SCRIPT: FileKind = {
  path: /^(?!.*(?:test|spec|example|sample|demo|fixture|mock))(?:.*\.(?:sh|bash)|(?:.*\/)?[\w-]+)$/i,
  holds: (text) =>
    /^#!.{0,40}\b(?:ba|da|a)?sh\b/.test(text) &&
    /pass|pword|secret|token|key|credential|auth/i.test(text) &&
    text.split("\n").some(isScriptSecret)
      ? "credentials"
      : undefined,
};

/** Whether a line of a script gives a variable a credential that it spells out. */
function isScriptSecret(line: string): boolean {
  const [, name = "", , value = ""] =
    /^\s*(?:export\s+|readonly\s+)?([A-Za-z_]\w*)=(["']?)([^\s"'$`;&|]{6,})\2(?=[\s;&]|$)/.exec(
      line,
    ) ?? [];
  return hasSecretName(name) && isLiteral(value) && !SAMPLE.test(value);
}

/** Files that hold credentials by their name. */
const SECRET_FILES: readonly FileKind[] = [
  {
    path: /(?:^|\/)\.env(?:\.[\w.-]+)?$/,
    holds: (text) =>
      kindOf(text, [ADDRESS]) ??
      (text.split("\n").some((line) => assignedSecret(line) !== undefined)
        ? "credentials"
        : undefined),
  },
  {
    path: /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|pip\.conf|\.git\/config)$/,
    holds: (text) => kindOf(text, [REGISTRY_TOKEN, ADDRESS]),
  },
  {
    path: /(?:^|\/)\.docker\/config\.json$/,
    holds: (text) =>
      kindOf(text, [[/"auth"\s*:\s*"[^"]/, "registry credentials"]]),
  },
  {
    path: /(?:^|\/)(?:\.netrc|\.git-credentials|\.pgpass|\.htpasswd|\.aws\/credentials|\.kube\/config)$/,
    holds: () => "credentials",
  },
  {
    path: /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$|\.ppk$/,
    holds: () => "a private key",
  },
  {
    path: /\.(?:pem|key)$/,
    holds: (text) =>
      kindOf(text, [PRIVATE_KEY, [/^[0-9a-f]{32,}\s*$/i, "a key"]]),
  },
  {
    path: /(?:^|\/)(?!\w*(?:trust|cacerts))[\w.-]+\.(?:p12|pfx|jks|keystore)$/,
    holds: (text) => (text === "" ? undefined : "private keys"),
  },
  SCRIPT,
];

/** Why a file of the context is a secret, or undefined where it is none or cannot be told. */
export function secretFile(
  path: string,
  text: string | undefined,
): string | undefined {
  if (/\.(?:example|sample|template|tmpl|dist|defaults?|schema)$/.test(path))
    return undefined;
  if (text === undefined || text.trim() === "") return undefined;
  const kind = SECRET_FILES.find((candidate) => candidate.path.test(path));
  return heldBy(ANY_FILE, text) ?? (kind && heldBy(kind, text));
}

/** What long texts hold: every COPY of a context, and every edit of a Dockerfile, asks for the same ones again. */
const remembered = new Map<string, Map<FileKind, string | undefined>>();
const LONG = 2_000;
const MOST_REMEMBERED = 1_000;

function heldBy(kind: FileKind, text: string): string | undefined {
  if (text.length < LONG) return kind.holds(text);
  let known = remembered.get(text);
  if (known === undefined) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, (known = new Map()));
  }
  if (!known.has(kind)) known.set(kind, kind.holds(text));
  return known.get(kind);
}

/** What a file holds by its name alone, where no text of it is needed to tell. */
export function secretByName(path: string): string | undefined {
  return SECRET_FILES.find((kind) => kind.path.test(path))?.holds("");
}

/** The name that a line such as `export DB_PASSWORD=…` gives a credential to, or undefined. */
export function assignedSecret(line: string): string | undefined {
  const [, name = "", value = ""] =
    /^\s*(?:export\s+)?([A-Za-z_][\w-]*)\s*=(?!=)\s*["']?([^"'\r\n]*)/.exec(
      line,
    ) ?? [];
  return hasSecretName(name) && isLiteral(value.trim()) ? name : undefined;
}

/** Whether a value may be a credential itself: a reference to a variable or a command holds nothing. */
export function isLiteral(value: string): boolean {
  return (
    !/^\$(?:\w+|\{[^}]*\}|\(.*\))$|^`/.test(value) && !isHarmlessValue(value)
  );
}
