import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { imageOf, lastLayer } from "../testing/builds.ts";

const FILES: Files = { "a.txt": "a\n", "d/b.txt": "b\n" };
const BASE = ["FROM alpine:3.24", "WORKDIR /w", "COPY . /w/"];

/** What a RUN changes below /w. */
const run = (...lines: string[]): readonly string[] =>
  lastLayer([...BASE, ...lines], FILES).map((line) =>
    line.replace(/ (?:file|directory) \d+ 0:0$/, "").replaceAll("/w/", ""),
  );

/** The text of /w/f after a RUN. */
const text = (...lines: string[]): string | undefined =>
  imageOf([...BASE, ...lines], FILES).tree.get("/w/f")?.text;

describe("what runs next", () => {
  it.each<[string, string[]]>([
    ["touch x && touch y", ["+ x", "+ y"]],
    ["touch x; touch y", ["+ x", "+ y"]],
    ["true || touch x", []],
    ["false || touch x", ["+ x"]],
    ["false && touch x; touch y", ["+ y"]],
    ["true && false || touch x", ["+ x"]],
    ["! false && touch x", ["+ x"]],
    ["if true; then touch x; else touch y; fi", ["+ x"]],
    ["if false; then touch x; elif true; then touch y; fi", ["+ y"]],
    ["if [ -f a.txt ]; then touch x; fi", ["+ x"]],
    ["if [ ! -e a.txt ]; then touch x; else touch y; fi", ["+ y"]],
    ["test -d d && touch x", ["+ x"]],
    ["[ -d a.txt ] || touch x", ["+ x"]],
    ["[ 1 = 1 ] && touch x; [ a != a ] || touch y", ["+ x", "+ y"]],
    ['X=; [ -z "$X" ] && touch x', ["+ x"]],
    ["for i in 1 2; do touch x$i; done", ["+ x1", "+ x2"]],
    [
      "for i in *.txt d/*; do touch $i.bak; done",
      ["+ a.txt.bak", "+ d/b.txt.bak"],
    ],
    ["for i in 1 2 3; do touch x$i; break; done; touch y", ["+ x1", "+ y"]],
    ["for i in 1 2; do [ $i = 1 ] && continue; touch x$i; done", ["+ x2"]],
    ["while false; do touch x; done; touch y", ["+ y"]],
    ["until true; do touch x; done", []],
    ["case abc in a*) touch x;; *) touch y;; esac", ["+ x"]],
    [
      "case $X in abc|def) touch x;; *) touch y;; esac",
      ["? whether touch runs is not known"],
    ],
    ["X=def; case $X in abc|def) touch x;; esac", ["+ x"]],
    ["f() { touch x$1; }; f 1; f 2", ["+ x1", "+ x2"]],
    ["f() { return; touch x; }; f; touch y", ["+ y"]],
    ["touch x; exit 0; touch y", ["+ x"]],
    ["(touch x; exit 0; touch y); touch z", ["+ x", "+ z"]],
    ["sh -c 'touch x; exit'; touch y", ["+ x", "+ y"]],
    ["sh -ec 'touch x$1' name 7", ["+ x7"]],
    ["set -eux; touch x", ["+ x"]],
    ["(cd d && touch x); touch y", ["+ d/x", "+ y"]],
    ["{ cd d; touch x; }; touch y", ["+ d/x", "+ d/y"]],
    ["cd d && cd - && touch x", ["+ x"]],
    ["cd d; cd ..; touch x", ["+ x"]],
    ["touch x | touch y", ["+ x", "+ y"]],
    ["echo `touch x`", ["+ x"]],
    ["echo $(touch x)", ["+ x"]],
    ["command touch x; env A=b touch y; exec touch z", ["+ x", "+ y", "+ z"]],
    ["[ -n '' ] || exit 1", []],
    ["grep -q a a.txt || exit 1; touch x", ["+ x"]],
  ])("%s", (script, expected) => {
    expect(run(`RUN ${script}`)).toEqual(expected);
  });

  it.each([
    ["grep -q a a.txt && touch x; touch y"],
    ["if grep -q a a.txt; then touch x; fi; touch y"],
    ["if true; then grep -q a a.txt && touch x; fi; touch y"],
    ["wget x || touch x; touch y"],
    ["while read l; do touch x; done; touch y"],
    ["touch x & touch y"],
    ["[[ -f a.txt ]] && touch x; touch y"],
    ["[ $UNSET = 1 ] && touch x; touch y"],
    ["for i in $UNSET; do touch x; done; touch y"],
  ])("may be either way: %s", (script) => {
    const changes = run(`RUN ${script}`);
    expect(changes.some((line) => line.startsWith("+ y"))).toBe(true);
    expect(changes).not.toContain("+ x");
    expect(changes).toContain("? whether touch runs is not known");
  });

  it("is sure at the end of a RUN, as the build goes on after it", () => {
    expect(run("RUN grep -q a a.txt && touch x")).toEqual(["+ x"]);
    expect(run("RUN [ -f $X ] && { touch x; }")).toEqual(["+ x"]);
  });

  it("may not be reached after an end that may have come", () => {
    expect(run("RUN grep -q a a.txt && exit 0; touch x")).toEqual([
      "? whether touch runs is not known",
    ]);
  });

  it("is left open where functions call each other without an end", () => {
    expect(run("RUN f() { f; f; }; f")).toContain(
      "? a function does what the text does not tell",
    );
  });

  it("is left open in a script that is too long", () => {
    const words = "1 2 3 4 5 6 7 8 9 10";
    const found = run(
      `RUN for a in ${words}; do for b in ${words}; do for c in ${words}; do :; :; done; done; done`,
    );
    expect(found).toEqual(["? the script is too long to be followed"]);
  });

  it("is a here-document's text", () => {
    expect(run("RUN <<E", "touch x", "touch y", "E")).toEqual(["+ x", "+ y"]);
  });

  it("is the command alone in the exec form, without a shell", () => {
    expect(run('RUN ["touch", "x y", "$HOME", "*"]')).toEqual([
      "+ $HOME",
      "+ *",
      "+ x y",
    ]);
    expect(run('RUN ["sh", "-c", "touch x && touch y"]')).toEqual([
      "+ x",
      "+ y",
    ]);
  });
});

describe("a word", () => {
  it.each<[string, string[]]>([
    ["touch 'a b' \"c d\" e\\ f", ["+ a b", "+ c d", "+ e f"]],
    ["X=1; touch $X ${X}2 \"$X\"3 '$X'", ["+ $X", "+ 1", "+ 12", "+ 13"]],
    ["X='1 2'; touch $X \"$X\"", ["+ 1", "+ 1 2", "+ 2"]],
    ["touch ${X:-y} ${X-z}", ["+ y", "+ z"]],
    ["X=1; touch y${X:+z}", ["+ yz"]],
    ["X=; touch y$X", ["+ y"]],
    ["touch x$(echo y)z", ["+ xyz"]],
    ["touch $(cat a.txt).js", ["+ a.js"]],
    ["HOME=/w/d; touch ~/x ~", ["+ d/x"]],
    ["rm *.txt", ["- a.txt"]],
    ["rm */*.txt", ["- d/b.txt"]],
    ["rm [a-c].* ?", ["- a.txt"]],
    ["rm -r ?", ["- d"]],
    ["rm -f *.js", []],
    ["touch {x,y}", ["+ {x,y}"]],
    ["touch '*'", ["+ *"]],
  ])("%s", (script, expected) => {
    const found = run(`RUN ${script}`);
    expect([...found].sort()).toEqual([...expected].sort());
  });

  it("in braces is two to bash", () => {
    expect(
      run(
        "FROM debian:13",
        "WORKDIR /w",
        'SHELL ["/bin/bash", "-c"]',
        "RUN touch x{1,2}y",
      ),
    ).toEqual(["+ x1y", "+ x2y"]);
  });

  it("takes its values from ENV and ARG, and from those of the script", () => {
    expect(
      run("ARG A=1", "ENV B=$A$A", "RUN C=3; export D=4; touch $A-$B-$C-$D"),
    ).toEqual(["+ 1-11-3-4"]);
  });

  it("is not known where a variable is not, or may be set", () => {
    expect(run("ARG A", "RUN touch x$A")).toEqual([
      "? touch works on x$A, whose value is not known",
    ]);
    expect(run("RUN A=1; grep -q a a.txt && A=2; touch x$A")).toEqual([
      "? touch works on x$A, whose value is not known",
    ]);
    expect(run("RUN read A; touch x$A")).toHaveLength(1);
  });

  it("of a pattern in a directory that is not known in whole may match more", () => {
    expect(run("RUN touch /etc/x.conf; rm /etc/*.conf")).toEqual([
      "? what else /etc/*.conf matches is not known",
      "? whether /etc/x.conf was there is not known",
    ]);
  });
});

describe("the text that a command writes", () => {
  it.each<[string, string | undefined]>([
    ["echo a b > f", "a b\n"],
    ["echo -n a > f", "a"],
    ["echo 'a\\n' > f", undefined],
    ["echo -e a > f", undefined],
    ["printf 'a%s-%d\\n' b 7 > f", "ab-7\n"],
    ["printf '%s,' 1 2 > f", "1,2,"],
    ["printf '100%%' > f", "100%"],
    ["printf %x 7 > f", undefined],
    ["cat a.txt d/b.txt > f", "a\nb\n"],
    ["cat a.txt missing > f", undefined],
    ["cat < a.txt > f", "a\n"],
    ["echo a > f; echo b >> f", "a\nb\n"],
    ["echo a >> f", "a\n"],
    ["{ echo a; echo b; } > f", "a\nb\n"],
    ["(echo a && false || echo b) > f", "a\nb\n"],
    ["for i in 1 2; do echo $i; done > f", "1\n2\n"],
    ["echo a | tee f", "a\n"],
    ["echo a | tee -a f f2 | cat > /dev/null; echo b | tee -a f", "a\nb\n"],
    ["echo a > f > g", ""],
    ["echo a 2> f", undefined],
    ["echo a > f 2>&1", "a\n"],
    ["echo a >&2 > f", "a\n"],
    ["{ echo a >&2; echo b; } > f", "b\n"],
    [": > f", ""],
    ["> f", ""],
    ["pwd > f", "/w\n"],
    ["f() { echo $1; }; f a > f", "a\n"],
    ["uname -m > f", undefined],
    ["echo $(echo a; echo b) > f", "a b\n"],
    ['echo "$(echo a; echo b)" > f', "a\nb\n"],
    ["sort a.txt > f", undefined],
    ["echo a | sort > f", undefined],
  ])("%s: %j", (script, expected) => {
    expect(text(`RUN ${script}`)).toBe(expected);
  });

  it("comes from a here-document, with its variables unless its name is quoted", () => {
    expect(text("RUN cat <<E > f", "$PWD", "E")).toBe("/w\n");
    expect(text("RUN cat <<'E' > f", "$PWD", "E")).toBe("$PWD\n");
    expect(text("RUN cat <<-E > f && echo b >> f", "\t\ta", "\tE")).toBe(
      "a\nb\n",
    );
  });

  it("keeps owner and permissions of a file that is there", () => {
    expect(
      lastLayer(
        [
          "FROM alpine:3.24",
          "COPY --chown=7 --chmod=600 a.txt /a",
          "RUN echo b > /a",
        ],
        FILES,
      ),
    ).toEqual(["* /a file 600 7:7"]);
  });
});
