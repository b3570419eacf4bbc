import { defineRule } from "../../rule.ts";

export default defineRule({
  id: "no-latest-tag",
  title: "Do not build on the latest tag",
  category: "reproducibility",
  severity: "warning",
  sameAs: [
    "hadolint/DL3007",
    "trivy/DS-0001",
    "checkov/CKV_DOCKER_7",
    "kics/image_version_using_latest",
    "dockle/DKL-DI-0006",
    "dockerfilelint/latest_tag",
    "semgrep/avoid-latest-version",
  ],
  *check({ stages }) {
    for (const { base, from } of stages) {
      if (base.kind !== "image" || from?.image === undefined) continue;
      const { name, tag, digest } = base.reference;
      if (tag.kind !== "known" || tag.value !== "latest") continue;
      if (digest.kind !== "absent") continue;
      const { text } = from.image;
      const written = text.includes("latest")
        ? text
        : `${text} (${name ?? "image"}:latest)`;
      yield {
        at: from.image,
        message: `${written} is whatever carries that tag at the moment, so the same Dockerfile may give another image tomorrow.`,
        remedy:
          "Name the release line you mean to run on instead of latest, or add the digest.",
      };
    }
  },
});
