import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { normalPath } from "../configure.ts";
import { instructionsOf } from "../queries.ts";

export default defineRule({
  id: "no-system-workdir",
  title: "Work outside the directories of the system",
  category: "security",
  severity: "warning",
  about: ["WORKDIR"],
  sameAs: ["trivy/DS-0030"],
  *check({ stages }) {
    for (const stage of stages)
      for (const { word } of instructionsOf(stage, "WORKDIR")) {
        const path = knownText(word?.value);
        if (word === undefined || !path?.startsWith("/")) continue;
        const [directory = ""] = /^\/[^/]*/.exec(normalPath(path)) ?? [];
        if (MOUNTED.has(directory))
          yield {
            at: word,
            message: `The runtime mounts a ${directory} of its own over WORKDIR ${word.text}, so what the build writes there is not in the container.`,
            remedy:
              "Work in a directory of the application's own, such as /app.",
          };
        else if (RESERVED.has(directory))
          yield {
            at: word,
            message: `WORKDIR ${word.text} puts the application into ${directory}, which belongs to the operating system.`,
            remedy:
              "Work in a directory of the application's own, such as /app.",
          };
      }
  },
});

/** The runtime mounts these into every container (OCI runtime specification, config-linux.md). */
const MOUNTED = new Set(["/proc", "/sys", "/dev"]);
const RESERVED = new Set(["/boot", "/initrd", "/lost+found"]);
