import { defineRule } from "../../rule.ts";
import { programsOf } from "../package-manager-data.ts";
import { packageCommands } from "../package-commands.ts";

/** What apt-get does under the same word; "full-upgrade" since apt 1.1. */
const OF_APT_GET =
  /^(?:update|(?:dist-|full-)?upgrade|(?:re)?install|remove|purge|autoremove|autopurge|clean|autoclean|build-dep|source|download|changelog|satisfy)$/;
const OF_APT_CACHE = /^(?:search|show|depends|rdepends|policy|showsrc)$/;

export default defineRule({
  id: "prefer-apt-get",
  title: "Use apt-get in scripts and apt at the keyboard",
  category: "style",
  severity: "info",
  about: ["RUN"],
  runs: programsOf(["apt"]),
  sameAs: [
    "hadolint/DL3027",
    "checkov/CKV_DOCKER_9",
    "kics/run_using_apt",
    "semgrep/prefer-apt-get",
  ],
  *check({ stages }) {
    for (const stage of stages)
      for (const { at, calledAs, verb, plain, editable } of packageCommands(
        stage,
      )) {
        if (calledAs !== "apt") continue;
        const other = OF_APT_GET.test(verb)
          ? "apt-get"
          : OF_APT_CACHE.test(verb)
            ? "apt-cache"
            : undefined;
        const word = plain.nameWord;
        yield {
          at: editable ? (word ?? at) : at,
          message: `apt is made for people at a terminal: what it prints and how it reads its options may change between releases.`,
          remedy: `Write ${other ?? "apt-get or apt-cache"}${other === undefined ? "" : ` ${verb}`}.`,
          ...(editable &&
            other !== undefined &&
            word?.text === "apt" && {
              fix: {
                title: `Write ${other}`,
                edits: [{ start: word.start, end: word.end, text: other }],
              },
            }),
        };
      }
  },
});
