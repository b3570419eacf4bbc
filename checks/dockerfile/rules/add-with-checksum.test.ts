import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./add-with-checksum.ts";

const add = (rest: string): string => `FROM debian:13-slim\nADD ${rest}`;
const file = (at: string, address: string): string =>
  `${at} ADD takes whatever ${address} gives at the time of the build, and nothing tells when that has changed.`;
const repository = (at: string, address: string): string =>
  `${at} ADD takes the newest commit of ${address}, another one with every change there.`;
const DIGEST = `sha256:${"a".repeat(64)}`;

testRule(rule, {
  good: {
    "with a checksum": add(`--checksum=${DIGEST} https://a/b /b`),
    "a checksum that a build argument hides": add(
      "--checksum=$DIGEST https://a/b /b",
    ),
    "compared in a RUN below": add(
      "https://a/b.tgz /tmp/\nRUN cd /tmp && echo 'abc  b.tgz' | sha256sum -c -",
    ),
    "a signature in a RUN below": add(
      "https://a/b https://a/b.asc /tmp/\nRUN gpg --verify /tmp/b.asc /tmp/b",
    ),
    "files of the context": add("app.tar.gz /srv/"),
    "a source that a build argument hides": add("$SOURCE /srv/"),
    "a repository at a tag": add("https://github.com/a/b.git#v1.2.3 /src"),
    "a repository at a commit": add(
      "https://github.com/a/b.git#d4f088e689b41353d74f1a0bfcd6d7c0b213aed2 /src",
    ),
    "a repository at a reference that a build argument hides":
      "FROM debian:13\nARG REF\nADD https://github.com/a/b.git#$REF /src",
    "COPY knows no addresses": "FROM debian:13\nCOPY https://a/b /c",
  },
  bad: {
    "a file": { on: add("https://a/b /b"), says: [file("2:5", "https://a/b")] },
    "several, one over plain HTTP": {
      on: add("https://a/b http://c/d /e/"),
      says: [file("2:5", "https://a/b"), file("2:17", "http://c/d")],
    },
    "a version in a variable": {
      on: add("https://a/b-$V.tgz /srv/"),
      says: [file("2:5", "https://a/b-$V.tgz")],
    },
    "an address in a variable with a default": {
      on: "FROM debian:13\nARG URL=https://a/b\nADD $URL /b",
      says: [file("3:5", "$URL")],
    },
    "with other flags": {
      on: add("--chmod=755 --chown=1:1 https://a/b /b"),
      says: [file("2:29", "https://a/b")],
    },
    "compared before it is there": {
      on: "FROM debian:13\nRUN sha256sum -c sums\nADD https://a/b /b",
      says: [file("3:5", "https://a/b")],
    },
    "a repository without a reference, and a branch of one": {
      on: add("https://a/b.git https://c/d.git#main /src/"),
      says: [
        repository("2:5", "https://a/b.git"),
        repository("2:21", "https://c/d.git#main"),
      ],
    },
    "a file in a directory that ends in .git": {
      on: add("https://a/b.git/c.tgz /src/"),
      says: [file("2:5", "https://a/b.git/c.tgz")],
    },
    "kept by ONBUILD": {
      on: "FROM debian:13\nONBUILD ADD https://a/b /b",
      says: [file("2:13", "https://a/b")],
    },
  },
});

it("add-with-checksum answers KICS for files alone", () => {
  const findings = lint(
    { Dockerfile: add("https://a/b https://c/d.git /e/") },
    { rules: [rule] },
  );
  expect(findings.map(({ sameAs }) => sameAs)).toEqual([
    ["kics/curl_or_wget_instead_of_add"],
    [],
  ]);
});
