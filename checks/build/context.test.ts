import { describe, expect, it } from "vitest";
import type { ContextFacts, Files } from "../files.ts";
import { buildContext } from "./context.ts";

const sent = (files: Files, facts?: ContextFacts) => [
  ...buildContext(files, "Dockerfile", true, facts).sent.keys(),
];

describe("what is sent to the builder", () => {
  it("is every file with the directories above it, the Dockerfile included", () => {
    expect(sent({ Dockerfile: "", "src/a/b.js": "" }).sort()).toEqual([
      "",
      "Dockerfile",
      "src",
      "src/a",
      "src/a/b.js",
    ]);
  });

  it("leaves out what the ignore file says, and tells by which pattern", () => {
    const context = buildContext(
      { ".dockerignore": "*.log\n.env", ".env": "", "a.log": "", b: "" },
      "Dockerfile",
      true,
    );
    expect([...context.sent.keys()].sort()).toEqual(["", ".dockerignore", "b"]);
    expect(
      [...context.ignored].map(([path, { text }]) => [path, text]),
    ).toEqual([
      [".env", ".env"],
      ["a.log", "*.log"],
    ]);
  });

  it("tells which pattern took a file back in", () => {
    const { readmitted, ignored } = buildContext(
      { ".dockerignore": "*.md\n!README.md", "README.md": "", "a.md": "" },
      "Dockerfile",
      true,
    );
    expect(
      [...readmitted].map(([path, { text, negated }]) => [path, text, negated]),
    ).toEqual([["README.md", "!README.md", true]]);
    expect([...ignored.keys()]).toEqual(["a.md"]);
  });

  it("has no path that is longer than a system call takes", () => {
    const lengths = (path: string): number =>
      sent({ [path]: "", a: "" }).filter((at) => !at.includes("/")).length;
    expect(lengths(`${"d/".repeat(2047)}f`)).toBe(3);
    expect(lengths(`${"d/".repeat(2047)}ff`)).toBe(2);
  });

  it("keeps a directory that no pattern names, where all its files are left out", () => {
    const files = { ".dockerignore": "src/*\ntest", "src/a": "", "test/b": "" };
    expect(sent(files).sort()).toEqual(["", ".dockerignore", "src"]);
  });

  it("brings back the directories above a file that an exception takes in", () => {
    const files = { ".dockerignore": "*\n!src/a", "src/a": "", "src/b": "" };
    expect(sent(files).sort()).toEqual(["", "src", "src/a"]);
  });

  it("follows the ignore file of the Dockerfile", () => {
    const files = {
      "web.Dockerfile.dockerignore": "a",
      ".dockerignore": "b",
      a: "",
      b: "",
    };
    const context = buildContext(files, "web.Dockerfile", true);
    expect([...context.ignored.keys()]).toEqual(["a"]);
    expect(context.ignore.path).toBe("web.Dockerfile.dockerignore");
  });
});

describe("facts about files", () => {
  it("are modes, links, sizes, archives and empty directories", () => {
    const { sent: entries } = buildContext(
      { "run.sh": "x", link: "", "big.bin": "", "a.tar": "" },
      "Dockerfile",
      true,
      {
        "run.sh": { mode: 0o755 },
        link: { symlink: "run.sh" },
        "big.bin": { size: 1_000_000 },
        "a.tar": { entries: ["b"] },
        "logs/empty": { emptyDirectory: true, mode: 0o777 },
        logs: { mode: 0o700 },
      },
    );
    expect(entries.get("run.sh")?.mode).toBe(0o755);
    expect(entries.get("link")).toMatchObject({
      type: "symlink",
      target: "run.sh",
    });
    expect(entries.get("big.bin")?.size).toBe(1_000_000);
    expect(entries.get("a.tar")?.entries).toEqual(["b"]);
    expect(entries.get("logs/empty")).toMatchObject({
      type: "directory",
      mode: 0o777,
    });
    expect(entries.get("logs")?.mode).toBe(0o700);
  });

  it("are ordinary where none are given", () => {
    const { sent: entries } = buildContext(
      { "d/é": "€😀" },
      "Dockerfile",
      true,
    );
    expect(entries.get("d")?.mode).toBe(0o755);
    // Three bytes for the euro sign, four for the face.
    expect(entries.get("d/é")).toMatchObject({ mode: 0o644, size: 7 });
  });

  it("alone make no file", () => {
    expect(sent({}, { ghost: { mode: 0o755 } })).toEqual([""]);
  });
});

describe("a context that is read again", () => {
  const files: Files = { "a.js": "a", "b.js": "b", ".dockerignore": "b.js" };
  const again = (changed: Files, facts: ContextFacts = {}) => {
    buildContext(files, "Dockerfile", true);
    return buildContext({ ...files, ...changed }, "Dockerfile", true, facts);
  };

  it("is the same one where nothing is another one", () => {
    expect(again({})).toBe(buildContext(files, "Dockerfile", true));
  });

  it("has the texts of now, and leaves those that it had", () => {
    const before = buildContext(files, "Dockerfile", true);
    const now = again({ "a.js": "new", "b.js": "new" });
    expect(now.sent.get("a.js")).toMatchObject({ text: "new", size: 3 });
    expect(now.tree().get("/a.js")).toMatchObject({ text: "new", size: 3 });
    expect(before.tree().get("/a.js")?.text).toBe("a");
    expect([...now.ignored.keys()]).toEqual(["b.js"]);
    expect(now.sent.has("b.js")).toBe(false);
  });

  it.each<[string, Files, ContextFacts]>([
    ["another ignore file", { ".dockerignore": "a.js" }, {}],
    ["more files", { "c.js": "" }, {}],
    ["other facts", {}, { "a.js": { mode: 0o755 } }],
  ])("is read anew with %s", (_, changed, facts) => {
    const now = again(changed, facts);
    // Read after another one, so that nothing is taken over.
    buildContext({}, "Dockerfile", true);
    const fresh = buildContext(
      { ...files, ...changed },
      "Dockerfile",
      true,
      facts,
    );
    expect([...now.sent]).toEqual([...fresh.sent]);
    expect([...now.ignored.keys()]).toEqual([...fresh.ignored.keys()]);
  });
});
