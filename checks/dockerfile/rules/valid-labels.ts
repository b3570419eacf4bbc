import { defineRule, type Problem } from "../../rule.ts";
import { suggestion } from "../../suggest.ts";
import { knownText } from "../../value.ts";
import type { Pair } from "../instruction.ts";
import { ociKeys, valueIds, wrongValue } from "../label-values.ts";
import { andTriggers, chainOf } from "../queries.ts";

const KEY = ["hadolint/DL3048"];

export default defineRule({
  id: "valid-labels",
  title: "Give labels keys and values that tools can read",
  category: "metadata",
  severity: "info",
  about: ["LABEL"],
  sameAs: [...KEY, ...valueIds],
  *check({ finalStage }) {
    if (finalStage === undefined) return;
    for (const stage of chainOf(finalStage))
      for (const instruction of andTriggers(stage)) {
        if (instruction.keyword !== "LABEL") continue;
        for (const pair of instruction.pairs) {
          const problem = wrongKey(pair) ?? wrongPair(pair);
          if (problem !== undefined) yield problem;
        }
      }
  },
});

const OCI = "org.opencontainers.image.";

function wrongKey({ name }: Pair): Problem | undefined {
  const key = knownText(name.value);
  if (key === undefined || key === "" || name.text.includes("$"))
    return undefined;
  if (key.startsWith(OCI)) {
    const own = key.slice(OCI.length);
    if (ociKeys.has(own)) return undefined;
    return {
      at: name,
      message: `${key} is no key of the OCI image specification, to which that namespace belongs, so no tool looks for it.`,
      remedy: `Take one of its keys, or a namespace of your own.${suggestion(own, ociKeys)}`,
      sameAs: [],
    };
  }
  // Labels that podman container runlabel starts commands from.
  if (/^(?:RUN|INSTALL|UNINSTALL)$/.test(key)) return undefined;
  const reserved = RESERVED.exec(key)?.[0];
  if (reserved !== undefined)
    return {
      at: name,
      message: `${key} lies in the namespace ${reserved.slice(0, -1)}, which Docker keeps for itself.`,
      remedy: "Begin the key with a domain of your own, reversed.",
      sameAs: KEY,
    };
  const why = oddityOf(key);
  return why === undefined
    ? undefined
    : {
        at: name,
        message: `The label key ${key} ${why}, which the guidelines for keys leave out.`,
        remedy:
          "Write keys with lower-case letters, digits, and single points and hyphens between them.",
        sameAs: KEY,
      };
}

/** Docker's namespaces, but for what its extensions have to set (Docker Extensions SDK, labels). */
const RESERVED =
  /^(?:com\.docker\.(?!desktop\.extension\.|extension\.)|io\.docker\.|org\.dockerproject\.)/;

function oddityOf(key: string): string | undefined {
  const odd = /[^a-z\d.-]/.exec(key)?.[0];
  if (odd !== undefined)
    return /[A-Z]/.test(odd) ? "has capitals" : `has the character "${odd}"`;
  if (!/^[a-z]/.test(key)) return "begins with no letter";
  if (!/[a-z\d]$/.test(key)) return `ends in "${key.at(-1)}"`;
  return /\.\.|--/.test(key) ? "has two separators in a row" : undefined;
}

function wrongPair({ name, value }: Pair): Problem | undefined {
  const key = knownText(name.value);
  const text = knownText(value.value);
  // The default of a build argument stands in for what a build is given.
  if (key === undefined || text === undefined || value.text.includes("$"))
    return undefined;
  const wrong = wrongValue(key, text);
  if (wrong === undefined) return undefined;
  const { why, remedy, sameAs } = wrong;
  return {
    at: value,
    message: `${key} is "${text.length > 60 ? `${text.slice(0, 59)}…` : text}", which ${why}.`,
    remedy,
    sameAs,
  };
}
