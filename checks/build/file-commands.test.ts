import { describe, expect, it } from "vitest";
import type { ContextFacts, Files } from "../files.ts";
import { imageOf, lastLayer } from "../testing/builds.ts";

const FILES: Files = { "a.js": "a", "d/b.txt": "b", "d/e/f": "", "d/ln": "" };
const FACTS: ContextFacts = {
  "a.js": { mode: 0o755 },
  "d/e": { mode: 0o700 },
  "d/ln": { symlink: "b.txt" },
};
const BASE = ["FROM debian:13", "WORKDIR /w", "COPY . /w/"];

const layer = (script: string, ...before: string[]) =>
  lastLayer([...BASE, ...before, `RUN ${script}`], FILES, { facts: FACTS });

// What Docker 28.5 and buildah 1.28 make of the same lines.
describe("directories and files", () => {
  it.each<[string, string[]]>([
    ["mkdir x", ["+ /w/x directory 755 0:0"]],
    [
      "mkdir -p x/y /z",
      [
        "+ /w/x directory 755 0:0",
        "+ /w/x/y directory 755 0:0",
        "+ /z directory 755 0:0",
      ],
    ],
    ["mkdir -p d/e", []],
    ["mkdir -m 2770 x", ["+ /w/x directory 2770 0:0"]],
    [
      "mkdir -pm u=rwx,go= x/y",
      ["+ /w/x directory 755 0:0", "+ /w/x/y directory 700 0:0"],
    ],
    [
      "umask 027; mkdir x; touch x/f",
      ["+ /w/x directory 750 0:0", "+ /w/x/f file 640 0:0"],
    ],
    ["touch x", ["+ /w/x file 644 0:0"]],
    ["touch a.js", ["* /w/a.js file 755 0:0"]],
    ["touch -c x", []],
    ["rm a.js", ["- /w/a.js"]],
    ["rm -rf d nothing", ["- /w/d"]],
    ["rm d", []],
    ["rm -r d && mkdir d", ["- /w/d/b.txt", "- /w/d/e", "- /w/d/ln"]],
    ["touch x && rm x", []],
    ["mkdir x; rmdir x d/e", []],
    ["rm d/e/f; rmdir d/e", ["- /w/d/e"]],
    ["rmdir /etc/x", ["? whether /etc/x is empty is not known"]],
  ])("%s", (script, expected) => {
    expect(layer(script)).toEqual(expected);
  });

  it("in a set-group-ID directory get its group, and directories its bit", () => {
    expect(
      layer("mkdir x/y && touch x/f", "RUN mkdir -m 2775 x && chgrp 8 x"),
    ).toEqual(["+ /w/x/f file 644 0:8", "+ /w/x/y directory 2755 0:8"]);
  });

  it("belong to the user", () => {
    expect(layer("touch /tmp/x", "USER 7:8")).toEqual([
      "+ /tmp/x file 644 7:8",
    ]);
    expect(layer("touch /tmp/x", "USER www-data")).toEqual([
      "+ /tmp/x file 644 33:33",
    ]);
    expect(layer("sudo touch /tmp/x", "USER 1000")).toEqual([
      "+ /tmp/x file 644 0:0",
    ]);
    expect(layer("gosu 5:6 touch /tmp/x")).toEqual(["+ /tmp/x file 644 5:6"]);
  });
});

describe("owners and permissions", () => {
  it.each<[string, string[]]>([
    ["chmod 600 a.js", ["* /w/a.js file 600 0:0"]],
    ["chmod 755 a.js", []],
    ["chmod go-x,u=rw a.js", ["* /w/a.js file 644 0:0"]],
    [
      "chmod -R o+w d",
      [
        "* /w/d directory 757 0:0",
        "* /w/d/b.txt file 646 0:0",
        "* /w/d/e directory 702 0:0",
        "* /w/d/e/f file 646 0:0",
      ],
    ],
    ["chown 7 a.js", ["* /w/a.js file 755 7:0"]],
    ["chown 7:8 a.js", ["* /w/a.js file 755 7:8"]],
    ["chown :8 a.js", ["* /w/a.js file 755 0:8"]],
    ["chown www-data: a.js", ["* /w/a.js file 755 33:33"]],
    ["chgrp www-data a.js", ["* /w/a.js file 755 0:33"]],
    ["chmod 4755 a.js && chown 7 a.js", ["* /w/a.js file 755 7:0"]],
    ["chown stranger a.js", ["* /w/a.js file 755 ?:0"]],
    ["chmod $M a.js", ["* /w/a.js file ? 0:0"]],
    [
      "chmod --reference=x a.js",
      ["? what chmod does with its options is not followed"],
    ],
  ])("%s", (script, expected) => {
    expect(layer(script)).toEqual(expected);
  });

  it("of what the base image holds may not be known in whole", () => {
    expect(layer("chown -R 7 /usr/share")).toEqual([
      "* /usr/share directory 755 7:0",
      "? chown -R changes what else /usr/share holds",
    ]);
  });
});

describe("copies", () => {
  it.each<[string, string[]]>([
    ["cp a.js x", ["+ /w/x file 755 0:0"]],
    ["cp a.js d", ["+ /w/d/a.js file 755 0:0"]],
    [
      "cp a.js d/b.txt /tmp/",
      ["+ /tmp/a.js file 755 0:0", "+ /tmp/b.txt file 644 0:0"],
    ],
    ["cp -t /tmp a.js", ["+ /tmp/a.js file 755 0:0"]],
    ["cp -T a.js d/b.txt", ["* /w/d/b.txt file 644 0:0"]],
    ["cp d/ln x", ["+ /w/x file 644 0:0"]],
    ["cp -P d/ln x", ["+ /w/x symlink 777 0:0"]],
    ["umask 077; cp a.js x", ["+ /w/x file 700 0:0"]],
    [
      "chown 7:8 a.js; cp a.js x; cp -p a.js y",
      ["* /w/a.js file 755 7:8", "+ /w/x file 755 0:0", "+ /w/y file 755 7:8"],
    ],
    [
      "cp -r d x",
      [
        "+ /w/x directory 755 0:0",
        "+ /w/x/b.txt file 644 0:0",
        "+ /w/x/e directory 700 0:0",
        "+ /w/x/e/f file 644 0:0",
        "+ /w/x/ln symlink 777 0:0",
      ],
    ],
    [
      "mkdir x && cp -r d/e x && cp -r d/e/. x",
      [
        "+ /w/x directory 755 0:0",
        "+ /w/x/e directory 700 0:0",
        "+ /w/x/e/f file 644 0:0",
        "+ /w/x/f file 644 0:0",
      ],
    ],
    [
      "mkdir x && cp -a d/e/. x",
      ["+ /w/x directory 700 0:0", "+ /w/x/f file 644 0:0"],
    ],
    ["mv a.js x", ["- /w/a.js", "+ /w/x file 755 0:0"]],
    [
      "mv a.js d/e/f d/b.txt /tmp",
      [
        "+ /tmp/a.js file 755 0:0",
        "+ /tmp/b.txt file 644 0:0",
        "+ /tmp/f file 644 0:0",
        "- /w/a.js",
        "- /w/d/b.txt",
        "- /w/d/e/f",
      ],
    ],
    [
      "mv d/e x",
      ["- /w/d/e", "+ /w/x directory 700 0:0", "+ /w/x/f file 644 0:0"],
    ],
    ["mv a.js x && mv x a.js", []],
    ["ln -s b.txt d/x", ["+ /w/d/x symlink 777 0:0"]],
    ["ln -s ../a.js d", ["+ /w/d/a.js symlink 777 0:0"]],
    ["ln -sf x a.js", ["* /w/a.js symlink 777 0:0"]],
    ["ln -s x a.js", []],
    ["ln a.js x", ["+ /w/x file 755 0:0"]],
    ["install a.js x", ["+ /w/x file 755 0:0"]],
    ["install -m 640 -o 7 -g 8 a.js d/", ["+ /w/d/a.js file 640 7:8"]],
    [
      "umask 077; install -D a.js x/y/z",
      [
        "+ /w/x directory 755 0:0",
        "+ /w/x/y directory 755 0:0",
        "+ /w/x/y/z file 755 0:0",
      ],
    ],
    [
      "install -d -m 700 -o www-data x/y",
      ["+ /w/x directory 755 0:0", "+ /w/x/y directory 700 33:0"],
    ],
  ])("%s", (script, expected) => {
    expect(layer(script)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ["cp /etc/passwd x", ["? what cp puts at x is not known: /etc/passwd"]],
    ["cp $X x", ["? what cp puts at x is not known: $X"]],
    ["cp a.js $X", ["? what cp puts at $X is not known: $X"]],
    ["cp -u a.js x", ["? what cp does with its options is not followed"]],
    [
      "mv /etc/x /etc/y",
      ["- /etc/x", "? what mv puts at /etc/y is not known: /etc/x"],
    ],
    ["ln -s a.js b c d", ["? what ln links is not known"]],
  ])("of what is not known are left open: %s", (script, expected) => {
    expect(layer(script)).toEqual(expected);
  });

  it("follow links in directories", () => {
    expect(
      layer("cp -r /l/e /x && mv /l/e/f /l/g", "RUN ln -s /w/d /l"),
    ).toEqual(
      [
        "+ /w/d/g file 644 0:0",
        "- /w/d/e/f",
        "+ /x directory 700 0:0",
        "+ /x/f file 644 0:0",
      ].sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1)),
    );
  });

  it("go into /usr where /bin is a link", () => {
    expect(layer("cp a.js /bin/x").at(0)).toMatch(/^~ \/usr\/bin\/x file/);
  });
});

describe("a file that is copied", () => {
  it("keeps its text and its origin", () => {
    const { tree } = imageOf([...BASE, "RUN cp a.js x && mv x y"], FILES);
    expect(tree.get("/w/y")).toMatchObject({
      text: "a",
      origin: { kind: "context", path: "a.js" },
    });
    expect(tree.exists("/w/x")).toBe("absent");
  });
});
