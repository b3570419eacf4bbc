import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./prefer-copy.ts";

const DEBIAN = "FROM debian:13-slim\n";
const copies = (at: string, source: string): string =>
  `${at} ADD copies ${source} as COPY would, but it also unpacks tar archives and fetches addresses, so a reader cannot tell which was meant.`;

testRule(rule, {
  good: {
    "a variable that nothing sets": "FROM debian:13\nADD $ARCHIVE /x",
    COPY: `${DEBIAN}COPY server.js /app/`,
    "archives that ADD unpacks": `${DEBIAN}ADD rootfs.tar /\nADD app.tar.gz app.tgz app.tar.xz app.tar.zst /srv/`,
    "an archive in upper case, in quotes": `${DEBIAN}ADD ["APP.TAR.GZ", "/srv/"]`,
    "an address": `${DEBIAN}ADD https://example.com/tool /usr/local/bin/`,
    "a repository": `${DEBIAN}ADD git@github.com:example/app.git#v1 /src\nADD https://github.com/example/app.git /src`,
    "a repository of another user": `${DEBIAN}ADD deploy@git.example.com:app.git /src`,
    "an archive among plain files": `${DEBIAN}ADD notes.txt app.tar.gz /srv/`,
    "a pattern that may match an archive": `${DEBIAN}ADD vendor/* /srv/`,
    "a pattern for archives": `${DEBIAN}ADD vendor/*.tar.gz /srv/`,
    "a source that a build argument hides": `${DEBIAN}ARG SOURCE\nADD $SOURCE /srv/`,
    "an archive whose version a build argument hides": `${DEBIAN}ARG VERSION\nADD app-$VERSION.tar.gz /srv/`,
    "flags that only ADD has": `${DEBIAN}ADD --checksum=sha256:abc https://example.com/x /x\nADD --unpack=true file /srv/\nADD --keep-git-dir=true file /srv/`,
    "a here-document alone": `${DEBIAN}ADD <<EOF /etc/motd\nhello\nEOF`,
    "what valid-syntax reports": `${DEBIAN}ADD server.js`,
  },
  bad: {
    "a file": {
      on: `${DEBIAN}ADD server.js /app/`,
      says: [copies("2:1", "server.js")],
    },
    "a directory": {
      on: `${DEBIAN}ADD ./src/ /app/src/`,
      says: [copies("2:1", "./src/")],
    },
    "the whole context, in lower case": {
      on: `${DEBIAN}add . /app`,
      says: [copies("2:1", ".")],
    },
    "a pattern with an extension": {
      on: `${DEBIAN}ADD package*.json /app/`,
      says: [copies("2:1", "package*.json")],
    },
    "a zip archive is not unpacked": {
      on: `${DEBIAN}ADD app.zip /srv/`,
      says: [copies("2:1", "app.zip")],
    },
    "with flags that COPY has too": {
      on: `${DEBIAN}ADD --chown=1000:1000 --link server.js /app/`,
      says: [copies("2:1", "server.js")],
    },
    "as a JSON array": {
      on: `${DEBIAN}ADD ["my file", "/app/"]`,
      says: [copies("2:1", "my file")],
    },
    "the default of a build argument": {
      on: `${DEBIAN}ARG JAR=app.jar\nADD $JAR /app.jar`,
      says: [copies("3:1", "$JAR")],
    },
    "in a stage that does not ship": {
      on: "FROM debian:13 AS build\nADD src /src\nFROM scratch\nADD rootfs.tar /",
      says: [copies("2:1", "src")],
    },
    "beside a here-document": {
      on: `${DEBIAN}ADD notes.txt <<EOF /srv/\nhello\nEOF`,
      says: [copies("2:1", "notes.txt")],
    },
  },
});

it("the fix of prefer-copy replaces the keyword alone", () => {
  const [finding] = lint(
    { Dockerfile: `${DEBIAN}ADD \\\n  server.js /app/` },
    { rules: [rule] },
  );
  expect(finding?.fix?.edits).toEqual([
    {
      file: "Dockerfile",
      range: { start: { line: 2, column: 1 }, end: { line: 2, column: 4 } },
      text: "COPY",
    },
  ]);
});
