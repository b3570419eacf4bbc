import { describe, expect, it } from "vitest";
import { knownText } from "../value.ts";
import type { CommandLine, Instruction, Word } from "./instruction.ts";
import { readDockerfile, type Stage } from "./model.ts";
import { instructionsOf } from "./queries.ts";

/** A stage over nothing with these instructions, and the text of a word's value. */
function read(text: string): Stage {
  const { finalStage } = readDockerfile(
    { Dockerfile: `FROM scratch\n${text}` },
    "Dockerfile",
  );
  if (finalStage === undefined) throw new Error("There is no stage.");
  return finalStage;
}
const one = <Keyword extends Instruction["keyword"]>(
  text: string,
  keyword: Keyword,
) => instructionsOf(read(text), keyword)[0];
const value = (word: Word | undefined) => knownText(word?.value);

describe("a command line", () => {
  const form = (command: CommandLine | undefined) =>
    command?.form === "exec"
      ? command.arguments.map(({ text }) => text)
      : command?.line.text;

  it.each<[string, string, string | string[]]>([
    ["is the exec form as a JSON array", 'CMD ["a", "b c"]', ["a", "b c"]],
    ["is the shell form otherwise", "CMD a b", "a b"],
    ["is the shell form with single quotes", "CMD ['a']", "['a']"],
    ["is the shell form with a comma too many", 'CMD ["a",]', '["a",]'],
    ["is the shell form with a bracket too few", 'CMD ["a"', '["a"'],
    ["may be an empty array", "CMD []", []],
    ["may be split over lines", 'CMD ["a", \\\n  "b"]', ["a", "b"]],
    ["fills no variable in", 'CMD ["$PATH"]', ["$PATH"]],
    ["may be empty", "CMD", ""],
  ])("%s", (_, text, expected) => {
    expect(form(one(text, "CMD")?.command)).toEqual(expected);
  });

  it("of ENTRYPOINT and RUN is read the same way", () => {
    expect(form(one('ENTRYPOINT ["a"]', "ENTRYPOINT")?.command)).toEqual(["a"]);
    expect(form(one("RUN a && b", "RUN")?.command)).toBe("a && b");
  });
});

describe("RUN", () => {
  const script = (text: string): string[] => {
    const run = one(text, "RUN");
    return run?.command.form === "shell"
      ? run.command.script.commands.map((command) => command.name?.text ?? "")
      : [];
  };

  it("gives a here-document that stands alone to the shell", () => {
    expect(script("RUN <<EOF\nnpm ci\nnpm test\nEOF")).toEqual(["npm", "npm"]);
    expect(script("RUN << 'E F'\nnpm ci\nE F")).toEqual(["npm"]);
  });

  it("leaves the other here-documents to the command", () => {
    expect(script("RUN cat <<EOF > /f\nnpm ci\nEOF")).toEqual(["cat"]);
  });

  it("keeps its flags apart from its command", () => {
    const run = one(
      'RUN --mount=type=cache,target="/a b" --network=none npm ci',
      "RUN",
    );
    expect(run?.flags.map((flag) => [flag.name, value(flag.value)])).toEqual([
      ["mount", "type=cache,target=/a b"],
      ["network", "none"],
    ]);
    expect(run?.arguments.text).toBe("npm ci");
  });
});

describe("COPY and ADD", () => {
  const paths = (text: string) => {
    const copy = one(text, "COPY") ?? one(text, "ADD");
    return [...(copy?.sources ?? []), copy?.destination].map((word) =>
      value(word),
    );
  };

  it.each<[string, string, (string | undefined)[]]>([
    ["part at spaces", "COPY a b /c/", ["a", "b", "/c/"]],
    ["may be JSON, for paths with spaces", 'COPY ["a b", "/c"]', ["a b", "/c"]],
    ["fill variables in", "ENV D=/d\nCOPY a ${D}/e", ["a", "/d/e"]],
    ["fill variables into JSON", 'ENV D=/d\nADD ["a", "$D"]', ["a", "/d"]],
    ["leave the flags out", "COPY --from=b --chown=1:1 a /c", ["a", "/c"]],
    ["have no destination in one word", "COPY a", [undefined]],
    ["leave here-documents out", "COPY a <<E /c/\nx\nE", ["a", "/c/"]],
  ])("%s", (_, text, expected) => {
    expect(paths(text)).toEqual(expected);
  });

  it("have flags, bare or with a value that may hold variables", () => {
    const copy = one("ENV U=7\nCOPY --link --chown=$U:$U a b", "COPY");
    expect(copy?.flags.map((flag) => [flag.name, value(flag.value)])).toEqual([
      ["link", undefined],
      ["chown", "7:7"],
    ]);
  });
});

describe("pairs", () => {
  const pairs = (text: string) => {
    const instruction = one(text, "ENV") ?? one(text, "LABEL");
    return instruction?.pairs.map(({ name, value: to }) => [
      value(name),
      value(to),
    ]);
  };

  it.each<[string, string, [string, string][]]>([
    [
      "name=value",
      "ENV a=1 b=2",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    [
      "a quoted value",
      `LABEL a="b c" d='e f'`,
      [
        ["a", "b c"],
        ["d", "e f"],
      ],
    ],
    ["a quoted name", 'LABEL "a b"=c', [["a b", "c"]]],
    ["an escaped space", "ENV a=b\\ c", [["a", "b c"]]],
    ["an equals sign in the value", "ENV a=b=c", [["a", "b=c"]]],
    [
      "an empty value",
      "ENV a= b=1",
      [
        ["a", ""],
        ["b", "1"],
      ],
    ],
    [
      "pairs over lines",
      "LABEL a=1 \\\n  b=2",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    [
      "the old form: all the rest is the value",
      "ENV a b c=d",
      [["a", "b c=d"]],
    ],
    ["the old form with quotes", 'ENV a "b c"', [["a", "b c"]]],
    ["nothing in the old form without value", "ENV a", []],
  ])("are read from %s", (_, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it("see the variables as they were before the line", () => {
    const [, second] = instructionsOf(read("ENV a=old\nENV a=new b=$a"), "ENV");
    expect(second?.pairs.map((pair) => value(pair.value))).toEqual([
      "new",
      "old",
    ]);
  });

  it("know whether they have the old form", () => {
    expect(one("ENV a b", "ENV")?.legacy).toBe(true);
    expect(one("ENV a=b", "ENV")?.legacy).toBe(false);
  });
});

describe("other instructions", () => {
  it("HEALTHCHECK has flags, and a command in either form", () => {
    const check = one(
      'HEALTHCHECK --interval=5s --retries=3 CMD ["a", "b"]',
      "HEALTHCHECK",
    );
    expect(check?.flags.map(({ name }) => name)).toEqual([
      "interval",
      "retries",
    ]);
    expect(check?.command?.form).toBe("exec");
    expect(one("healthcheck cmd a", "HEALTHCHECK")?.command?.form).toBe(
      "shell",
    );
  });

  it("HEALTHCHECK NONE has no command", () => {
    expect(one("HEALTHCHECK none", "HEALTHCHECK")).toMatchObject({
      none: true,
      command: undefined,
    });
    expect(one("HEALTHCHECK curl x", "HEALTHCHECK")).toMatchObject({
      none: false,
      command: undefined,
    });
  });

  it("ARG may declare several names, with and without default", () => {
    const arg = one('ARG A B=1 C="d e"', "ARG");
    expect(
      arg?.declarations.map((declared) => [
        declared.name.text,
        value(declared.value),
      ]),
    ).toEqual([
      ["A", undefined],
      ["B", "1"],
      ["C", "d e"],
    ]);
  });

  it("USER and WORKDIR take the whole rest of the line", () => {
    expect(value(one("USER a b ", "USER")?.word)).toBe("a b");
    expect(value(one('WORKDIR "/a b"', "WORKDIR")?.word)).toBe("/a b");
    expect(one("USER", "USER")?.word).toBeUndefined();
  });

  it("SHELL is a JSON array or nothing", () => {
    expect(
      one('SHELL ["/bin/bash", "-c"]', "SHELL")?.shell?.map(value),
    ).toEqual(["/bin/bash", "-c"]);
    expect(one("SHELL /bin/bash -c", "SHELL")?.shell).toBeUndefined();
  });

  it("ONBUILD holds the instruction that it triggers, and no other ONBUILD", () => {
    const trigger = one("ONBUILD copy --from=b a /c", "ONBUILD")?.trigger;
    expect(trigger).toMatchObject({ keyword: "COPY" });
    expect(trigger?.flags[0]?.name).toBe("from");
    expect(one("ONBUILD ONBUILD RUN a", "ONBUILD")?.trigger).toBeUndefined();
    expect(one("ONBUILD", "ONBUILD")?.trigger).toBeUndefined();
  });

  it("what is none keeps its keyword as written", () => {
    expect(one("Copz a b", "UNKNOWN")).toMatchObject({ keywordText: "Copz" });
  });

  it("words know where they stand, through continuations", () => {
    const after = "EXPOSE 80 \\\n  443/tcp";
    const text = `FROM scratch\n${after}`;
    const [expose] = instructionsOf(read(after), "EXPOSE");
    expect(
      expose?.words.map(({ start, end }) => text.slice(start, end)),
    ).toEqual(["80", "443/tcp"]);
  });
});
