/** Words that name a credential, between underscores or at an end of the name. */
const SECRET_WORDS =
  /(?:^|[_-])(?:password|passwd|passphrase|pword|secret|secrets|token|apikey|credential|credentials|(?:api|access|private|secret|signing|encryption|ssh|deploy|license)[_-]?key)(?:$|[_-])/i;

/** Words that turn the name into one for something else: where a secret is kept, how long it lives, the public half. */
const OTHER_WORDS =
  /(?:^|[_-])(?:public|pub|file|path|dir|directory|folder|sock|socket|version|url|uri|endpoint|host|name|ttl|length|size|expiry|expiration|expires|timeout|type|algorithm|issuer|audience|prefix|header|enabled|required|rotation|policy|min|max|count|manager|store|mount)(?:$|[_-])/i;

/** Whether a variable's name says that it holds a credential. */
export function hasSecretName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return SECRET_WORDS.test(words) && !OTHER_WORDS.test(words);
}

/** Whether a value cannot be a credential: empty, a path, a number, a switch, or a name of where it is kept. */
export function isHarmlessValue(value: string): boolean {
  return /^(?:\s*|\/[\w./-]*|\.{1,2}\/[\w./-]*|~\/[\w./-]*|\d{1,6}|true|false|yes|no|on|off|none|null)$/i.test(
    value,
  );
}

const VALUE_KINDS: readonly (readonly [RegExp, string])[] = [
  [/\bAKIA[0-9A-Z]{16}\b/, "an AWS access key"],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b/, "a GitHub token"],
  [/\bgithub_pat_[A-Za-z0-9_]{22,}\b/, "a GitHub token"],
  [/\bglpat-[A-Za-z0-9_-]{20,}\b/, "a GitLab token"],
  [/\bnpm_[A-Za-z0-9]{36}\b/, "an npm token"],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}\b/, "a Slack token"],
  [/\bsk_live_[A-Za-z0-9]{16,}\b/, "a Stripe key"],
  [/\bAIza[0-9A-Za-z_-]{35}\b/, "a Google API key"],
  [/-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/, "a private key"],
  [
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/$]{1,80}:[^\s:@/$]{1,80}@/i,
    "a password in an address",
  ],
];

/** What kind of credential a text holds by its form, such as "a GitHub token", or undefined. */
export function secretInText(text: string): string | undefined {
  return VALUE_KINDS.find(([pattern]) => pattern.test(text))?.[1];
}

/** Files that hold credentials by their name. Examples and public keys are not among them. */
const SECRET_FILE =
  /(?:^|\/)(?:\.env(?:\.(?!example$|sample$|template$|dist$|defaults$|schema$)[\w.-]+)?|\.npmrc|\.yarnrc\.yml|\.pypirc|\.netrc|\.git-credentials|\.pgpass|\.htpasswd|\.docker\/config\.json|\.aws\/credentials|\.kube\/config|id_(?:rsa|dsa|ecdsa|ed25519)|[\w.-]+\.(?:pem|key|p12|pfx|jks|keystore|ppk))$/;

/** Why a file of the context is a secret, or undefined where it is none or cannot be told. */
export function secretFile(
  path: string,
  text: string | undefined,
): string | undefined {
  const byText = text === undefined ? undefined : secretInText(text);
  if (byText !== undefined) return byText;
  if (!SECRET_FILE.test(path)) return undefined;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (text === undefined || text.trim() === "") return undefined;
  if (/rc(?:\.yml)?$/.test(name))
    return /_authToken|_password|npmAuthToken|password\s*[:=]/.test(text) &&
      !/_authToken\s*=\s*\$\{/.test(text)
      ? "a registry token"
      : undefined;
  if (name.endsWith(".pem"))
    return /PRIVATE KEY/.test(text) ? "a private key" : undefined;
  if (name.startsWith(".env"))
    return text.split("\n").some(isSecretAssignment)
      ? "credentials"
      : undefined;
  return "credentials";
}

function isSecretAssignment(line: string): boolean {
  const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*["']?([^"'\n]*)/.exec(
    line,
  );
  if (match === null) return false;
  return hasSecretName(match[1] ?? "") && !isHarmlessValue(match[2] ?? "");
}
