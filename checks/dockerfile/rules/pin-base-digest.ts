import { defineRule } from "../../rule.ts";

export default defineRule({
  id: "pin-base-digest",
  title: "Pin the base image by its digest",
  category: "reproducibility",
  severity: "info",
  recommended: false,
  sameAs: ["semgrep/dockerfile-source-not-pinned"],
  *check({ stages }) {
    for (const { base, from } of stages) {
      if (base.kind !== "image" || from?.image === undefined) continue;
      const { digest, name } = base.reference;
      if (digest.kind !== "absent" || name === "") continue;
      yield {
        at: from.image,
        message: `${from.image.text} names no digest, so the same Dockerfile builds on other bytes whenever the tag moves.`,
        remedy: `Add the digest that docker buildx imagetools inspect shows, as in ${from.image.text}@sha256:<digest>, and let an updater such as Renovate or Dependabot move it.`,
      };
    }
  },
});
