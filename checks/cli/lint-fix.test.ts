import { chmodSync, readFileSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { asOrdinaryUser, folderWith, runIn } from "../testing/terminal.ts";
import { lintCommand } from "./lint.ts";

const CLEAN = 'FROM scratch\nUSER 1000:1000\nCOPY a /a\nCMD ["/a"]\n';
const SUDO = "FROM alpine:3.23\nRUN sudo ls\nUSER 1000:1000\n";

function lintIn(
  folder: string,
  ...args: readonly string[]
): ReturnType<typeof runIn> {
  return runIn(folder, lintCommand, args);
}

describe("--fix", () => {
  it("writes what it could fix, tells it, and says what is left", async () => {
    const folder = folderWith({
      Dockerfile: "FROM alpine:latest\nRUN sudo ls\nUSER 1000:1000\n",
    });
    const ran = await lintIn(folder, "--fix");
    expect(readFileSync(join(folder, "Dockerfile"), "utf8")).toBe(
      "FROM alpine:latest\nRUN ls\nUSER 1000:1000\n",
    );
    expect(ran.output).toMatch(
      /^Dockerfile fixed 1 finding\n {2}line 2 no-sudo: Leave sudo out\.\n\nDockerfile:1:6 warning no-latest-tag\n/,
    );
    expect(ran.output).toMatch(/\n1 file: .*; 1 fixed\n$/);
  });

  it("keeps line ends, byte order mark, mode and a missing last line end", async () => {
    const mark = "\uFEFF";
    const folder = folderWith({
      Dockerfile: `${mark}FROM alpine:3.23\r\nRUN sudo ls\r\nUSER 1000:1000`,
    });
    const path = join(folder, "Dockerfile");
    chmodSync(path, 0o640);
    await lintIn(folder, "--fix");
    expect(readFileSync(path, "utf8")).toBe(
      `${mark}FROM alpine:3.23\r\nRUN ls\r\nUSER 1000:1000`,
    );
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it("does not touch a file in which there is nothing to fix", async () => {
    const folder = folderWith({ Dockerfile: CLEAN });
    const path = join(folder, "Dockerfile");
    utimesSync(path, 1, 1);
    await lintIn(folder, "--fix");
    expect(statSync(path).mtimeMs).toBe(1000);
  });

  it("fixes only what the chosen rules find", async () => {
    const text = "FROM alpine:3.23\nRUN sudo ls\nUSER 1000:1000\nCMD ls\n";
    const folder = folderWith({ Dockerfile: text });
    await lintIn(folder, "--fix", "--rule", "DL3025");
    expect(readFileSync(join(folder, "Dockerfile"), "utf8")).toBe(
      text.replace("CMD ls", 'CMD ["ls"]'),
    );
  });

  it.runIf(process.getuid)(
    "says where it could not write, and what is found there",
    async () => {
      const folder = folderWith({ Dockerfile: SUDO });
      chmodSync(folder, 0o755);
      chmodSync(join(folder, "Dockerfile"), 0o444);
      const ran = await asOrdinaryUser(() => lintIn(folder, "--fix"));
      expect(ran).toMatchObject({
        code: 2,
        said: "Dockerfile: the fixes were not written: there is no permission for it.\n",
      });
      expect(ran.output).toMatch(/^Dockerfile:2:5 warning no-sudo\n/);
    },
  );
});
