import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { flagOf } from "../instruction.ts";
import { referencesIn } from "../references.ts";

export default defineRule({
  id: "no-constant-platform",
  title: "Leave the platform to the build",
  category: "reproducibility",
  severity: "info",
  mentions: /--platform/,
  sameAs: [
    "hadolint/DL3029",
    "buildkit/FromPlatformFlagConstDisallowed",
    "kics/using_platform_with_from",
    "semgrep/avoid-platform-with-from",
  ],
  *check({ stages, dockerfile }) {
    for (const { from, name = "" } of stages) {
      const flag = from && flagOf(from, "platform");
      const platform = knownText(flag?.value?.value);
      if (flag?.value === undefined || !platform) continue;
      if (referencesIn(flag.value.text, dockerfile.escape).length > 0) continue;
      const parts = platform.toLowerCase().split("/");
      // Windows has images for Windows alone.
      if (parts[0] === "windows") continue;
      // A stage that says for which platform it is was made for that one (BuildKit, reportConstPlatformDisallowed).
      if (namesOf(parts).some((part) => name.includes(part))) continue;
      yield {
        at: flag,
        message: `--platform=${platform} fixes the platform of this stage: a build for another one gets ${platform} all the same.`,
        remedy:
          "Leave the flag out and give --platform to docker build, or write $BUILDPLATFORM for a stage that cross-compiles.",
      };
    }
  },
});

/** The words of a stage's name that stand for a platform; containerd takes some for others. */
function namesOf(parts: readonly string[]): readonly string[] {
  return parts.flatMap((part) => ALIASES[part] ?? [part]);
}

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  amd64: ["amd64", "x86_64", "x86-64", "x64"],
  x86_64: ["amd64", "x86_64", "x86-64", "x64"],
  arm64: ["arm64", "aarch64"],
  aarch64: ["arm64", "aarch64"],
};
