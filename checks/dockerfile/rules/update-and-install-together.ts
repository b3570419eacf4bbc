import { defineRule, type Problem } from "../../rule.ts";
import {
  LISTING_MANAGERS,
  loneUpdates,
  type LoneUpdate,
} from "../lone-updates.ts";
import { programsOf } from "../package-manager-data.ts";
import type { Dockerfile } from "../model.ts";

const IDS = [
  "trivy/DS-0017",
  "checkov/CKV_DOCKER_5",
  "dockle/CIS-DI-0007",
  "dockerfilelint/apt-get-update_require_install",
  "cis/4.7",
];
const KICS = "kics/update_instruction_alone";

export default defineRule({
  id: "update-and-install-together",
  title: "Update package lists in the RUN that installs",
  category: "caching",
  severity: "warning",
  about: ["RUN"],
  runs: programsOf(LISTING_MANAGERS),
  sameAs: [...IDS, KICS],
  *check({ dockerfile, stages }) {
    for (const stage of stages)
      for (const lone of loneUpdates(stage)) {
        const { update, install, keepsOld } = lone;
        const { calledAs, verb, at } = update;
        const fix = mergeFix(lone, dockerfile);
        yield {
          at,
          message: messageFor(lone, dockerfile),
          remedy:
            install === undefined && !keepsOld
              ? `Leave ${calledAs} ${verb} out.`
              : `Write ${calledAs} ${verb} && ${calledAs} ${install?.verb ?? "install"} in one RUN.`,
          severity: keepsOld ? "warning" : "info",
          sameAs: install === undefined ? IDS : [...IDS, KICS],
          ...(fix && { fix }),
        };
      }
  },
});

function messageFor(
  { update: { calledAs, verb }, install, keepsOld }: LoneUpdate,
  { lines }: Dockerfile,
): string {
  const alone = `${calledAs} ${verb} has a RUN of its own`;
  if (install === undefined)
    return `${alone}, and nothing in it uses the lists, which are as old as the cached layer.`;
  const line = lines.range(install.at).start.line;
  const later = `${install.calledAs} ${install.verb} in line ${line}`;
  return keepsOld
    ? `${alone}: as long as that layer comes from the cache, ${later} works with old lists and asks for packages that may be gone.`
    : `${alone}: its layer grows old in the cache, and ${later} fetches the lists again when it finds them too old.`;
}

/** Joins the RUN with the one right after it, where both are plain and the lists are still there. */
function mergeFix(
  { update, install, cleaned }: LoneUpdate,
  { text, escape }: Dockerfile,
): Problem["fix"] {
  if (cleaned) return undefined;
  const first = update.run;
  const second = install?.run;
  if (second?.command.form !== "shell" || first.command.form !== "shell")
    return undefined;
  const flags = [first, second].some(
    (run) => run.flags.length + run.heredocs.length > 0,
  );
  const nodes = [first, second].map(({ command }) =>
    command.form === "shell" ? command.script.nodes.length : 0,
  );
  if (flags || nodes.some((count) => count !== 1)) return undefined;
  const start = first.command.line.span(
    0,
    first.command.line.text.trimEnd().length,
  ).end;
  const end = second.command.start;
  const between = /^[ \t]*(\r?\n)RUN[ \t]+$/i.exec(text.slice(start, end));
  if (between === null || first.command.line.text.includes("#"))
    return undefined;
  return {
    title: "Join the two RUN",
    edits: [{ start, end, text: ` ${escape}${between[1] ?? "\n"}    && ` }],
  };
}
