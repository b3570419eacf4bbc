import type { Run } from "../dockerfile/instruction.ts";
import { presenceOf } from "../images.ts";
import type { Install } from "./packages.ts";
import type { Shell } from "./shell.ts";

const LISTS = "/var/lib/apt/lists";

/** Packages that Debian's and Ubuntu's small images may have already: what is there is found without lists. */
const MAY_BE_THERE =
  /^(?:lib|zlib|gcc-|ncurses|perl|python|openssl|util-linux|(?:base-|bsd|core|debian|diff|find|init-|sysvinit-|e2fs)\w+|adduser|apt|bash|ca-certificates|dash|debconf|dpkg|e2fsprogs|gpgv|grep|gzip|hostname|login|logsave|mawk|media-types|mount|netbase|passwd|procps|readline-common|sed|sensible-utils|sqv|tar|tzdata|usr-is-merged|usrmerge)/;

/**
 * Why apt finds no package, as the end of a sentence: the image is a small one whose package lists were emptied, as those
 * of Debian and Ubuntu are, and none was fetched since or is left (apt-get(8), update). Undefined where that is not
 * known.
 */
export function lacksLists(
  { machine, inDoubt }: Shell,
  { before: { facts } }: Run,
  { manager, packages }: Install & { readonly kind: "system" },
): string | undefined {
  const { tree, opaque, baseTag } = machine;
  if (inDoubt || opaque.length > 0 || facts === undefined) return undefined;
  if (!manager.startsWith("apt")) return undefined;
  if (facts.system !== "debian" && facts.system !== "ubuntu") return undefined;
  const isSmall =
    facts.family === facts.system || baseTag?.includes("slim") === true;
  if (!isSmall || tree.names(LISTS).length > 0 || !tree.isListed(LISTS))
    return undefined;
  const unfound = packages.find(
    (name) =>
      /^[a-z0-9][a-z0-9+.-]*$/.test(name) &&
      !name.endsWith(".deb") &&
      !MAY_BE_THERE.test(name) &&
      !machine.installed.has(name) &&
      presenceOf(facts, baseTag, name) !== "present",
  );
  return unfound === undefined
    ? undefined
    : `${manager} finds no package ${unfound}, as ${LISTS} is empty`;
}
