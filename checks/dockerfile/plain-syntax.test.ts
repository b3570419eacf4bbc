import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dockerfile } from "../testing/generated.ts";
import { generatedDockerfiles } from "../tools/bench-generated.ts";
import { readDockerfile } from "./model.ts";
import { isPlain } from "./plain-syntax.ts";
import { validated } from "./syntax.ts";

const read = (text: string): ReturnType<typeof readDockerfile> =>
  readDockerfile({ Dockerfile: text }, "Dockerfile");

/** What dockerfile-utils has against a text that is taken for plain. */
const against = (text: string): readonly string[] => {
  const model = read(text);
  return isPlain(model) ? [...validated(model)].map((at) => at.message) : [];
};

describe("plain is", () => {
  it.each([
    "FROM node:24-slim",
    "ARG VERSION=24\nFROM --platform=$BUILDPLATFORM node:${VERSION} AS build",
    "FROM a@sha256:0123456789abcdef\nRUN apt-get update \\\n # why\n && x \\\n    y",
    "FROM a\nRUN <<EOF\ncat <<< x\nEOF\nUSER 1000",
    "FROM a\nCOPY --chmod=755 <<EOF /b\nc <<EOF\nEOF\nUSER 1",
    "FROM a\nCOPY --link --chown=a:b --from=b /a/*.json ./\nADD a b /c/",
    'FROM a\nLABEL a.b="c d" \\\n      e=f\nENV A=\'b\' C="$D:${E:-f}"\nENV G h',
    "FROM a\nHEALTHCHECK --interval=30s --retries=3 CMD curl -f http://a/ || exit 1",
    'FROM a\nSHELL ["/bin/bash", "-c"]\nVOLUME ["/a"]\nCMD ["a"]\nENTRYPOINT a',
    "from a\nexpose 80/tcp $PORT\nstopsignal SIGQUIT\nworkdir /a\nmaintainer a <b>",
  ])("%j", (text) => {
    expect(isPlain(read(text))).toBe(true);
    expect(against(text)).toEqual([]);
  });
});

describe("not plain is", () => {
  it.each([
    ["no text", ""],
    ["no FROM", "ARG A"],
    ["an instruction before FROM", "RUN a\nFROM b"],
    ["what is no instruction", "FROM a\nFRUM b"],
    ["an instruction without arguments", "FROM a\nENTRYPOINT"],
    ["a word too many", "FROM a b"],
    ["a stage whose name is none", "FROM a AS 1"],
    ["a flag nobody knows", "FROM a\nCOPY --form=b c d"],
    ["a flag that every object has", "FROM a\nCOPY --constructor=b c d"],
    ["a flag without a name", "FROM a\nCOPY -- b c"],
    ["a flag twice", "FROM a\nCOPY --from=b --from=c d e"],
    ["a switch that is neither on nor off", "FROM a\nCOPY --link=b c d"],
    ["a duration without its unit", "FROM a\nHEALTHCHECK --timeout=3 CMD b"],
    ["one word to copy", "FROM a\nCOPY b"],
    ["a quote that is not closed", 'FROM a\nLABEL b="c'],
    ["a modifier nobody knows", "FROM a\nENV B=${C:x}"],
    ["another escape character", "# escape=`\nFROM a"],
    ["a character beyond ASCII", "FROM a\nUSER é"],
    ["a here-document of ADD", "FROM a\nADD <<E /b\nc\nE"],
    ["a here-document for the next line", "FROM a\nCOPY <<E \\\n/b\nc\nE"],
    ["a here-document never closed", "FROM a\nRUN <<E\nb"],
    ["a keyword in two lines", "FR\\\nOM a"],
    ["an escape character alone", "FROM a\n\\\nUSER b"],
    ["what ONBUILD keeps", "FROM a\nONBUILD FROM b"],
  ])("%s", (_, text) => {
    expect(isPlain(read(text))).toBe(false);
  });
});

it("generated Dockerfiles are plain, so that they are parsed once", () => {
  const texts = generatedDockerfiles(100).map(({ text }) => text);
  expect(texts.filter((text) => !isPlain(read(text)))).toEqual([]);
});

it("dockerfile-utils has no error in what is plain, whatever the text", () => {
  fc.assert(
    fc.property(dockerfile, (text) => {
      expect(against(text)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
