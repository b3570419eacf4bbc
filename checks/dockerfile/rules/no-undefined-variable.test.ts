import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-undefined-variable.ts";

const NODE = "FROM node:24-slim\n";
const OWN = "FROM registry.example.com/team/base:3\n";

testRule(rule, {
  good: {
    "an ARG above": `${NODE}ARG V=1\nCOPY app-$V.js /`,
    "an ARG without a default": `${NODE}ARG V\nCOPY app-$V.js /`,
    "an ENV of the stage it starts from":
      "FROM node:24 AS base\nENV HOME_DIR=/srv\nFROM base\nWORKDIR $HOME_DIR",
    "a variable of the base image": `${NODE}LABEL node=$NODE_VERSION path=$PATH`,
    "a default": `${NODE}WORKDIR \${HOME_DIR:-/srv}/\${SUB-}`,
    "a default that is not used": `${NODE}ARG A=1\nLABEL a=\${A:-$B}`,
    "a dollar that is text": `${NODE}LABEL price='$FIVE' sum=\\$TEN`,
    "what a shell reads": `${NODE}RUN echo $A\nCMD echo $B\nENTRYPOINT ["sh", "-c", "$C"]`,
    "what another image runs later": `${NODE}ONBUILD COPY $A /`,
    "a list that takes along what there is": `${NODE}ENV LD_LIBRARY_PATH=/opt/lib:$LD_LIBRARY_PATH`,
    "proxies need no ARG": `${NODE}ENV proxy=$http_proxy HTTP=$HTTP_PROXY`,
    "a base image of one's own": `${OWN}WORKDIR $APP_HOME\nUSER $APP_UID`,
    "a base image that a build argument hides": "ARG BASE\nFROM $BASE\nUSER $A",
    "an ARG repeated": "ARG V=1\nFROM node:24\nARG V\nLABEL v=$V",
    "two of one ARG": `${NODE}ARG A=1 B=$A`,
    "a here-document in quotes": `${NODE}COPY <<"EOF" /etc/site.conf\nproxy_set_header Host $host;\nEOF`,
    "a here-document of RUN": `${NODE}RUN <<EOF\necho $A\nEOF`,
    "a substitution that stops the build": `${NODE}WORKDIR /x/\${project.build.finalName}\nENV A=\${B^^} C=\${D:=x}`,
    "a mount with a set variable": `${NODE}ARG DIR=/c\nRUN --mount=type=cache,target=$DIR x`,
  },
  bad: {
    "nothing sets it": {
      on: `${NODE}COPY app-$VERSION.js /`,
      says: ["2:10 Nothing sets VERSION, so $VERSION stands for nothing here."],
    },
    "once for a line": {
      on: `${NODE}COPY $A/a $A/b /$A/`,
      says: ["2:6 Nothing sets A, so $A stands for nothing here."],
    },
    "an ARG before the first FROM": {
      on: "ARG V=1\nFROM node:24\nENV VERSION=$V",
      says: [
        "3:13 ARG V in line 1 stands before the first FROM and is not seen in a stage, so $V stands for nothing here.",
      ],
    },
    "an ARG before the first FROM, on an image of one's own": {
      on: `ARG V=1\n${OWN}ENV VERSION=\${V}`,
      says: [
        "3:13 ARG V in line 1 stands before the first FROM and is not seen in a stage, so $V stands for nothing here, unless the base image sets it.",
      ],
    },
    "an ARG of another stage": {
      on: "FROM node:24 AS a\nARG V=1\nFROM node:24-slim\nLABEL v=$V",
      says: ["4:9 Nothing sets V, so $V stands for nothing here."],
    },
    "the platform without ARG": {
      on: `${NODE}COPY bin-\${TARGETARCH} /bin/`,
      says: [
        "2:10 The builder sets TARGETARCH, but a stage sees it only after an ARG of that name, so $TARGETARCH stands for nothing here.",
      ],
    },
    "set too late": {
      on: `${NODE}WORKDIR $DIR\nENV DIR=/app`,
      says: [
        "2:9 DIR is not set before line 3, so $DIR stands for nothing here.",
      ],
    },
    "in the default of an ARG": {
      on: `${NODE}ARG TAG=v$VERSION`,
      says: ["2:10 Nothing sets VERSION, so $VERSION stands for nothing here."],
    },
    "in quotes and in a flag": {
      on: `${NODE}COPY --chown=$APP_UID "a b" /\nENV A="x $B"`,
      says: [
        "2:14 Nothing sets APP_UID, so $APP_UID stands for nothing here.",
        "3:10 Nothing sets B, so $B stands for nothing here.",
      ],
    },
    "the target of a mount": {
      on: `${NODE}RUN --mount=type=cache,target=$HOME/.npm npm ci`,
      says: ["2:31 Nothing sets HOME, so $HOME stands for nothing here."],
    },
    "in a here-document": {
      on: `${NODE}COPY <<EOF /etc/site.conf\nHost $host;\nEOF`,
      says: [
        "3:6 The builder fills in the variables of a here-document, and nothing sets host, so $host stands for nothing here.",
      ],
    },
    "on scratch": {
      on: "FROM scratch\nCOPY $DIR /",
      says: ["2:6 Nothing sets DIR, so $DIR stands for nothing here."],
    },
  },
});

const fixed = (text: string): string => {
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  const lines = text.split("\n");
  for (const { range, text: added } of finding?.fix?.edits ?? [])
    lines.splice(range.start.line - 1, 0, ...added.split("\n").slice(0, -1));
  return lines.join("\n");
};

it.each([
  [
    "ARG V=1\nFROM node:24\nLABEL v=$V",
    "ARG V=1\nFROM node:24\nARG V\nLABEL v=$V",
  ],
  [
    "FROM node:24\n  COPY x-$TARGETARCH /",
    "FROM node:24\n  ARG TARGETARCH\n  COPY x-$TARGETARCH /",
  ],
])("the fix of no-undefined-variable repeats the ARG: %j", (text, expected) => {
  expect(fixed(text)).toBe(expected);
});

it("no-undefined-variable asks whether another name was meant", () => {
  const [finding] = lint(
    { Dockerfile: `${NODE}ARG APP_VERSION=1\nLABEL v=$APP_VERSON` },
    { rules: [rule] },
  );
  expect(finding?.remedy).toMatch('Did you mean "APP_VERSION"?');
});
