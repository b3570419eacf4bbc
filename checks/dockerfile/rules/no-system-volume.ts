import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { normalPath } from "../configure.ts";
import { chainOf, instructionsOf } from "../queries.ts";
import { withoutInstruction } from "../removal.ts";

export default defineRule({
  id: "no-system-volume",
  title: "Make no volume of a directory of the system",
  category: "security",
  severity: "warning",
  about: ["VOLUME"],
  sameAs: ["dockle/DKL-DI-0002"],
  *check({ finalStage, dockerfile }) {
    if (finalStage === undefined) return;
    for (const stage of chainOf(finalStage))
      for (const volume of instructionsOf(stage, "VOLUME"))
        for (const word of volume.words) {
          const text = knownText(word.value);
          if (text === undefined) continue;
          const path = normalPath(text);
          const dockle = DEVICES.has(path);
          if (!dockle && !FILES.has(path)) continue;
          yield {
            at: word,
            message: dockle
              ? `VOLUME ${word.text} puts a volume of plain files over the ${path} that the kernel provides.`
              : `VOLUME ${word.text} keeps a copy of ${path} outside the image: a container that goes on with an old volume runs without what a new image fixes there.`,
            remedy:
              "Declare the directory that holds the application's data alone.",
            sameAs: dockle ? ["dockle/DKL-DI-0002"] : [],
            ...(volume.words.length === 1 && {
              fix: {
                title: `Leave out VOLUME ${word.text}`,
                edits: [withoutInstruction(volume, dockerfile.text)],
              },
            }),
          };
        }
  },
});

/** What the runtime mounts from the kernel. */
const DEVICES = new Set(["/proc", "/sys", "/dev"]);
/** Programs and settings that come with the image. */
const FILES = new Set([
  "/boot",
  "/etc",
  "/usr",
  "/bin",
  "/sbin",
  "/lib",
  "/lib64",
]);
