/** What is no longer looked at: who the server is, or who made the package. */
export type LostCheck = "certificate" | "signature";

interface Row {
  readonly lost: LostCheck;
  /** The rules of other tools that look for this very row. */
  readonly sameAs: readonly string[];
}

/** A word of a command that switches a check off; with `followedBy`, two words that follow each other. */
export interface Switch extends Row {
  readonly word: RegExp;
  readonly followedBy: RegExp | undefined;
}

/** A variable with which a program checks less. */
export interface LooseVariable extends Row {
  readonly name: RegExp;
  readonly value: RegExp;
  readonly tool: string;
}

/** A line of settings that switches a check off. */
export interface LooseSetting extends Row {
  readonly line: RegExp;
  readonly tool: string;
}

const OFF = /^(?:0|no|off|false)$/i;

const checkov = (number: number | undefined): readonly string[] =>
  number === undefined ? [] : [`checkov/CKV2_DOCKER_${number}`];

const server = (word: RegExp, number?: number): Switch => ({
  word,
  followedBy: undefined,
  lost: "certificate",
  sameAs: checkov(number),
});

const setting = (
  word: RegExp,
  followedBy: RegExp,
  number?: number,
): Switch => ({
  ...server(word, number),
  followedBy,
});

const packages = (word: RegExp, number?: number): Switch => ({
  ...server(word, number),
  lost: "signature",
});

/** The option of curl; its letter `-k` may stand in a group of others. */
export const INSECURE: Switch = server(/^--(?:proxy-)?insecure$/, 2);

/** The switches of commands, by the names of the commands. */
const BY_COMMAND: readonly (readonly [names: string, ...Switch[]])[] = [
  ["curl", INSECURE],
  ["wget", server(/^--no-check-certificate$/, 3)],
  ["aria2c", server(/^--check-certificate=false$/)],
  [
    "pip",
    server(/^--trusted-host(?:=|$)/, 4),
    setting(/^(?:global|install)\.trusted-host$/, /./),
  ],
  ["uv", server(/^--(?:allow-insecure-host|trusted-host)(?:=|$)/)],
  [
    "npm pnpm yarn",
    setting(/^(?:strict-ssl|enableStrictSsl)$/, OFF, 13),
    server(/^(?:--)?strict-ssl=false$|^--no-strict-ssl$/, 13),
  ],
  [
    "yum dnf dnf5 microdnf tdnf yum-config-manager dnf-config-manager",
    packages(/^--(?:nogpgcheck|no-gpgchecks)$/, 9),
    packages(/^(?:--setopt=)?(?:[^=]*\.)?gpgcheck=(?:0|no|off|false)$/i),
    server(/^(?:--setopt=)?(?:[^=]*\.)?sslverify=(?:0|no|off|false)$/i, 15),
  ],
  ["zypper", packages(/^--(?:no-gpg-checks?|no-gpgcheck|allow-unsigned-rpm)$/)],
  ["rpm", packages(/^--no(?:signature|digest|verify|filedigest)$/, 10)],
  ["apk", packages(/^--allow-untrusted$/, 7)],
  [
    "apt apt-get aptitude",
    packages(
      /^(?:--allow-unauthenticated|(?:-o)?APT::Get::AllowUnauthenticated=(?:1|yes|true))$/i,
      8,
    ),
    packages(/^--force-yes$/, 11),
    packages(
      /^(?:--allow-insecure-repositories|--allow-untrusted|(?:-o)?Acquire::AllowInsecureRepositories=(?:1|yes|true))$/i,
    ),
    server(
      /^(?:-o)?Acquire::https?::(?:[^=]*::)?Verify-(?:Peer|Host)=(?:0|no|false)$/i,
    ),
  ],
  [
    "git",
    setting(/^http\.(?:.+\.)?sslverify$/i, OFF),
    server(/^http\.(?:.+\.)?sslverify=(?:0|no|off|false)$/i),
  ],
  ["conda mamba micromamba", setting(/^ssl_verify$/, OFF)],
  ["composer", setting(/^disable-tls$/, /^(?:1|true)$/)],
  ["mvn", server(/^-Dmaven\.wagon\.http\.ssl\.(?:insecure|allowall)=true$/)],
  ["helm kubectl oc", server(/^--insecure-skip-tls-verify(?:=true)?$/)],
  ["podman buildah skopeo", server(/^--tls-verify=false$/)],
];

/** The switches of a command, by its name. */
export const SWITCHES: ReadonlyMap<string, readonly Switch[]> = new Map(
  BY_COMMAND.flatMap(([names, ...switches]) =>
    names.split(" ").map((name) => [name, switches] as const),
  ),
);

const variable = (
  name: RegExp,
  value: RegExp,
  tool: string,
  number?: number,
): LooseVariable => ({
  name,
  value,
  tool,
  lost: "certificate",
  sameAs: checkov(number),
});

/** The variables that switch a check off. */
export const VARIABLES: readonly LooseVariable[] = [
  variable(/^PIP_TRUSTED_HOST$/, /\S/, "pip", 16),
  // Python 3 does not read it (PEP 493).
  variable(/^PYTHONHTTPSVERIFY$/, /^0$/, "Python 2.7", 5),
  variable(/^NODE_TLS_REJECT_UNAUTHORIZED$/, /^0$/, "Node.js", 6),
  // npm takes its variables in either case.
  variable(/^npm_config_strict_ssl$/i, /^false$/, "npm", 12),
  variable(/^YARN_ENABLE_STRICT_SSL$/, /^(?:0|false)$/, "Yarn"),
  // That it is set is enough, whatever its value (git, http.c, http_init).
  variable(/^GIT_SSL_NO_VERIFY$/, /^/, "git", 14),
  variable(/^UV_INSECURE_HOST$/, /\S/, "uv"),
  variable(/^CONDA_SSL_VERIFY$/, OFF, "conda"),
];

const line = (
  pattern: RegExp,
  tool: string,
  lost: LostCheck,
): LooseSetting => ({
  line: pattern,
  tool,
  lost,
  sameAs: [],
});

/** Lines of settings that commands write into files. */
export const SETTINGS: readonly LooseSetting[] = [
  line(/\[[^\]\n]{0,200}\btrusted=yes\b[^\]\n]{0,200}\]/, "apt", "signature"),
  line(
    /^\s{0,20}Acquire::https?::(?:\S{1,200}::)?Verify-(?:Peer|Host)\s{1,9}"?false"?;?/im,
    "apt",
    "certificate",
  ),
  line(
    /^\s{0,20}gpgcheck\s{0,9}=\s{0,9}(?:0|no|false)\b/im,
    "dnf",
    "signature",
  ),
  line(
    /^\s{0,20}sslverify\s{0,9}=\s{0,9}(?:0|no|false)\b/im,
    "dnf",
    "certificate",
  ),
  line(/^\s{0,20}strict-ssl\s{0,9}=\s{0,9}false\b/m, "npm", "certificate"),
  line(/^\s{0,20}trusted-host\s{0,9}=\s{0,9}\S/m, "pip", "certificate"),
];

/** What every text that switches a check off has, by the tables above; most texts do not. */
export const SWITCH_TRACES =
  /insecure|\s-[a-z]*k|certificate|trusted|strict.?ssl|gpg|verify|ssl\.|unauthenticated|force-yes|unsigned|nosignature|digest|tls|https?::/i;
