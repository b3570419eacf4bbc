import { defineRule } from "../../rule.ts";
import { parseReference } from "../image-reference.ts";

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
      if (from?.image === undefined) continue;
      if (base.kind !== "image" && base.kind !== "unknown") continue;
      // The tag may be in plain sight where a variable hides the name.
      const { name, tag, digest } =
        base.kind === "image"
          ? base.reference
          : parseReference(from.image.value);
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
