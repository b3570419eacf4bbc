import { defineRule } from "../../rule.ts";
import { chainOf } from "../queries.ts";

export default defineRule({
  id: "require-healthcheck",
  title: "Say how to tell that the container works",
  category: "runtime",
  severity: "info",
  recommended: false,
  sameAs: [
    "hadolint/DL3057",
    "trivy/DS-0026",
    "checkov/CKV_DOCKER_2",
    "kics/healthcheck_instruction_missing",
    "dockle/CIS-DI-0006",
    "cis/4.6",
  ],
  *check({ finalStage }) {
    if (finalStage === undefined) return;
    const { health } = finalStage.config;
    if (health.kind === "set") return;
    // HEALTHCHECK NONE says that none is wanted.
    if (health.kind === "none" && health.by !== undefined) return;
    if ([...chainOf(finalStage)].at(-1)?.base.kind === "unknown") return;
    yield {
      at: finalStage.from?.image ?? finalStage.from ?? { start: 0, end: 0 },
      message:
        health.kind === "unknown"
          ? "Unless the base image checks it, nothing asks whether the application answers: a container that hangs counts as running."
          : "Nothing asks whether the application answers: a container that hangs counts as running.",
      remedy:
        "Add a HEALTHCHECK that asks the application, with a command the image has.",
    };
  },
});
