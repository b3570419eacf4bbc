import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./valid-labels.ts";

const label = (pairs: string): string => `FROM node:24-slim\nLABEL ${pairs}`;
const oci = (pair: string): string => label(`org.opencontainers.image.${pair}`);
const key = (name: string, why: string): string =>
  `2:7 The label key ${name} ${why}, which the guidelines for keys leave out.`;
const value = (pair: string, why: string): string => {
  const [name = "", text] = pair.split("=");
  return `2:${8 + "org.opencontainers.image.".length + name.length} org.opencontainers.image.${name} is ${text}, which ${why}.`;
};

const goodPairs = [
  'url="https://example.com"',
  "source=ssh://git@github.com/example/shop.git",
  "documentation=",
  "source=$SOURCE",
  "created=2026-11-21T09:30:00Z",
  'created="2026-02-28 23:59:60.25+01:00"',
  "licenses=MIT",
  'licenses="(Apache-2.0 OR MIT) AND GPL-2.0-or-later WITH Classpath-exception-2.0"',
  "licenses=GPL-2.0+",
  "licenses=LGPL-2.1",
  "licenses=LicenseRef-Example",
  "revision=1f0e3dad99908345f7439f8ffabdffc4",
  "revision=r1234",
  "version=1.2",
  "version=2026-11",
  'authors="A Team <team@example.com>"',
  `base.digest=sha256:${"0".repeat(64)}`,
  "base.name=docker.io/library/node:24-slim",
  'title=""',
];

testRule(rule, {
  good: {
    "keys of one's own": label(
      "com.example.my-app.v2=a maintainer=b description=c",
    ),
    "labels that podman reads": label('RUN="podman run x" INSTALL=y'),
    "labels of Docker's extensions": label(
      "com.docker.desktop.extension.api.version=0.3.4 com.docker.extension.detailed-description=x",
    ),
    "a key in quotes": label('"com.example.a"="b"'),
    "a key with a variable": label("$PREFIX.Name=x"),
    "the default of a build argument":
      "FROM node:24\nARG DATE=unknown\nLABEL org.opencontainers.image.created=$DATE",
    "another stage's labels":
      "FROM node:24 AS build\nLABEL Bad_Key=x\nFROM node:24-slim\nLABEL good=x",
    "variables of the environment": "FROM node:24\nENV Bad_Key=x",
    ...Object.fromEntries(goodPairs.map((pair) => [pair, oci(pair)])),
  },
  bad: {
    "capitals in a key": {
      on: label("Maintainer=x"),
      says: [key("Maintainer", "has capitals")],
    },
    "an underscore, a slash and a space": {
      on: label('build_date=x app.kubernetes.io/name=y "a b"=z'),
      says: [
        key("build_date", 'has the character "_"'),
        key("app.kubernetes.io/name", 'has the character "/"').replace(
          "2:7",
          "2:20",
        ),
        key("a b", 'has the character " "').replace("2:7", "2:45"),
      ],
    },
    "a digit first": {
      on: label("7zip=x"),
      says: [key("7zip", "begins with no letter")],
    },
    "a point last": {
      on: label("com.example.=x"),
      says: [key("com.example.", 'ends in "."')],
    },
    "two separators": {
      on: label("com..example=x"),
      says: [key("com..example", "has two separators in a row")],
    },
    "Docker's namespaces": {
      on: label("com.docker.team=x"),
      says: [
        "2:7 com.docker.team lies in the namespace com.docker, which Docker keeps for itself.",
      ],
    },
    "the old form": {
      on: label("Vendor Example Ltd"),
      says: [key("Vendor", "has capitals")],
    },
    "a key that the specification does not have": {
      on: oci("licence=MIT"),
      says: [
        "2:7 org.opencontainers.image.licence is no key of the OCI image specification, to which that namespace belongs, so no tool looks for it.",
      ],
    },
    "in a stage that the last one starts from": {
      on: `${oci("url=x").replace("slim", "slim AS base")}\nFROM base`,
      says: [value('url="x"', "is no URL")],
    },
    "the names of Label Schema": {
      on: label("org.label-schema.vcs-url=x"),
      says: ['2:32 org.label-schema.vcs-url is "x", which is no URL.'],
    },
  },
});

it.each([
  ['source="github.com/example/shop"', "is no URL"],
  ['source="git@github.com:example/shop.git"', "is no URL"],
  ['url="https://"', "is no URL"],
  ['created="2026-11-21"', "is no time as RFC 3339 writes it"],
  ['created="2026-02-30T09:30:00Z"', "is no time as RFC 3339 writes it"],
  ['created="2026-11-21T09:30:00"', "is no time as RFC 3339 writes it"],
  ['licenses="Apache License 2.0"', "is no SPDX licence expression"],
  ['licenses="MIT, BSD-3-Clause"', "is no SPDX licence expression"],
  ['licenses="GPLv3"', "is no SPDX licence expression"],
  ['licenses="MIT OR"', "is no SPDX licence expression"],
  ['revision="main"', "names what moves, and no revision"],
  ['version="latest"', "names no version, as every later image has it too"],
  ['base.digest="sha256:abc"', "is no digest"],
])("valid-labels reports %s", (pair, why) => {
  const [finding, ...more] = lint({ Dockerfile: oci(pair) }, { rules: [rule] });
  expect(more).toEqual([]);
  expect(
    `${finding?.range.start.line}:${finding?.range.start.column} ${finding?.message}`,
  ).toBe(value(pair, why));
});

it.each<readonly [string, string]>([
  [oci("license=MIT"), 'Did you mean "licenses"?'],
  ...(
    [
      ["gplv3", "GPL-3.0-only or GPL-3.0-or-later"],
      ["GPL v2.0", "GPL-2.0-only or GPL-2.0-or-later"],
      ["GPLv2.0", "GPL-2.0-only or GPL-2.0-or-later"],
      ["GPL-v2", "GPL-2.0-only or GPL-2.0-or-later"],
      ["GNU GPL version 2", "GPL-2.0-only or GPL-2.0-or-later"],
      ["GPL 3 OR MIT", "GPL-3.0-only or GPL-3.0-or-later"],
      ["LGPL v2.1", "LGPL-2.1-only or LGPL-2.1-or-later"],
      ["LGPLv2.1", "LGPL-2.1-only or LGPL-2.1-or-later"],
      ["AGPL License v3.0", "AGPL-3.0-only or AGPL-3.0-or-later"],
      ["GPLv2+", "GPL-2.0-or-later"],
      ["GPL v2 or later", "GPL-2.0-or-later"],
      ["GPL", "GPL with its version, such as GPL-3.0-only or GPL-3.0-or-later"],
      ["Apache License, Version 2.0", "Apache-2.0"],
      ["Apache 1.1", "Apache-1.1"],
      ["Apache", "Apache-2.0"],
      ["BSD 3-Clause", "BSD-3-Clause"],
      ["BSD", "BSD-2-Clause or BSD-3-Clause"],
    ] as const
  ).map(
    ([text, remedy]) =>
      [oci(`licenses="${text}"`), `Write ${remedy}.`] as const,
  ),
])("valid-labels says what to do about %j", (text, remedy) => {
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  expect(finding?.remedy).toContain(remedy);
});

it.each([
  ["A=b", ["hadolint/DL3048"]],
  ["org.opencontainers.image.url=b", ["hadolint/DL3052"]],
  ["org.opencontainers.image.created=b", ["hadolint/DL3053"]],
  ["org.opencontainers.image.other=b", []],
])("valid-labels answers hadolint on %s", (pair, ids) => {
  const [finding] = lint({ Dockerfile: label(pair) }, { rules: [rule] });
  expect(finding?.sameAs).toEqual(ids);
});

it("valid-labels reads what ONBUILD keeps", () => {
  const text = "FROM node:24-slim\nONBUILD LABEL com.docker.a=b";
  expect(lint({ Dockerfile: text }, { rules: [rule] })).toHaveLength(1);
});
