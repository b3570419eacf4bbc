import { defineRule } from "../../rule.ts";
import { isImageName } from "../image-reference.ts";

export default defineRule({
  id: "no-untagged-base",
  title: "Name a version of the base image",
  category: "reproducibility",
  severity: "warning",
  sameAs: [
    "hadolint/DL3006",
    "trivy/DS-0001",
    "checkov/CKV_DOCKER_7",
    "kics/image_version_not_explicit",
    "dockle/DKL-DI-0006",
    "dockerfilelint/missing_tag",
    "semgrep/missing-image-version",
  ],
  *check({ stages }) {
    for (const { base, from } of stages) {
      if (base.kind !== "image" || from?.image === undefined) continue;
      const { name, tag, digest } = base.reference;
      if (tag.kind !== "absent" || digest.kind !== "absent") continue;
      // What a variable that is not declared leaves may be no name to tag.
      if (name !== undefined && !isImageName(name)) continue;
      yield {
        at: from.image,
        message: `${from.image.text} has no tag, so every build may start from another ${name ?? "image"}.`,
        remedy: remedyFor(from.image.text, name ?? ""),
      };
    }
  },
});

function remedyFor(text: string, name: string): string {
  const hasRelease = /-debian\d+$/.test(name);
  const argument = /^\$(?:(\w+)|\{(\w+)\})$/.exec(text);
  // After the variable, a tag would follow the one that a --build-arg brings.
  if (argument !== null)
    return `Write the tag into the default of ARG ${argument[1] ?? argument[2]}, such as ${name}:${hasRelease ? "nonroot" : "<version>"}.`;
  return hasRelease
    ? `The name has the release line already, and the tag says who runs it: write ${text}:nonroot.`
    : `Add the release line you mean to run on, such as ${text}:<version>.`;
}
