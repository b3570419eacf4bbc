import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, runIn, type Ran } from "../testing/terminal.ts";
import { lintCommand } from "./lint.ts";

const CLEAN = 'FROM scratch\nUSER 1000:1000\nCOPY a /a\nCMD ["/a"]\n';
const SUDO = "FROM alpine:3.23\nRUN sudo ls\nUSER 1000:1000\n";
const BROKEN = "FROM scratch\nRUNN a\n";

function lintIn(
  folder: string,
  ...args: readonly string[]
): ReturnType<typeof runIn> {
  return runIn(folder, lintCommand, args);
}

/** The files of a run with `--format json`, and what was found in each. */
function foundIn({ output }: Ran): Readonly<Record<string, readonly string[]>> {
  const parsed: {
    readonly files: readonly {
      readonly path: string;
      readonly findings: readonly { readonly rule: string }[];
    }[];
  } = JSON.parse(output);
  return Object.fromEntries(
    parsed.files.map(({ path, findings }) => [
      path,
      findings.map(({ rule }) => rule),
    ]),
  );
}

describe("lint ends with", () => {
  it.each<[number, string, string[], string]>([
    [0, "nothing found", ["clean"], ""],
    [0, "warnings alone", ["warned"], ""],
    [1, "an error", ["broken", "warned"], ""],
    [
      2,
      "a path that is not there",
      ["clean", "gone"],
      "gone: it does not exist.\n",
    ],
    [
      2,
      "a folder without Dockerfile",
      ["empty"],
      "empty: there is no Dockerfile in it.\n",
    ],
    [
      2,
      "a path below a file",
      ["clean/Dockerfile/a"],
      "clean/Dockerfile/a: it does not exist.\n",
    ],
  ])("%i at %s", async (code, _, args, said) => {
    const folder = folderWith({
      "clean/Dockerfile": CLEAN,
      "warned/Dockerfile": SUDO,
      "broken/Dockerfile": BROKEN,
      "empty/a.txt": "",
    });
    expect(await lintIn(folder, ...args)).toMatchObject({ code, said });
  });

  it.each<[string, string[], string]>([
    [
      "an option",
      ["--formt", "json"],
      'There is no option --formt. Did you mean "--format"?',
    ],
    [
      "an option without its value",
      ["--rule"],
      "Option '--rule <value>' argument missing",
    ],
    [
      "a format",
      ["--format", "jsn"],
      'There is no format "jsn". Did you mean "json"?',
    ],
    [
      "a rule of ours",
      ["--rule", "no-sudoo"],
      'There is no rule "no-sudoo". Did you mean "no-sudo"?',
    ],
    [
      "another tool's rule",
      ["--rule", "JSONArgsRecomended"],
      'There is no rule "JSONArgsRecomended". Did you mean "JSONArgsRecommended"?',
    ],
    [
      "both choices of rules",
      ["--all", "--rule", "no-sudo"],
      "--all and --rule exclude each other.",
    ],
    [
      "an address",
      ["--site", "example.org"],
      "--site wants a complete address",
    ],
    ["fixes of standard input", ["--fix", "-"], "--fix wants files"],
  ])("a sentence about what it cannot use: %s", async (_, args, message) => {
    const folder = folderWith({ Dockerfile: CLEAN });
    await expect(lintIn(folder, ...args)).rejects.toThrow(message);
  });
});

describe("a folder is searched for", () => {
  it("Dockerfiles and Containerfiles by their names, in order", async () => {
    const names = [
      "Containerfile",
      "Containerfile.dev",
      "Dockerfile",
      "Dockerfile.dev",
      "api.Dockerfile",
      "sub/deep/Dockerfile",
    ];
    const others = [
      "Dockerfile.dockerignore",
      "api.Dockerfile.dockerignore",
      ".dockerignore",
      "dockerfile",
      "Dockerfiles",
      "MyDockerfile",
      ".git/Dockerfile",
      "node_modules/a/Dockerfile",
    ];
    const folder = folderWith(
      Object.fromEntries([...names, ...others].map((name) => [name, CLEAN])),
    );
    const ran = await lintIn(folder, "--format", "json");
    expect(Object.keys(foundIn(ran))).toEqual(names);
  });

  it("files behind links, but not folders: no circle holds it up", async () => {
    const folder = folderWith({ "a/Dockerfile.real": CLEAN });
    symlinkSync("Dockerfile.real", join(folder, "a/Dockerfile"));
    symlinkSync("..", join(folder, "a/loop"));
    symlinkSync("../a", join(folder, "a/Dockerfile.folder"));
    const ran = await lintIn(folder, "--format", "json");
    expect(Object.keys(foundIn(ran))).toEqual([
      "a/Dockerfile",
      "a/Dockerfile.real",
    ]);
    expect(ran.code).toBe(0);
  });

  it("each file once, however it is named", async () => {
    const folder = folderWith({ "a/Dockerfile": CLEAN });
    const ran = await lintIn(folder, ".", "a", "a/Dockerfile", "a/../a");
    expect(ran.output).toBe("1 file: nothing found\n");
  });

  it("no file of another name, which is linted where it is named", async () => {
    const folder = folderWith({ "build.txt": SUDO });
    const ran = await lintIn(folder, "build.txt", "--format", "json");
    expect(foundIn(ran)).toEqual({ "build.txt": ["no-sudo"] });
  });
});

describe("the ignore file that applies", () => {
  const text = "FROM alpine:3.23\nCOPY secret /\nUSER 1000:1000\n";

  it.each<[string, Record<string, string>, string[]]>([
    [
      "is the one in the folder",
      { "a/.dockerignore": "secret" },
      ["copy-sent-files"],
    ],
    [
      "is that of the Dockerfile first",
      { "a/.dockerignore": "secret", "a/Dockerfile.dockerignore": "" },
      [],
    ],
    ["is not one of another folder", { ".dockerignore": "secret" }, []],
  ])("%s", async (_, ignore, rules) => {
    const folder = folderWith({ "a/Dockerfile": text, ...ignore });
    const ran = await lintIn(folder, "--format", "json");
    expect(foundIn(ran)).toEqual({ "a/Dockerfile": rules });
  });
});

describe("standard input", () => {
  it("is linted under its name, with the ignore file beside it", async () => {
    const folder = folderWith({ "a/.dockerignore": "secret" });
    const text = "FROM alpine:3.23\nCOPY secret /\nUSER 1000:1000\n";
    const args = ["--format", "json", "--stdin-filename", "a/Dockerfile", "-"];
    const ran = await runIn(folder, lintCommand, args, text);
    expect(foundIn(ran)).toEqual({ "a/Dockerfile": ["copy-sent-files"] });
  });

  it("has no place of its own", async () => {
    const folder = folderWith({ ".dockerignore": "secret" });
    const text = "FROM alpine:3.23\nCOPY secret /\nRUN sudo ls\nUSER 1:1\n";
    const ran = await runIn(folder, lintCommand, ["-"], text);
    expect(ran.output).toMatch(/^stdin:3:5 warning no-sudo\n/);
    expect(ran.code).toBe(0);
  });

  it("must be text as well", async () => {
    const ran = await runIn(folderWith({}), lintCommand, ["-"], "\0");
    expect(ran).toMatchObject({
      code: 2,
      said: "stdin: it is a binary file.\n",
    });
  });
});

describe("positions", () => {
  it("do not count a byte order mark", async () => {
    const folder = folderWith({ Dockerfile: "\uFEFFFROM alpine:latest\n" });
    const { output } = await lintIn(folder, "--rule", "no-latest-tag");
    expect(output).toContain("Dockerfile:1:6 ");
    expect(output).toContain("\n  1 | FROM alpine:latest\n    |      ^^^^");
  });
});

describe("a run", () => {
  it("says how many findings comments left out", async () => {
    const folder = folderWith({
      Dockerfile: SUDO.replace("RUN", "# hadolint ignore=DL3004\nRUN"),
    });
    const { output } = await lintIn(folder);
    expect(output).toBe("1 file: nothing found; 1 skipped by comments\n");
  });
});
