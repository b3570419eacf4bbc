import { suggestion } from "../suggest.ts";
import { knownText } from "../value.ts";
import type { Word } from "./instruction.ts";

interface RefusedMount {
  readonly message: string;
  readonly remedy: string;
}

/** What the value of an option must look like, undefined for any text. */
const OPTIONS: Readonly<Record<string, RegExp | undefined>> = {
  type: /^(?:bind|cache|tmpfs|secret|ssh)$/i,
  from: undefined,
  source: undefined,
  src: undefined,
  target: undefined,
  dst: undefined,
  destination: undefined,
  readonly: /^(?:1|0|t|f|true|false)$/i,
  ro: /^(?:1|0|t|f|true|false)$/i,
  readwrite: /^(?:1|0|t|f|true|false)$/i,
  rw: /^(?:1|0|t|f|true|false)$/i,
  required: /^(?:1|0|t|f|true|false)$/i,
  id: undefined,
  sharing: /^(?:shared|private|locked)$/i,
  size: /^\d/,
  mode: /^[0-7]+$/,
  uid: /^\d+$/,
  gid: /^\d+$/,
  env: undefined,
};

/** Options that stand alone. */
const BARE = new Set(["readonly", "ro", "readwrite", "rw", "required"]);

/** Options that Podman and Buildah add, for SELinux, owners and tmpfs, in lower case (Containerfile.5). */
const BUILDAH = new Set([
  "z",
  "u",
  "chown",
  "relabel",
  "tmpcopyup",
  "notmpcopyup",
]);

/** The types that an option is for, where it is not for all. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  mode: ["secret", "ssh", "cache"],
  uid: ["secret", "ssh", "cache"],
  gid: ["secret", "ssh", "cache"],
  required: ["secret", "ssh"],
  sharing: ["cache"],
  size: ["tmpfs"],
};

/** Why BuildKit refuses a `--mount` (instructions, commands_runmount.go), or undefined where it takes it. */
export function refusedMount(value: Word): RefusedMount | undefined {
  // Fields in quotes may hold commas.
  if (/["']/.test(value.text)) return undefined;
  const fields = value.text.split(",").map((field) => {
    const equals = field.indexOf("=");
    return {
      field,
      key: (equals === -1 ? field : field.slice(0, equals)).toLowerCase(),
      value: equals === -1 ? undefined : field.slice(equals + 1),
    };
  });
  for (const { field, key, value: given } of fields) {
    if (field === "")
      return {
        message: "--mount has a comma too many",
        remedy: "Put a comma between two options only.",
      };
    if (BUILDAH.has(key)) continue;
    if (!Object.hasOwn(OPTIONS, key))
      return {
        message: `--mount has no option ${key}`,
        remedy: `Write an option that RUN --mount knows.${suggestion(key, Object.keys(OPTIONS))}`,
      };
    if (given === undefined) {
      if (BARE.has(key)) continue;
      return {
        message: `the option ${key} of --mount has no value`,
        remedy: `Write ${key}= and the value.`,
      };
    }
    if (key === "from" && /\$./.test(given))
      return {
        message: `from=${given} holds a variable, and --mount fills none in there`,
        remedy:
          "Give the image a stage of its own, FROM with the variable and a name, and mount from that.",
      };
    if (!given.includes("$") && OPTIONS[key]?.test(given) === false)
      return {
        message: `--mount has no ${key} ${given === "" ? "that is empty" : given}`,
        remedy: `Write a value that RUN --mount knows for ${key}.${key === "type" ? suggestion(given, ["bind", "cache", "tmpfs", "secret", "ssh"]) : ""}`,
      };
  }
  if (knownText(value.value) === undefined) return undefined;
  const type =
    fields.findLast(({ key }) => key === "type")?.value?.toLowerCase() ??
    "bind";
  const stray = fields.find(({ key }) => ONLY[key]?.includes(type) === false);
  return (
    stray && {
      message: `${stray.key} is no option of a mount of the type ${type}`,
      remedy: `Leave ${stray.key} out, or write type=${ONLY[stray.key]?.[0] ?? ""}.`,
    }
  );
}
