import { defineRule } from "../../rule.ts";
import { flagOf } from "../instruction.ts";

export default defineRule({
  id: "no-redundant-platform",
  title: "Leave out --platform=$TARGETPLATFORM",
  category: "style",
  severity: "info",
  mentions: /--platform/,
  sameAs: ["hadolint/DL3065", "buildkit/RedundantTargetPlatform"],
  *check({ stages, dockerfile: { globalArgs, text } }) {
    // An ARG with a default of one's own makes a constant of it.
    const isRedefined = globalArgs.some(({ declarations }) =>
      declarations.some(
        ({ name, value }) =>
          name.text === "TARGETPLATFORM" && value !== undefined,
      ),
    );
    if (isRedefined) return;
    for (const { from } of stages) {
      const flag = from && flagOf(from, "platform");
      if (flag?.value === undefined) continue;
      if (
        !/^"?\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})"?$/.test(flag.value.text)
      )
        continue;
      const [gap = ""] = /^[ \t]*/.exec(text.slice(flag.end)) ?? [];
      yield {
        at: flag,
        message: `${text.slice(flag.start, flag.end)} asks for the platform that FROM takes without it.`,
        remedy: "Leave the flag out.",
        fix: {
          title: "Leave the flag out",
          edits: [{ start: flag.start, end: flag.end + gap.length, text: "" }],
        },
      };
    }
  },
});
