import { describe, expect, it } from "vitest";
import { readDockerfile } from "./model.ts";
import { syntaxProblems } from "./syntax.ts";

const problems = (text: string): readonly [string, string][] =>
  syntaxProblems(readDockerfile({ Dockerfile: text }, "Dockerfile")).map(
    ({ start, end, message }) => [text.slice(start, end), message],
  );

const places = (text: string): readonly string[] =>
  problems(text).map(([place]) => place);

describe("a problem is", () => {
  it.each<[string, string, string[]]>([
    ["an instruction nobody knows", "FROM a\nFRUM b", ["FRUM"]],
    ["a flag nobody knows", "FROM a\nCOPY --form=b c d", ["--form"]],
    ["no argument", "FROM a\nUSER", ["USER"]],
    ["an instruction before FROM", "RUN a\nFROM b", ["RUN"]],
    ["a here-document that is never closed", "FROM a\nRUN <<E\nx", ["<<E"]],
    [
      "each of two never closed",
      "FROM a\nCOPY <<E <<'F F' /\nx",
      ["<<E", "<<'F F'"],
    ],
    ["a signal that does not exist", "FROM a\nSTOPSIGNAL NOPE", ["NOPE"]],
  ])("%s", (_, text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  it("told by its place, after a byte order mark too", () => {
    expect(places("\uFEFFFROM a\r\nFRUM b\r\n")).toEqual(["FRUM"]);
  });

  it("told by its place, below a carriage return inside a line too", () => {
    expect(places("FROM a\nENV A=b\r c=d\nFRUM b")).toEqual(["FRUM"]);
  });

  it("the name of a stage, however long it is", () => {
    const name = `${"a".repeat(60)}:1`;
    expect(problems(`FROM a AS ${name}\nFROM b AS b!`)).toEqual([
      [name, expect.stringContaining('"aaaaaaaaaaaa…"')],
      ["b!", expect.stringContaining('"b!"')],
    ]);
    expect(places(`FROM a AS ${"A-b_c.1".repeat(20)}`)).toEqual([]);
  });

  it("an instruction nobody knows, also in a text too long for dockerfile-utils", () => {
    const lines = Array.from({ length: 20_000 }, () => "USER abcdefgh");
    expect(places(["FROM a", ...lines, "FRUM b"].join("\n"))).toEqual(["FRUM"]);
  });

  it("told in a text of more variables than dockerfile-utils can take", () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `ENV A${at}=$B`);
    expect(places(["FROM a", ...lines, "EXPOSE 65536"].join("\n"))).toEqual([
      "65536",
    ]);
  });

  it.each<[string, string, string[]]>([
    ["the image of a stage", "FROM a AS b\nFROM Node", ["Node"]],
    ["a port", "FROM a\nEXPOSE 1 70000/udp", ["70000/udp"]],
    ["a flag of RUN", "FROM a\nRUN --mounts=x y", ["--mounts=x"]],
    ["a mount", "FROM a\nRUN --mount=typ=bind y", ["typ=bind"]],
    ["what looks like a flag", "FROM a\nUSER --root", ["--root"]],
    ["an address of COPY", "FROM a\nCOPY http://a.b/c d", ["http://a.b/c"]],
    ["a variable without value", "FROM $A", ["$A"]],
  ])("one of ours: %s", (_, text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  it("told with the here-document's name", () => {
    const [problem] = problems("FROM a\nRUN <<-'END'\nEND x");
    expect(problem?.[1]).toContain("END is never closed");
  });
});

describe("no problem is", () => {
  it.each<[string, string]>([
    ["a here-document's text", "FROM a\nRUN <<E\nFRUM b\nUSER\nE\nUSER b"],
    ["the text of one in quotes", 'FROM a\nRUN <<"E F"\nFRUM b\nE F\nUSER b'],
    ["the text of one after a space", "FROM a\nRUN cat << E\nFRUM b\nE"],
    ["a continuation alone on its line", "FROM a\n\\\nUSER b"],
    ["a signal in a variable", "FROM a\nARG S\nSTOPSIGNAL ${S}"],
    ["a signal in lower case", "FROM a\nSTOPSIGNAL sigquit"],
    ["a signal by number", "FROM a\nSTOPSIGNAL 3"],
    ["a port for the host", "FROM a\nEXPOSE 8080:80"],
    ["two stages of one name", "FROM a AS b\nFROM c AS b"],
    ["a stage called like an object's property", "FROM a AS constructor"],
    ["no retries", "FROM a\nHEALTHCHECK --retries=0 CMD true"],
    ["a duration of 0", "FROM a\nHEALTHCHECK --interval=0s CMD true"],
    ["ADD without unpacking", "FROM a\nADD --unpack=false b.tar /"],
    ["an image behind an argument left empty", "ARG A=\nFROM $A/b"],
    ["a flag of a program in an array", 'FROM a\nCMD ["--help"]'],
    ["a mount in quotes", `FROM a\nRUN --mount='type=bind,"target=/a,b"' x`],
  ])("%s", (_, text) => {
    expect(problems(text)).toEqual([]);
  });
});
