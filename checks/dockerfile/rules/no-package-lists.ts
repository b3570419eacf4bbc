import { defineRule, type Problem } from "../../rule.ts";
import { appended } from "../append-command.ts";
import type { Run } from "../instruction.ts";
import type { Dockerfile, Stage } from "../model.ts";
import {
  SYSTEM_CACHE_IDS,
  SYSTEM_CACHE_MANAGERS,
  systemCachesLeft,
  type LeftCache,
} from "../package-caches.ts";
import { packageCommands, type PackageCommand } from "../package-commands.ts";
import { programsOf } from "../package-manager-data.ts";
import { chainOf } from "../queries.ts";
import { sureCommands } from "../sure-commands.ts";

export default defineRule({
  id: "no-package-lists",
  title: "Leave no package lists and caches behind",
  category: "size",
  severity: "warning",
  about: ["RUN"],
  runs: programsOf(SYSTEM_CACHE_MANAGERS),
  sameAs: SYSTEM_CACHE_IDS,
  *check({ dockerfile, finalStage }) {
    if (finalStage === undefined) return;
    // The layers of the stages it starts from ship with it.
    const chain = [...chainOf(finalStage)];
    let users: ReturnType<typeof usersIn> | undefined;
    for (const stage of chain)
      for (const cache of systemCachesLeft(stage)) {
        const { at, by, left, manager, sameAs } = cache;
        const user =
          manager === "apt"
            ? (users ??= usersIn(chain)).get(by.run)
            : undefined;
        const fix = user === undefined ? fixFor(cache, dockerfile) : undefined;
        yield {
          at,
          message: `${by.calledAs} ${by.verb} leaves ${left} in this layer, and no later layer makes it smaller.`,
          remedy:
            user === undefined
              ? remedyFor(cache)
              : `Install what line ${dockerfile.lines.position(user.at.start).line} installs in this RUN too, and remove ${left}/* at its end.`,
          sameAs,
          ...(fix && { fix }),
        };
      }
  },
});

/** By RUN, the installation further down that works with the lists of apt that stay, where there is one. */
function usersIn(stages: readonly Stage[]): ReadonlyMap<Run, PackageCommand> {
  const users = new Map<Run, PackageCommand>();
  // From the end: the RUN at hand, its first command that counts, and that of the RUN below.
  let run: Run | undefined;
  let first: PackageCommand | undefined;
  let below: PackageCommand | undefined;
  for (const stage of stages) {
    const sure = sureCommands(stage);
    for (const command of packageCommands(stage).toReversed()) {
      const { manager, verb } = command;
      if (manager !== "apt" || !/^(?:update|install)$/.test(verb)) continue;
      if (run !== command.run) below = first;
      run = command.run;
      if (below?.verb === "install") users.set(run, below);
      // An update that may not run leaves what is installed further down to the lists from above.
      if (verb === "install" || sure.has(command.plain)) first = command;
    }
  }
  return users;
}

function remedyFor(cache: LeftCache): string {
  const { manager, by, left } = cache;
  if (manager === "apt")
    return `Remove ${left}/* at the end of the same RUN, or mount it as a cache.`;
  if (manager !== "apk")
    return `End the same RUN with ${cleaning(cache)}, or mount the directory as a cache.`;
  return by.verb === "update"
    ? "Leave apk update out: apk add --no-cache fetches the lists it needs and keeps none."
    : `Write apk ${by.verb} --no-cache.`;
}

/** The command that empties a cache. */
function cleaning({ manager, by: { calledAs }, left }: LeftCache): string {
  switch (manager) {
    case "dnf":
      return `${calledAs.replace(/ .*/, "")} clean all`;
    case "zypper":
      return "zypper clean --all";
    default:
      return `rm -rf ${left}/*`;
  }
}

function fixFor(cache: LeftCache, dockerfile: Dockerfile): Problem["fix"] {
  const { manager, by, more } = cache;
  if (manager === "apk") {
    const at = by.verbWord?.end;
    // Without the cache apk update does nothing, and what an earlier command left would stay.
    if (!by.editable || more || at === undefined || by.verb === "update")
      return undefined;
    return {
      title: "Add --no-cache",
      edits: [{ start: at, end: at, text: " --no-cache" }],
    };
  }
  // To throw away at once what the command is there to fetch helps nobody.
  if (/^(?:ref(?:resh)?|makecache|check-update)$/.test(by.verb))
    return undefined;
  const command = cleaning(cache);
  const edit = appended(by.run, command, dockerfile);
  return edit && { title: `Add ${command}`, edits: [edit] };
}
