import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rules } from "./dockerfile/rules/index.ts";
import { fixAll } from "./fix-all.ts";
import { lint } from "./lint.ts";
import { defineRule, type Problem, type Rule } from "./rule.ts";
import { readFolder } from "./testing/content.ts";
import { fencesOf } from "./testing/fences.ts";
import { dockerfile } from "./testing/generated.ts";

/** A rule that has something to say wherever a word stands, and puts another there. */
function replaces(word: string, by: string): Rule {
  return defineRule({
    id: `no-${word}`,
    title: "Any",
    category: "style",
    severity: "info",
    *check({ dockerfile: { text } }): Generator<Problem> {
      for (const { index } of text.matchAll(new RegExp(word, "g"))) {
        const at = { start: index, end: index + word.length };
        const fix = { title: "Any", edits: [{ ...at, text: by }] };
        yield { at, message: "Any.", remedy: "Any.", fix };
      }
    },
  });
}

function fixed(text: string, ...rules: readonly Rule[]): string | undefined {
  return fixAll({ Dockerfile: text }, { rules }).files["Dockerfile"];
}

describe("all fixes", () => {
  it("are applied, those that overlap or make room for each other as well", () => {
    expect(fixed("one one-two", replaces("one", "two"))).toBe("two two-two");
    expect(fixed("one", replaces("one", "two"), replaces("two", "three"))).toBe(
      "one",
    );
    expect(
      fixed("onetwo", replaces("onetwo", "two"), replaces("two", "2")),
    ).toBe("2");
  });

  it("come with what is left to say", () => {
    const text = "FROM alpine:3.23\nMAINTAINER a\nRUN sudo ls\nUSER 1:1\n";
    const all = fixAll({ Dockerfile: text });
    expect(all.applied.map(({ rule }) => rule)).toEqual([
      "no-maintainer",
      "no-sudo",
    ]);
    expect(all.findings).toEqual(lint(all.files));
  });

  it("are not those that a comment leaves out", () => {
    const text = "FROM a:1\n# hadolint ignore=DL3004\nRUN sudo ls\n";
    const all = fixAll({ Dockerfile: text });
    expect([all.files["Dockerfile"], all.skipped]).toEqual([text, 1]);
  });
});

describe("a fix that makes nothing better", () => {
  it("is left out: it brings its own finding back", () => {
    expect(fixed("a b", replaces("a", "aa"))).toBe("a b");
  });

  it("does not keep the others from being applied", () => {
    const rules = [replaces("bad", "bad bad"), replaces("good", "fine")];
    expect(fixed("good bad good bad good", ...rules)).toBe(
      "fine bad fine bad fine",
    );
  });

  it("does not go round in circles with another", () => {
    const rules = [replaces("tick", "tock"), replaces("tock", "tick")];
    expect(fixed("tick tock", ...rules)).toBe("tick tock");
  });
});

describe("whatever the text", () => {
  const mixed = fc
    .tuple(dockerfile, fc.constantFrom("\n", "\r\n"))
    .map(([text, end]) => text.replaceAll("\n", end));

  it("fixing leaves no more findings, and fixing again changes nothing", () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const files = { Dockerfile: text };
        const once = fixAll(files);
        expect(lint(once.files).length).toBeLessThanOrEqual(lint(files).length);
        expect(fixAll(once.files)).toMatchObject({
          files: once.files,
          applied: [],
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe("line ends", () => {
  const pages = readFolder(join(import.meta.dirname, "dockerfile/rules"));
  const samples = Object.entries(pages)
    .filter(([path]) => path.endsWith(".md"))
    .flatMap(([path, text]) =>
      fencesOf(text)
        .filter(({ marks }) => marks.includes("bad"))
        .map((fence): [string, string] => [path, fence.text]),
    );

  it.each(samples)("stay what they are in the sample of %s", (_, text) => {
    const crlf = text.replaceAll("\n", "\r\n");
    const after = fixAll({ Dockerfile: crlf }, { rules }).files["Dockerfile"];
    expect(after?.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });
});
