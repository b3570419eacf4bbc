import { describe, expect, it } from "vitest";
import { readTar, tarDirectory, tarFile, writeTar } from "./tar.ts";

describe("tar archives", () => {
  it("read as they were written", () => {
    const files = [
      tarDirectory("app", { mode: 0o750, uid: 7, gid: 8 }),
      tarFile("app/server.js", "a".repeat(600), { mode: 0o4755 }),
      tarFile("app/link", "", { type: "symlink", target: "server.js" }),
      tarFile("app/same", "", { type: "link", target: "app/server.js" }),
      tarFile("empty", ""),
    ];
    expect(readTar(writeTar(files))).toEqual(files);
  });

  it("take a long path from the header before", () => {
    const path = `${"directory/".repeat(15)}file`;
    const record = `${path.length + 10} path=${path}\n`;
    const header = writeTar([tarFile("header", record)]);
    header.write("x", 156, "latin1");
    const archive = Buffer.concat([
      header.subarray(0, 1024),
      writeTar([tarFile("short", "text")]),
    ]);
    expect(readTar(archive).map((entry) => entry.path)).toEqual([path]);
  });
});
