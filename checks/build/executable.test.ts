import { describe, expect, it } from "vitest";
import type { ContextFacts } from "../files.ts";
import { buildOf } from "../testing/builds.ts";
import { refusedExecution } from "./executable.ts";

const SCRIPT = '#!/bin/sh\nexec "$@"\n';

function refused(
  lines: readonly string[],
  program = "./start.sh",
  facts: ContextFacts = {},
): string | undefined {
  const { image } = buildOf(
    ["FROM node:24-slim", "WORKDIR /app", ...lines],
    { "start.sh": SCRIPT },
    { facts },
  );
  if (image === undefined) throw new Error("The build gives no image.");
  return refusedExecution(image, program);
}

const MAY_NOT = "./start.sh may not be executed: its mode is 0644";

describe("a program that may be executed, or of which that is not told", () => {
  it.each<[string, string[]]>([
    ["a file of a checkout", ["COPY start.sh ."]],
    ["with --chmod", ["COPY --chmod=0755 start.sh ."]],
    ["with a chmod that only adds", ["COPY start.sh .", "RUN chmod g-w *.sh"]],
    [
      "with chmod +x at last",
      ["COPY --chmod=0644 start.sh .", "RUN chmod +x start.sh"],
    ],
    [
      "by its owner",
      ["COPY --chmod=0700 --chown=1000 start.sh .", "USER 1000"],
    ],
    ["by root, whoever owns it", ["COPY --chmod=0700 --chown=1000 start.sh ."]],
    [
      "by a group of which more is not known",
      ["COPY --chmod=0750 start.sh .", "USER 1000"],
    ],
    ["nothing that is known", ["RUN make"]],
  ])("%s", (_, lines) => {
    expect(refused(lines)).toBeUndefined();
  });
});

describe("a program that may not be executed", () => {
  it.each<[string, string[]]>([
    ["by --chmod", ["COPY --chmod=0644 start.sh ."]],
    ["by --chmod in letters", ["COPY --chmod=a-x start.sh ."]],
    ["by chmod", ["COPY start.sh .", "RUN chmod 644 start.sh"]],
    ["by chmod in letters", ["COPY start.sh .", "RUN chmod a-x start.sh"]],
    ["from a here-document", ["COPY <<EOF start.sh", "#!/bin/sh", "EOF"]],
    ["written by the shell", ["RUN echo '#!/bin/sh' > start.sh"]],
    ["copied on", ["COPY --chmod=0644 start.sh a", "RUN cp a start.sh"]],
  ])("%s", (_, lines) => {
    expect(refused(lines)).toBe(MAY_NOT);
  });

  it("by its checkout, where a fact tells it", () => {
    const lines = ["COPY start.sh ."];
    const facts = (mode: number) => ({ "start.sh": { mode } });
    expect(refused(lines, "./start.sh", facts(0o644))).toBe(MAY_NOT);
    expect(refused(lines, "./start.sh", facts(0o755))).toBeUndefined();
  });

  it("by another user than its owner", () => {
    expect(refused(["COPY --chmod=0700 start.sh .", "USER 1000"])).toBe(
      "./start.sh may be executed by its owner alone: its mode is 0700",
    );
  });

  it("by its name alone", () => {
    const lines = ["COPY --chmod=0644 start.sh /usr/local/bin/start"];
    expect(refused(lines, "start")).toBe(
      "start may not be executed: its mode is 0644",
    );
  });
});
