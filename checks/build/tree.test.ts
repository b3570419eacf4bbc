import { describe, expect, it } from "vitest";
import { treeOver } from "./image-tree.ts";
import {
  absolute,
  nameOf,
  parentOf,
  type BaseFiles,
  type Entry,
  type Existence,
} from "./tree.ts";

const entry = (type: Entry["type"]): Entry => ({
  type,
  mode: 0o755,
  uid: 0,
  gid: 0,
  origin: { kind: "implied" },
});

describe("what exists over a base", () => {
  it.each<[BaseFiles, string, Existence]>([
    ["none", "/", "present"],
    ["none", "/app", "absent"],
    ["none", "/etc", "absent"],
    ["system", "/etc", "present"],
    ["system", "/usr/local/bin", "present"],
    ["system", "/etc/passwd", "unknown"],
    ["system", "/app", "absent"],
    ["system", "/app/server.js", "absent"],
    ["system", "/usr/src/app", "absent"],
    ["system", "/home/node", "unknown"],
    ["system", "/home/node/app", "absent"],
    ["system", "/lib64/ld-linux.so", "unknown"],
    ["system", "/go/bin", "unknown"],
    ["system", "/nodejs/bin/node", "unknown"],
    ["system", "/docker-entrypoint.sh", "unknown"],
    ["unknown", "/etc", "present"],
    ["unknown", "/app", "unknown"],
  ])("%s: %s is %s", (base, path, expected) => {
    expect(treeOver(base).exists(path)).toBe(expected);
  });
});

describe("a tree", () => {
  it("knows what is put into it, and not what is beside", () => {
    const tree = treeOver("none");
    tree.put("/app", entry("directory"));
    tree.put("/app/a", entry("file"));
    expect(tree.exists("/app/a")).toBe("present");
    expect(tree.exists("/app/b")).toBe("absent");
    expect(tree.below("/app").map(([path]) => path)).toEqual([
      "/app",
      "/app/a",
    ]);
    expect(tree.below("/")).toHaveLength(2);
  });

  it.each(["bundle", "opaque", "symlink"] as const)(
    "does not know what is in a %s",
    (type) => {
      const tree = treeOver("none");
      tree.put("/app", entry(type));
      expect(tree.exists("/app/a/b")).toBe("unknown");
      expect(tree.exists("/apple")).toBe("absent");
    },
  );

  it("forgets what is removed with all below it", () => {
    const tree = treeOver("system");
    tree.put("/app", entry("directory"));
    tree.put("/app/a", entry("file"));
    tree.remove("/app");
    expect(tree.below("/app")).toEqual([]);
    expect(tree.exists("/app/a")).toBe("absent");
    tree.remove("/etc");
    expect(tree.exists("/etc/passwd")).toBe("absent");
    tree.put("/etc", entry("directory"));
    expect(tree.exists("/etc")).toBe("present");
  });

  it("may hold anything once it is blurred, also what was removed", () => {
    const tree = treeOver("system");
    tree.remove("/app/dist");
    tree.blur("a command did something");
    expect(tree.exists("/app/dist")).toBe("unknown");
    expect(tree.exists("/app/other")).toBe("unknown");
  });

  it("may hold anything below a path that is obscured, and no more", () => {
    const tree = treeOver("none");
    tree.obscure("/app", "something is there");
    expect(tree.exists("/app/a")).toBe("unknown");
    expect(tree.exists("/apple")).toBe("absent");
    tree.remove("/app");
    expect(tree.exists("/app/a")).toBe("absent");
  });

  it("forks: what happens to one does not happen to the other", () => {
    const tree = treeOver("none");
    tree.put("/a", entry("file"));
    const fork = tree.fork();
    fork.put("/b", entry("file"));
    fork.remove("/a");
    fork.obscure("/c", "something is there");
    expect(["/a", "/b", "/c"].map((path) => tree.exists(path))).toEqual([
      "present",
      "absent",
      "absent",
    ]);
  });
});

describe("paths", () => {
  it.each([
    ["a", "/b", "/b/a"],
    ["/a", "/b", "/a"],
    ["../a", "/b/c", "/b/a"],
    ["../../../a", "/b", "/a"],
    ["./a//b/", "/", "/a/b"],
    [".", "/b", "/b"],
  ])("%s from %s is %s", (path, directory, expected) => {
    expect(absolute(path, directory)).toBe(expected);
  });

  it("have a parent and a name", () => {
    expect(["/a/b", "/a", "/"].map(parentOf)).toEqual(["/a", "/", "/"]);
    expect(["/a/b", "/a", "a"].map(nameOf)).toEqual(["b", "a", "a"]);
  });
});
