import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./use-pipefail.ts";

const ALPINE = "FROM alpine:3.24\n";
const DEBIAN12 = "FROM debian:12-slim\n";
const DEBIAN13 = "FROM node:24-trixie-slim\n";
const BASH = 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n';
const INSTALL = "curl -fsSL https://example.com/install.sh | sh";
const hides = (at: string, left = "curl", right = ", sh"): string =>
  `${at} When ${left} fails, the build goes on: a pipe has the status of its last command${right}.`;

testRule(rule, {
  good: {
    "no pipe": `${ALPINE}RUN curl -fsSL -o /x https://example.com/x && sh /x`,
    "an or is no pipe": `${ALPINE}RUN test -e /x || touch /x`,
    "SHELL with the option": `${DEBIAN12}${BASH}RUN ${INSTALL}`,
    "SHELL with the option among others": `${DEBIAN12}SHELL ["/bin/bash", "-euxo", "pipefail", "-c"]\nRUN ${INSTALL}`,
    "SHELL with errexit before it": `${DEBIAN12}SHELL ["/bin/bash", "--login", "-o", "errexit", "-o", "pipefail", "-c"]\nRUN ${INSTALL}`,
    "BusyBox ash by the name sh": `${ALPINE}SHELL ["/bin/sh", "-eo", "pipefail", "-c"]\nRUN ${INSTALL}`,
    "SHELL of the stage it starts from": `FROM alpine:3.24 AS base\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nFROM base\nRUN ${INSTALL}`,
    "set in the RUN": `${ALPINE}RUN set -o pipefail && ${INSTALL}`,
    "set with other options, in several lines": `${ALPINE}RUN set -euxo pipefail; \\\n    ${INSTALL}`,
    "set in a here-document": `${ALPINE}RUN <<EOF\nset -eo pipefail\n${INSTALL}\nEOF`,
    "set by the first line of a here-document": `${DEBIAN12}RUN <<EOF\n#!/bin/bash -o pipefail\n${INSTALL}\nEOF`,
    "a here-document of another program": `${ALPINE}RUN python3 <<EOF\nprint(1 | 2)\nEOF`,
    "a variable may set it": `${ALPINE}RUN set $OPTIONS; ${INSTALL}`,
    "bash -o pipefail -c": `${DEBIAN12}RUN bash -o pipefail -c "${INSTALL}"`,
    "echo cannot fail": `${DEBIAN12}RUN echo 'app:app' | chpasswd`,
    "yes would fail with the option": `${DEBIAN12}RUN yes | unminimize`,
    "filters of what cannot fail": `${DEBIAN12}RUN uname -m | sed s/x86_64/amd64/ | tee /arch`,
    "a look at what is there": `${DEBIAN12}RUN find / -name '*.pyc' | xargs rm -f && dpkg -l | tail -1 && md5sum /x | cut -d' ' -f1 > /y`,
    "a here-document into a pipe": `${DEBIAN12}RUN cat <<EOF | tee /etc/x\na | b\nEOF`,
    "tar notices that nothing came": `${DEBIAN12}RUN curl -fsSL https://example.com/x.tgz | tar -xz -C /opt`,
    "gunzip and gpg notice it too": `${DEBIAN12}RUN wget -qO- https://example.com/x.gz | gunzip > /x && wget -qO- https://example.com/key | gpg --dearmor -o /key`,
    "a checksum of nothing fails": `${DEBIAN12}RUN grep x.tgz SHASUMS256.txt | sha256sum -c -`,
    "grep fails where nothing comes": `${DEBIAN12}RUN java -version 2>&1 | grep -q 21`,
    "a condition asks": `${DEBIAN12}RUN if ls /x | wc -l; then true; fi`,
    "a failure that may happen": `${DEBIAN12}RUN ls /x | xargs rm || true`,
    "a pipe in an argument has no status": `${DEBIAN12}RUN echo "$(curl -fsSL https://example.com/v | head -1)"`,
    "the pipe of PowerShell":
      'FROM mcr.microsoft.com/powershell\nSHELL ["pwsh", "-Command"]\nRUN Get-Item x | Remove-Item',
    "PowerShell called from a shell": `${DEBIAN12}RUN pwsh -Command Get-Item x | Remove-Item`,
    "the exec form has no pipe": `${DEBIAN12}RUN ["curl", "x", "|", "sh"]`,
    "words in quotes": `${DEBIAN12}RUN curl "https://example.com/a|b" -o /x`,
    "CMD is no RUN": `${ALPINE}CMD curl example.com | sh`,
  },
  bad: {
    "a script from the network": {
      on: `${ALPINE}RUN ${INSTALL}`,
      says: [hides("2:5")],
    },
    "the word count of the Docker documentation": {
      on: "FROM debian\nRUN wget -O - https://example.com | wc -l > /number",
      says: [hides("2:5", "wget", ", wc")],
    },
    "behind other commands": {
      on: `${DEBIAN12}RUN apt-get update && apt-get install -y curl && ${INSTALL} -s -- -y`,
      says: [hides("2:50")],
    },
    "with sudo": {
      on: `${DEBIAN12}RUN curl -fsSL https://example.com/l | sudo tee /etc/apt/sources.list.d/x.list`,
      says: [hides("2:5", "curl", ", tee")],
    },
    "behind a filter": {
      on: `${DEBIAN12}RUN curl -fsSL https://example.com/v | sed s/v// | tee /version`,
      says: [hides("2:5", "curl", ", tee")],
    },
    "tar in the middle": {
      on: `${DEBIAN12}RUN tar -c /x | ssh host`,
      says: [hides("2:5", "tar", ", ssh")],
    },
    "the value of a variable": {
      on: `${DEBIAN12}RUN VERSION=$(curl -fsSL https://example.com/v | jq -r .tag) && echo $VERSION`,
      says: [hides("2:15", "curl", ", jq")],
    },
    "in a group": {
      on: `${DEBIAN12}RUN { echo a; curl -fsSL https://example.com/b; } | sh`,
      says: [hides("2:15")],
    },
    "into a loop": {
      on: `${DEBIAN12}RUN curl -fsSL https://example.com/list | while read p; do npm i -g "$p"; done`,
      says: [hides("2:5", "curl", "")],
    },
    "in the body of a condition": {
      on: `${DEBIAN12}RUN if [ -z "$X" ]; then ${INSTALL}; fi`,
      says: [hides("2:26")],
    },
    "in a here-document": {
      on: `${ALPINE}RUN <<EOF\nset -e\n${INSTALL}\nEOF`,
      says: [hides("4:1")],
    },
    "set too late": {
      on: `${ALPINE}RUN ${INSTALL}; set -o pipefail`,
      says: [hides("2:5")],
    },
    "switched off again": {
      on: `${ALPINE}SHELL ["/bin/ash", "-o", "pipefail", "-c"]\nSHELL ["/bin/ash", "-c"]\nRUN ${INSTALL}`,
      says: [hides("4:5")],
    },
    "an option of the stage before": {
      on: `${DEBIAN12}${BASH}RUN ${INSTALL}\n${DEBIAN12}RUN ${INSTALL}`,
      says: [hides("5:5")],
    },
    "in the text of bash -c": {
      on: `${DEBIAN12}RUN bash -c '${INSTALL}'`,
      says: [hides("2:13")],
    },
    "a failure that ends the RUN is hidden too": {
      on: `${DEBIAN12}RUN ${INSTALL} || exit 1`,
      says: [hides("2:5")],
    },
    "once in each RUN": {
      on: `${ALPINE}RUN ${INSTALL} && ${INSTALL}\nRUN ${INSTALL}`,
      says: [hides("2:5"), hides("3:5")],
    },
  },
});

const fixOf = (text: string) =>
  lint({ Dockerfile: text }, { rules: [rule] })[0]?.fix?.edits;

it.each([
  ["BusyBox ash", `${ALPINE}RUN ${INSTALL}`, 2, 5, "set -o pipefail && "],
  [
    "dash of Debian 13",
    `${DEBIAN13}RUN ${INSTALL}`,
    2,
    5,
    "set -o pipefail && ",
  ],
  [
    "bash, behind a mount",
    `${DEBIAN12}SHELL ["/bin/bash", "-c"]\nRUN --mount=type=cache,target=/x ${INSTALL}`,
    3,
    34,
    "set -o pipefail && ",
  ],
  [
    "a here-document",
    `${ALPINE}RUN <<EOF\n${INSTALL}\nEOF`,
    3,
    1,
    "set -o pipefail\n",
  ],
])(
  "use-pipefail sets the option under %s",
  (_, text, line, column, inserted) => {
    const at = { line, column };
    expect(fixOf(text)).toEqual([
      { file: "Dockerfile", range: { start: at, end: at }, text: inserted },
    ]);
  },
);

it.each([
  ["the dash of Debian 12 has no such option", `${DEBIAN12}RUN ${INSTALL}`],
  ["the base is not known", `FROM base:1\nRUN ${INSTALL}`],
  [
    "head ends before curl does",
    `${ALPINE}RUN curl -fsSL https://example.com/v | head -n 1 > /v`,
  ],
  [
    "grep may find nothing",
    `${ALPINE}RUN curl -fsSL https://example.com/v | grep x | tee /v`,
  ],
  ["the text is in another word", `${ALPINE}RUN sh -c "${INSTALL}"`],
])("use-pipefail has no fix where %s", (_, text) => {
  expect(lint({ Dockerfile: text }, { rules: [rule] })).toHaveLength(1);
  expect(fixOf(text)).toBeUndefined();
});
