import { expect, it } from "vitest";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-system-volume.ts";

const over = (at: string, text: string, path: string): string =>
  `${at} VOLUME ${text} puts a volume of plain files over the ${path} that the kernel provides.`;
const copy = (at: string, text: string, path: string): string =>
  `${at} VOLUME ${text} keeps a copy of ${path} outside the image: a container that goes on with an old volume runs without what a new image fixes there.`;

testRule(rule, {
  good: {
    "directories of data":
      'FROM postgres:18\nVOLUME /var/lib/postgresql /data\nVOLUME ["/srv"]',
    "below a directory of the system":
      "FROM debian:13\nVOLUME /etc/letsencrypt /sys/fs/cgroup /usr/share/nginx/html",
    "names that begin alike": "FROM debian:13\nVOLUME /etcd /development",
    "a path that a build argument hides":
      "FROM debian:13\nARG DIR\nVOLUME $DIR",
    "a stage that does not ship": "FROM debian:13\nVOLUME /etc\nFROM scratch",
  },
  bad: {
    "what the kernel provides": {
      on: 'FROM debian:13\nVOLUME /proc /data /dev\nVOLUME ["/sys/"]',
      says: [
        over("2:8", "/proc", "/proc"),
        over("2:20", "/dev", "/dev"),
        over("3:9", "/sys/", "/sys"),
      ],
    },
    "programs and settings": {
      on: "FROM debian:13\nVOLUME /etc\nVOLUME /usr/",
      says: [copy("2:8", "/etc", "/etc"), copy("3:8", "/usr/", "/usr")],
    },
    "in a stage that the last one starts from": {
      on: "FROM debian:13 AS base\nVOLUME /etc\nFROM base",
      says: [copy("2:8", "/etc", "/etc")],
    },
  },
});

it("no-system-volume answers dockle for what the kernel provides alone", () => {
  const findings = lint(
    { Dockerfile: "FROM debian:13\nVOLUME /proc /etc" },
    { rules: [rule] },
  );
  expect(findings.map(({ sameAs, fix }) => [sameAs, fix])).toEqual([
    [["dockle/DKL-DI-0002"], undefined],
    [[], undefined],
  ]);
});

it("the fix of no-system-volume takes a VOLUME out that declares nothing else", () => {
  const files = { Dockerfile: 'FROM debian:13\nVOLUME ["/etc"]\nUSER 1' };
  const fixed = applyFixes(files, lint(files, { rules: [rule] })).files;
  expect(fixed["Dockerfile"]).toBe("FROM debian:13\nUSER 1");
});
