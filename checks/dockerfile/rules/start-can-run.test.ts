import { expect, it } from "vitest";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./start-can-run.ts";

const SLIM = "FROM node:24-slim\n";
const ALPINE = "FROM node:24-alpine\n";
const STATIC = "FROM gcr.io/distroless/static-debian13:nonroot\n";
const DISTROLESS = "FROM gcr.io/distroless/nodejs24-debian13:nonroot\n";
const twice = (at: string, entrypoint: string, first: string): string =>
  `${at} The image starts ${entrypoint} by itself, so it takes ${first} for what it shall run, and fails.`;
const lacks = (at: string, program: string): string =>
  `${at} ${program} is not in the image, so the container does not start.`;
const scriptFor = (at: string, script: string, program: string): string =>
  `${at} ${script} is a script for ${program}, which is not in the image, so the container does not start.`;
const mayNot = (at: string, program: string, mode: string): string =>
  `${at} ${program} may not be executed: its mode is ${mode}, so the container does not start.`;
const returns = (at: string, script: string, program: string): string =>
  `${at} The first line of ${script} ends in a carriage return, which is taken for a part of ${program}: the container does not start.`;

testRule(rule, {
  good: {
    "the runtime of the image": `${SLIM}CMD ["node", "server.js"]`,
    "tini, installed": `${ALPINE}RUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "--"]\nCMD ["node", "server.js"]`,
    "dumb-init, installed with apt": `${SLIM}RUN apt-get update && apt-get install -y dumb-init=1.2.*\nENTRYPOINT ["dumb-init", "--"]\nCMD ["node"]`,
    "tini, added by its address": `${SLIM}ADD --chmod=0755 https://github.com/krallin/tini/releases/download/v0.19.0/tini /tini\nENTRYPOINT ["/tini", "--"]`,
    "tini, made executable afterwards": `${SLIM}ADD https://github.com/krallin/tini/releases/download/v0.19.0/tini /tini\nRUN chmod +x /tini\nENTRYPOINT ["/tini", "--"]`,
    "tini, copied from another image": `${SLIM}COPY --from=krallin/ubuntu-tini /usr/local/bin/tini /usr/local/bin/\nENTRYPOINT ["tini", "--"]`,
    "a program of an unknown context": `${STATIC}COPY app /app\nENTRYPOINT ["/app"]`,
    "directories of another image, on nothing":
      'FROM scratch\nCOPY --from=busybox:1.37-musl /bin /bin\nCMD ["sh"]',
    "all of another image, on nothing":
      'FROM scratch\nCOPY --from=alpine:3.24 / /\nCMD ["/bin/sh"]',
    "an archive from the network, unpacked":
      'FROM alpine:3.24\nADD --unpack=true https://example.com/a.tgz /opt/\nCMD ["/opt/a/run"]',
    "packages installed into a directory that ships":
      'FROM alpine:3.24 AS files\nRUN apk add --root /rootfs --initdb busybox\nFROM scratch\nCOPY --from=files /rootfs /\nCMD ["/bin/sh"]',
    "Python of distroless by its version":
      'FROM gcr.io/distroless/python3-debian13\nENTRYPOINT ["/usr/bin/python3.13", "/a.py"]',
    "a script of an unknown context, to a path": `${SLIM}COPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]`,
    "a script of an unknown context, under another name": `${SLIM}WORKDIR /app\nCOPY --chmod=0755 docker/start.sh ./run.sh\nCMD ["./run.sh"]`,
    "a program whose name has a variable": `${STATIC}ARG TARGETARCH\nCOPY dist/app-$TARGETARCH /app\nENTRYPOINT ["/app"]`,
    "a program of another stage whose name has a variable":
      'FROM golang:1.27 AS build\nRUN make all\nFROM scratch\nARG TARGETARCH\nCOPY --from=build /out/app-$TARGETARCH /app\nENTRYPOINT ["/app"]',
    "a program that ONBUILD brings": `${SLIM}ONBUILD COPY . .\nCMD ["./server"]`,
    "a program of another stage":
      'FROM golang:1.27 AS build\nRUN go build -o /out/app .\nFROM scratch\nCOPY --from=build /out/app /app\nENTRYPOINT ["/app"]',
    "a base image of one's own":
      'FROM base:1\nENTRYPOINT ["tini", "--", "curl"]',
    "a base image that a build argument hides":
      'ARG TAG\nFROM node:$TAG\nCMD ["tini"]',
    "after a script, anything may be there": `${SLIM}RUN ./setup.sh\nCMD ["tini"]`,
    "a variable names it": `${SLIM}CMD $PROGRAM`,
    "the start of the base image": "FROM nginx:1.30-alpine",
    "a shell-form start without a shell is another rule's": `${STATIC}COPY app /app\nCMD /app`,
    "a stage that does not ship": `FROM node:24 AS a\nCMD ["tini"]\n${SLIM}CMD ["node"]`,
    "a program of the context, its files not known":
      'FROM scratch\nCOPY . /\nENTRYPOINT ["/app"]',
    "a program that the application brings": `${SLIM}WORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["./node_modules/.bin/next", "start"]`,
    "a name that nobody knows": `${SLIM}CMD ["frobnicate"]`,
    "a global npm package": `${SLIM}RUN npm install -g serve\nCMD ["serve", "."]`,
    "a command that is set anew": `${SLIM}CMD ["tini"]\nCMD ["node"]`,
    "no program at all": 'FROM scratch\nCOPY a /a\nCMD [""]',
    "a script for the runtime of distroless": `${DISTROLESS}CMD ["server.js"]`,
    "an ENTRYPOINT of one's own on distroless": `${DISTROLESS}ENTRYPOINT ["/nodejs/bin/node"]\nCMD ["node"]`,
    "a script for a shell of the image": {
      Dockerfile: `${ALPINE}COPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]`,
      "start.sh": "#!/usr/bin/env sh\nexec node server.js\n",
    },
    "a script that chmod makes executable": {
      Dockerfile: `${ALPINE}COPY --chmod=0755 start.sh /start.sh\nENTRYPOINT ["/start.sh"]`,
      "start.sh": "#!/bin/sh\nexec node server.js\n",
    },
    "a script that its shell starts": {
      Dockerfile: `${ALPINE}COPY --chmod=0644 start.sh /start.sh\nENTRYPOINT ["sh", "/start.sh"]`,
      "start.sh": "#!/bin/sh\nexec node server.js\n",
    },
    "bash, installed for a script": {
      Dockerfile: `${ALPINE}RUN apk add --no-cache bash\nCOPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]`,
      "start.sh": "#!/bin/bash\nexec node server.js\n",
    },
  },
  bad: {
    "an init that is never installed": {
      on: `${ALPINE}ENTRYPOINT ["dumb-init", "--"]\nCMD ["node", "server.js"]`,
      says: [lacks("2:13", "dumb-init")],
    },
    "an init installed in another stage": {
      on: `FROM alpine:3.24 AS build\nRUN apk add --no-cache tini\n${ALPINE}ENTRYPOINT ["tini", "--", "node"]`,
      says: [lacks("4:13", "tini")],
    },
    "an init in CMD, behind the entrypoint of the image": {
      on: `${SLIM}CMD ["tini", "--", "node", "server.js"]`,
      says: [lacks("2:6", "tini")],
    },
    "a program behind an init": {
      on: `${SLIM}RUN apt-get update && apt-get install -y tini\nENTRYPOINT ["tini", "--"]\nCMD ["python3", "app.py"]`,
      says: [lacks("4:6", "python3")],
    },
    "Node where there is none": {
      on: `FROM alpine:3.24\nCOPY server.js ./\nCMD ["node", "server.js"]`,
      says: [lacks("3:6", "node")],
    },
    "Node of distroless is not on PATH": {
      on: `FROM gcr.io/distroless/nodejs24-debian13\nENTRYPOINT []\nCMD ["node", "server.js"]`,
      says: [lacks("3:6", "node")],
    },
    "a place where nothing was copied": {
      on: `FROM golang:1.27 AS build\nRUN go build -o /out/app .\nFROM scratch\nCOPY --from=build /out/app /app\nENTRYPOINT ["/ap"]`,
      says: [lacks("5:13", "/ap")],
    },
    "a file that the context does not have": {
      on: {
        Dockerfile: `FROM scratch\nCOPY app /app\nCMD ["/server"]`,
        app: "",
      },
      says: [lacks("3:6", "/server")],
    },
    "the shell form runs it too": {
      on: `${ALPINE}CMD supervisord -n`,
      says: [lacks("2:5", "supervisord")],
    },
    "a shell of one's choice": {
      on: `${ALPINE}SHELL ["/bin/bash", "-c"]\nCMD node server.js`,
      says: [lacks("3:5", "/bin/bash")],
    },
    "what a script starts": {
      on: {
        Dockerfile: `${ALPINE}COPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]`,
        "start.sh": "#!/bin/sh\nexec dumb-init node server.js\n",
      },
      says: [lacks("3:12", "dumb-init")],
    },
    "from an earlier stage": {
      on: `FROM node:24-slim AS base\nENTRYPOINT ["dumb-init"]\nFROM base\nCMD ["node"]`,
      says: [lacks("2:13", "dumb-init")],
    },
    "the runtime of distroless twice": {
      on: `${DISTROLESS}CMD ["node", "server.js"]`,
      says: [twice("2:6", "/nodejs/bin/node", "node")],
    },
    "the runtime twice, with its option": {
      on: 'FROM gcr.io/distroless/java21-debian13\nCMD ["/usr/bin/java", "-jar", "app.jar"]',
      says: [twice("2:6", "/usr/bin/java -jar", "/usr/bin/java")],
    },
    "bash for a script on Alpine": {
      on: {
        Dockerfile: `${ALPINE}COPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]`,
        "start.sh": "#!/bin/bash\nexec node server.js\n",
      },
      says: [scriptFor("3:13", "/start.sh", "/bin/bash")],
    },
    "a script that may not be executed": {
      on: {
        Dockerfile: `${ALPINE}COPY --chmod=0644 start.sh /start.sh\nENTRYPOINT ["/start.sh"]`,
        "start.sh": "#!/bin/sh\nexec node server.js\n",
      },
      says: [mayNot("3:13", "/start.sh", "0644")],
    },
    "what ADD fetches, which is 0600": {
      on: `${SLIM}ADD https://github.com/krallin/tini/releases/download/v0.19.0/tini /tini\nENTRYPOINT ["/tini", "--"]`,
      says: [mayNot("3:13", "/tini", "0600")],
    },
    "a here-document, which is 0644": {
      on: `${ALPINE}COPY <<EOF /start.sh\n#!/bin/sh\nexec node server.js\nEOF\nENTRYPOINT ["/start.sh"]`,
      says: [mayNot("6:13", "/start.sh", "0644")],
    },
    "bash by env": {
      on: {
        Dockerfile: `${ALPINE}WORKDIR /app\nCOPY start.sh ./\nCMD ["./start.sh"]`,
        "start.sh": '#!/usr/bin/env bash\nexec "$@"\n',
      },
      says: [scriptFor("4:6", "./start.sh", "bash")],
    },
    "line ends of Windows": {
      on: {
        Dockerfile: `${SLIM}COPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]`,
        "start.sh": "#!/bin/sh\r\nexec node server.js\r\n",
      },
      says: [returns("3:13", "/start.sh", "/bin/sh")],
    },
  },
});

it.each([
  [`${DISTROLESS}CMD ["node", "server.js"]`, `${DISTROLESS}CMD ["server.js"]`],
  [
    'FROM gcr.io/distroless/java21-debian13\nCMD [ "java", "-jar", "app.jar" ]',
    'FROM gcr.io/distroless/java21-debian13\nCMD [ "app.jar" ]',
  ],
  [`${DISTROLESS}CMD ["node"]`, `${DISTROLESS}CMD ["node"]`],
])("the fix of start-can-run makes of %j %j", (before, after) => {
  const findings = lint({ Dockerfile: before }, { rules: [rule] });
  expect(findings).toHaveLength(1);
  expect(applyFixes({ Dockerfile: before }, findings).files).toEqual({
    Dockerfile: after,
  });
});
