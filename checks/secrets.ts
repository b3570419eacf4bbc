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
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  const last = [...words.matchAll(SECRET_WORDS)].at(-1);
  if (last === undefined || PUBLIC_NAMES.test(words)) return false;
  const rest = words.slice(last.index + last[0].length);
  // A vault's secret id is a credential like the secret itself.
  return /^secret_id$/i.test(last[0] + rest) || !OTHER_WORDS.test(rest);
}

/** Whether a value cannot be a credential: empty, a path, a small number, a switch, or a placeholder. */
export function isHarmlessValue(value: string): boolean {
  return /^(?:\s*|\/[\w./-]*|\.{1,2}\/[\w./-]*|~\/[\w./-]*|\d{1,6}|true|false|yes|no|on|off|none|null|dummy|placeholder|unused|not[-_ ]?a[-_ ]?(?:real[-_ ]?)?\w+|<[^<>]*>|\*+|x{3,})$/i.test(
    value,
  );
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

/** A key as a file: code that only looks for the line has it in quotes. */
const PRIVATE_KEY: Kind = [
  /^-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/m,
  "a private key",
];

const ADDRESS: Kind = [
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/$]{1,80}:[^\s:@/$]{1,80}@/i,
  "a password in an address",
];

/** What kind of credential a text holds by its form, such as "a GitHub token", or undefined. */
export function secretInText(text: string): string | undefined {
  return kindOf(text, [...TOKENS, PRIVATE_KEY, ADDRESS]);
}

function kindOf(text: string, kinds: readonly Kind[]): string | undefined {
  return kinds.find(([pattern]) => pattern.test(text))?.[1];
}

/** Files that hold credentials by their name, and what in their text makes sure of it. */
const SECRET_FILES: readonly {
  readonly path: RegExp;
  readonly holds: (text: string) => string | undefined;
}[] = [
  {
    path: /(?:^|\/)\.env(?:\.[\w.-]+)?$/,
    holds: (text) =>
      kindOf(text, [ADDRESS]) ??
      (text.split("\n").some(isSecretAssignment) ? "credentials" : undefined),
  },
  {
    path: /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|pip\.conf|\.git\/config)$/,
    holds: (text) =>
      kindOf(text, [
        [
          /(?:_authToken|_auth|_password|npmAuthToken|npmAuthIdent|\bpassword)\s*[:=]\s*["']?[^\s"'$]/,
          "a registry token",
        ],
        ADDRESS,
      ]),
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
];

/** Why a file of the context is a secret, or undefined where it is none or cannot be told. */
export function secretFile(
  path: string,
  text: string | undefined,
): string | undefined {
  if (/\.(?:example|sample|template|tmpl|dist|defaults?|schema)$/.test(path))
    return undefined;
  if (text === undefined || text.trim() === "") return undefined;
  return (
    kindOf(text, [...TOKENS, PRIVATE_KEY]) ??
    SECRET_FILES.find((kind) => kind.path.test(path))?.holds(text)
  );
}

/** What a file holds by its name alone, where no text of it is needed to tell. */
export function secretByName(path: string): string | undefined {
  return SECRET_FILES.find((kind) => kind.path.test(path))?.holds("");
}

function isSecretAssignment(line: string): boolean {
  const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*["']?([^"'\r\n]*)/.exec(
    line,
  );
  if (match === null) return false;
  const [, name = "", value = ""] = match;
  // A reference to another variable holds nothing itself.
  if (/^\$\{?\w+\}?$/.test(value)) return false;
  return hasSecretName(name) && !isHarmlessValue(value.trim());
}
