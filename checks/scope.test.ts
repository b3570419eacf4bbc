import { describe, expect, it } from "vitest";
import { readDockerfile } from "./dockerfile/model.ts";
import { defineRule, type Rule } from "./rule.ts";
import { Scope } from "./scope.ts";

type Needs = Pick<Parameters<typeof defineRule>[0], "about" | "mentions"> & {
  readonly runs?: readonly string[];
};

const rule = (needs: Needs): Rule =>
  defineRule({
    id: "some-rule",
    title: "Do something",
    category: "style",
    severity: "info",
    ...needs,
    check: () => [],
  });
const holds = (needs: Needs, ...lines: readonly string[]): boolean =>
  new Scope(
    readDockerfile(
      { Dockerfile: ["FROM a", ...lines].join("\n") },
      "Dockerfile",
    ),
  ).holds(rule(needs));

describe("what a rule is about", () => {
  it.each<[string, Needs, readonly string[], boolean]>([
    ["anything", {}, [], true],
    ["an instruction that is there", { about: ["USER"] }, ["USER a"], true],
    ["an instruction that is not", { about: ["USER"] }, ["CMD a"], false],
    [
      "an instruction that ONBUILD may keep",
      { about: ["USER"] },
      ["ONBUILD USER a"],
      true,
    ],
    ["a program", { runs: ["curl"] }, ["RUN a && /usr/bin/curl b"], true],
    ["a program as an argument", { runs: ["curl"] }, ["RUN echo curl"], false],
    ["a program behind sudo", { runs: ["curl"] }, ["RUN sudo curl a"], true],
    ["sudo itself", { runs: ["sudo"] }, ["RUN sudo curl a"], true],
    ["a program of sh -c", { runs: ["curl"] }, ['RUN sh -c "curl a"'], true],
    ["a program of an array", { runs: ["curl"] }, ['RUN ["curl", "a"]'], true],
    ["a program with a version", { runs: ["pip"] }, ["RUN pip3.12 a"], true],
    ["one of several", { runs: ["a", "b"] }, ["RUN b"], true],
    [
      "a program in a shell that is not read",
      { runs: ["curl"] },
      ['SHELL ["powershell", "-Command"]', "RUN Get-Item a"],
      true,
    ],
    ["a text that is there", { mentions: /x/ }, ["RUN x"], true],
    ["a text that is not", { mentions: /x/ }, ["RUN y"], false],
    [
      "an instruction that is there, and a program that is not",
      { about: ["RUN"], runs: ["curl"] },
      ["RUN a"],
      false,
    ],
  ])("%s", (_, needs, lines, expected) => {
    expect(holds(needs, ...lines)).toBe(expected);
  });
});
