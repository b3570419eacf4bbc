import { chmodSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { asOrdinaryUser, folderWith, runIn } from "../testing/terminal.ts";
import { lintCommand } from "./lint.ts";

const SUDO = "FROM alpine:3.23\nRUN sudo ls\nUSER 1000:1000\n";

function lintIn(
  folder: string,
  ...args: readonly string[]
): ReturnType<typeof runIn> {
  return runIn(folder, lintCommand, args);
}

describe("a file that is no text", () => {
  it.each([
    [
      "invalid UTF-8",
      Buffer.from("FROM a # \xE4\n", "latin1"),
      "it is not UTF-8 text",
    ],
    ["UTF-16", Buffer.from("\uFEFFFROM a\n", "utf16le"), "it is a binary file"],
    ["binary", Buffer.from([0x7f, 0x45, 0, 1]), "it is a binary file"],
    ["enormous", Buffer.alloc(5_000_001, "#"), "it is larger than 5 MB"],
  ])("is said and left as it is: %s", async (_, bytes, because) => {
    const folder = folderWith({ Dockerfile: bytes, "a.Dockerfile": SUDO });
    const ran = await lintIn(folder, "--fix");
    expect(ran).toMatchObject({ code: 2, said: `Dockerfile: ${because}.\n` });
    expect(ran.output).toMatch(/^a\.Dockerfile fixed 1 finding\n/);
    expect(ran.output).toMatch(/^1 file: .*; 1 not usable$/m);
    expect(readFileSync(join(folder, "Dockerfile")).equals(bytes)).toBe(true);
  });

  it("is a link that leads nowhere or in a circle", async () => {
    const folder = folderWith({});
    symlinkSync("gone", join(folder, "Dockerfile"));
    symlinkSync("Dockerfile.b", join(folder, "Dockerfile.a"));
    symlinkSync("Dockerfile.a", join(folder, "Dockerfile.b"));
    const { code, said } = await lintIn(folder);
    expect([code, said.split("\n")]).toEqual([
      2,
      [
        "Dockerfile: it does not exist.",
        "Dockerfile.a: its symbolic links lead in a circle.",
        "Dockerfile.b: its symbolic links lead in a circle.",
        "",
      ],
    ]);
  });

  it.runIf(process.getuid)("is a file or folder of someone else", async () => {
    const folder = folderWith({
      "a/Dockerfile": SUDO,
      "b/Dockerfile": SUDO,
      "c/Dockerfile": SUDO,
    });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "a"), 0o000);
    chmodSync(join(folder, "b/Dockerfile"), 0o000);
    const ran = await asOrdinaryUser(() => lintIn(folder));
    chmodSync(join(folder, "a"), 0o755);
    expect(ran).toMatchObject({
      code: 2,
      said: "a: there is no permission for it.\nb/Dockerfile: there is no permission for it.\n",
    });
    expect(ran.output).toContain("c/Dockerfile:2:5 warning no-sudo\n");
  });
});
