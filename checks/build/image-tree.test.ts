import { describe, expect, it } from "vitest";
import { showLayer } from "../testing/builds.ts";
import { treeOver } from "./image-tree.ts";
import type { BaseFiles, Entry, Tree } from "./tree.ts";

const file = (mode = 0o644, uid = 0): Entry => ({
  type: "file",
  mode,
  uid,
  gid: 0,
  origin: { kind: "command", command: "touch" },
});
const directory = (mode = 0o755): Entry => ({
  ...file(mode),
  type: "directory",
});
const link = (target: string): Entry => ({
  ...file(0o777),
  type: "symlink",
  target,
});

/** The layer that changes make over another one, in which /app with /app/a and /app/d/b was made. */
function layer(base: BaseFiles, change: (tree: Tree) => void) {
  const tree = treeOver(base);
  const made = file();
  tree.put("/app", directory());
  tree.put("/app/a", made);
  tree.put("/app/d", directory());
  tree.put("/app/d/b", made);
  tree.takeLayer();
  change(tree);
  return showLayer(tree.takeLayer());
}

describe("a layer", () => {
  it.each<[string, (tree: Tree) => void, string[]]>([
    ["of nothing is empty", () => {}, []],
    [
      "lists what is new in the order of the paths",
      (tree) => {
        tree.put("/z", file());
        tree.put("/b", file(0o600, 7));
      },
      ["+ /b file 600 7:0", "+ /z file 644 0:0"],
    ],
    [
      "tells what replaces a file below",
      (tree) => tree.put("/app/a", file()),
      ["* /app/a file 644 0:0"],
    ],
    [
      "leaves out a file that is copied again unchanged",
      (tree) => {
        const [, entry] = tree.below("/app/a")[0] ?? [];
        if (entry !== undefined) tree.put("/app/a", { ...entry });
      },
      [],
    ],
    [
      "leaves out a directory that keeps its permissions",
      (tree) => tree.put("/app", directory()),
      [],
    ],
    [
      "lists a directory whose permissions change",
      (tree) => tree.put("/app", directory(0o700)),
      ["* /app directory 700 0:0"],
    ],
    [
      "hides a directory with one whiteout",
      (tree) => tree.remove("/app"),
      ["- /app"],
    ],
    [
      "forgets what was made and removed again",
      (tree) => {
        tree.put("/new", directory());
        tree.put("/new/a", file());
        tree.remove("/new");
      },
      [],
    ],
    [
      "hides what a directory held that was made anew",
      (tree) => {
        tree.remove("/app");
        tree.put("/app", directory());
        tree.put("/app/c", file());
      },
      ["- /app/a", "+ /app/c file 644 0:0", "- /app/d"],
    ],
    [
      "has no whiteouts below a file that takes a directory's place",
      (tree) => {
        tree.remove("/app/d");
        tree.put("/app/d", file());
      },
      ["* /app/d file 644 0:0"],
    ],
    [
      "says why it may hold more",
      (tree) => {
        tree.doubt("a reason");
        tree.doubt("a reason");
      },
      ["? a reason"],
    ],
  ])("%s", (_, change, expected) => {
    expect(layer("none", change)).toEqual(expected);
  });

  it("does not know whether something stood there on an unknown base", () => {
    expect(
      layer("unknown", (tree) => {
        tree.put("/x", file());
        tree.remove("/y");
      }),
    ).toEqual(["~ /x file 644 0:0", "? whether /y was there is not known"]);
  });

  it("believes what a command proves", () => {
    expect(
      layer("unknown", (tree) => {
        tree.assume("/x", "absent");
        tree.put("/x", file());
        tree.assume("/y", "present");
        tree.remove("/y");
      }),
    ).toEqual(["+ /x file 644 0:0", "- /y"]);
  });

  it("knows the directories of an official image", () => {
    expect(
      layer("system", (tree) => {
        tree.put("/tmp", directory(0o1777));
        tree.put("/root", directory());
        tree.remove("/etc/x");
      }),
    ).toEqual([
      "* /root directory 755 0:0",
      "? whether /etc/x was there is not known",
    ]);
  });

  it("tells what it hides of a directory that is not known in whole", () => {
    expect(
      layer("system", (tree) => {
        tree.remove("/etc");
        tree.put("/etc", directory());
      }),
    ).toEqual(["? what else /etc held is hidden"]);
  });
});

describe("links", () => {
  const linked = () => {
    const tree = treeOver("none");
    tree.put("/data", directory());
    tree.put("/app", link("/data"));
    tree.put("/data/up", link("../data/x/../y"));
    tree.put("/loop", link("loop"));
    return tree;
  };

  it("in the directories of a path are followed", () => {
    const tree = linked();
    tree.put("/app/a", file());
    expect(tree.get("/data/a")?.type).toBe("file");
    expect(tree.exists("/app/a")).toBe("present");
    expect(tree.place("/app/up")).toBe("/data/up");
    tree.remove("/app/a");
    expect(tree.exists("/data/a")).toBe("absent");
  });

  it.each([
    ["/app", "/data"],
    ["/app/up", "/data/y"],
    ["/data", "/data"],
    ["/loop", undefined],
    ["/loop/a", "/loop/a"],
  ])("%s leads to %s", (path, target) => {
    expect(linked().follow(path)).toBe(target);
  });

  it("are gone once a directory takes their place", () => {
    const tree = linked();
    tree.remove("/app");
    tree.put("/app", directory());
    tree.put("/app/a", file());
    expect(tree.exists("/data/a")).toBe("absent");
  });
});

describe("a place that is covered", () => {
  it("is as it was once it is uncovered, and nothing of it is in the layer", () => {
    const tree = treeOver("none");
    tree.put("/app", directory());
    tree.put("/app/a", file());
    tree.takeLayer();
    const uncover = tree.cover("/app");
    expect(tree.exists("/app/a")).toBe("absent");
    tree.put("/app", directory(0o700));
    tree.put("/app/b", file());
    tree.obscure("/app/c", "something");
    tree.put("/out", file());
    uncover();
    expect(["/app/a", "/app/b", "/app/c"].map((at) => tree.exists(at))).toEqual(
      ["present", "absent", "absent"],
    );
    expect(showLayer(tree.takeLayer())).toEqual(["+ /out file 644 0:0"]);
  });
});

describe("a directory of another tree", () => {
  const place = () => {
    throw new Error("Nothing is in the way.");
  };

  it("is put into one here, and what was removed from it tells nothing here", () => {
    const from = treeOver("none");
    from.put("/s/d", directory());
    from.put("/s/d/a", file());
    from.remove("/s/d/b");
    const tree = treeOver("unknown");
    tree.graft(from, "/s", "/t", { change: undefined, place });
    expect(tree.get("/t/d/a")).toBe(from.get("/s/d/a"));
    expect(from.exists("/s/d/b")).toBe("absent");
    expect(tree.exists("/t/d/b")).toBe("unknown");
  });

  it("stays as it is when either tree is changed", () => {
    const from = treeOver("none");
    from.put("/s/d/a", file());
    const tree = treeOver("none");
    tree.graft(from, "/s", "/t", { change: undefined, place });
    from.put("/s/d/b", file());
    tree.remove("/t/d/a");
    expect(tree.exists("/t/d/b")).toBe("absent");
    expect(from.exists("/s/d/a")).toBe("present");
  });
});

it("a command of unknown effect does not reach what a mount hides from it", () => {
  const tree = treeOver("system");
  tree.remove("/var/lib/x");
  const uncover = tree.cover("/var");
  tree.blur("a command did something");
  uncover();
  expect(tree.exists("/var/lib/x")).toBe("absent");
  expect(tree.exists("/app")).toBe("unknown");
});
