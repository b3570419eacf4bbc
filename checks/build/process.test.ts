import { describe, expect, it } from "vitest";
import { configOf } from "../testing/builds.ts";
import { processOf } from "./process.ts";

const argvOf = (...lines: string[]): readonly string[] | string => {
  const process = processOf(configOf("FROM alpine:3.24", ...lines));
  return process.kind === "known" ? process.argv : process.kind;
};

describe("what the container starts", () => {
  it.each<[string, string[], string[]]>([
    [
      "is ENTRYPOINT and then CMD",
      ['ENTRYPOINT ["a"]', 'CMD ["b"]'],
      ["a", "b"],
    ],
    ["is CMD alone", ['CMD ["b", "c d"]'], ["b", "c d"]],
    ["is ENTRYPOINT alone", ['ENTRYPOINT ["a"]'], ["a"]],
    [
      "is a shell with CMD in the shell form",
      ["CMD b c"],
      ["/bin/sh", "-c", "b c"],
    ],
    [
      "is ENTRYPOINT alone in the shell form: it ignores CMD",
      ["ENTRYPOINT a", 'CMD ["b"]'],
      ["/bin/sh", "-c", "a"],
    ],
    [
      "has a shell-form CMD as arguments of ENTRYPOINT",
      ['ENTRYPOINT ["a"]', "CMD b"],
      ["a", "/bin/sh", "-c", "b"],
    ],
    [
      "is a shell of the author's",
      ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]', "CMD b"],
      ["/bin/bash", "-o", "pipefail", "-c", "b"],
    ],
    [
      "is the shell at the place of the instruction",
      ["CMD b", 'SHELL ["/bin/bash", "-c"]'],
      ["/bin/sh", "-c", "b"],
    ],
    ["is the image's own CMD", [], ["/bin/sh"]],
    [
      "is the CMD after ENTRYPOINT was emptied",
      ["ENTRYPOINT []", 'CMD ["b"]'],
      ["b"],
    ],
  ])("%s", (_, lines, expected) => {
    expect(argvOf(...lines)).toEqual(expected);
  });

  it("is nothing where both are empty", () => {
    expect(argvOf("ENTRYPOINT []")).toBe("none");
    expect(argvOf("CMD []")).toBe("none");
  });

  it("is unknown in the shell form of an unknown shell", () => {
    const config = configOf(
      "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025",
      "ENTRYPOINT node server.js",
    );
    expect(processOf(config)).toEqual({
      kind: "unknown",
      because: "the shell of the shell form is not known",
    });
  });

  it("is unknown where the image may bring an entrypoint", () => {
    expect(processOf(configOf("FROM team/base:1", "CMD a")).kind).toBe(
      "unknown",
    );
  });
});
