import type { Span } from "../../files.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { bottomOf } from "../dash.ts";
import { isForWindows } from "../windows.ts";
import type { Stage } from "../model.ts";
import { isRoot } from "../user.ts";

export default defineRule({
  id: "run-as-non-root",
  title: "Run the container as a user other than root",
  category: "security",
  severity: "warning",
  sameAs: [
    "hadolint/DL3002",
    "trivy/DS-0002",
    "checkov/CKV_DOCKER_3",
    "checkov/CKV_DOCKER_8",
    "kics/last_user_is_root",
    "kics/missing_user_instruction",
    "dockle/CIS-DI-0001",
    "semgrep/last-user-is-root",
    "semgrep/missing-user",
    "semgrep/missing-user-entrypoint",
    "cis/4.1",
  ],
  *check({ finalStage }): Generator<Problem> {
    if (finalStage === undefined) return;
    const { user } = finalStage.config;
    const text = knownText(user.value);
    if (user.by !== undefined) {
      if (text === undefined || !isRoot(text)) return;
      yield {
        at: user.by,
        message: `USER ${text} makes root the user of the running container.`,
        remedy: "End the final stage with the number of an ordinary user.",
        sameAs: [
          "hadolint/DL3002",
          "trivy/DS-0002",
          "checkov/CKV_DOCKER_8",
          "kics/last_user_is_root",
          "dockle/CIS-DI-0001",
          "semgrep/last-user-is-root",
          "cis/4.1",
        ],
      };
      return;
    }
    // A base that is known to set another user is fine.
    if (text !== undefined && !isRoot(text)) return;
    const { from, base } = finalStage;
    if (base.kind === "unknown" || saysNonRoot(finalStage)) return;
    // Windows has no root, and knows users by name alone.
    if (isForWindows(finalStage)) return;
    const nonroot = nonrootTag(finalStage);
    yield {
      at: from?.image ?? from ?? { start: 0, end: 0 },
      message:
        text === undefined
          ? "No USER is set, so the container runs as root unless the base image sets another user."
          : "No USER is set, so the container runs as root.",
      remedy:
        nonroot === undefined
          ? "Add USER with the number of an ordinary user to the final stage."
          : `Take the tag ${nonroot.tag}, which runs as user 65532.`,
      ...(nonroot && {
        fix: {
          title: `Take the tag ${nonroot.tag}`,
          edits: [{ ...nonroot.at, text: `:${nonroot.tag}` }],
        },
      }),
      sameAs: [
        "trivy/DS-0002",
        "checkov/CKV_DOCKER_3",
        "kics/missing_user_instruction",
        "dockle/CIS-DI-0001",
        "semgrep/missing-user",
        "semgrep/missing-user-entrypoint",
        "cis/4.1",
      ],
    };
  },
});

/** Whether the tag of an unknown image says that it runs as another user: the chiseled ones of .NET do. */
function saysNonRoot(stage: Stage): boolean {
  const base = bottomOf(stage);
  return (
    base.kind === "image" &&
    base.facts === undefined &&
    base.reference.tag.kind === "known" &&
    /(?:^|-)(?:chiseled|nonroot)(?:-|$)/.test(base.reference.tag.value)
  );
}

/** The tag of a distroless image that is the same but for its user, and where it goes (distroless, README.md). */
function nonrootTag({
  from,
  base,
}: Stage): { readonly tag: string; readonly at: Span } | undefined {
  if (base.kind !== "image" || from?.image === undefined) return undefined;
  const { facts, reference } = base;
  if (facts?.system !== "distroless" || reference.digest.kind !== "absent")
    return undefined;
  const { text, end } = from.image;
  const match = /^[^$:]+(:(?:latest|debug))?$/.exec(text);
  if (match === null) return undefined;
  const written = match[1] ?? "";
  return {
    tag: written === ":debug" ? "debug-nonroot" : "nonroot",
    at: { start: end - written.length, end },
  };
}
