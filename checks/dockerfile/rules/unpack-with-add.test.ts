import { testRule } from "../../testing/rule-tester.ts";
import rule from "./unpack-with-add.ts";

const BASE = "FROM debian:13-slim\n";
const stays = (at: string, archive: string): string =>
  `${at} ${archive} stays in this layer beside what tar unpacks from it later.`;

testRule(rule, {
  good: {
    "ADD unpacks": `${BASE}ADD app.tar.gz /opt/`,
    "an archive that stays one": `${BASE}COPY app.tar.gz /opt/`,
    "another archive is unpacked": `${BASE}COPY app.tar.gz /opt/\nRUN tar -xf /opt/other.tar.gz`,
    "of another stage, which ADD does not unpack": `FROM alpine:3.24 AS a\n${BASE}COPY --from=a /app.tar.gz /opt/\nRUN tar -xf /opt/app.tar.gz`,
    "zip, which ADD does not unpack": `${BASE}COPY app.zip /opt/\nRUN unzip /opt/app.zip`,
    "a compressed file that is no tar": `${BASE}COPY dump.sql.gz /opt/\nRUN gunzip /opt/dump.sql.gz`,
    "without its first directories": `${BASE}COPY app.tar.gz /opt/\nRUN tar -xf /opt/app.tar.gz --strip-components=1`,
    "a bind mount": `${BASE}RUN --mount=type=bind,source=app.tar.gz,target=/tmp/app.tar.gz tar -xf /tmp/app.tar.gz -C /opt`,
    "a stage that does not ship": `FROM debian:13 AS a\nCOPY app.tar /x/\nRUN tar xf /x/app.tar\n${BASE}`,
    "packed, not unpacked": `${BASE}COPY app.tar.gz /opt/\nRUN tar -cf /opt/app.tar.gz /etc`,
    "a pattern": `${BASE}COPY *.tar.gz /opt/\nRUN tar -xf /opt/app.tar.gz`,
    "copied again after it is unpacked": `${BASE}RUN tar -xf /opt/app.tar.gz\nCOPY app.tar.gz /opt/`,
    "a destination that a variable hides": `${BASE}ARG TO\nCOPY app.tar.gz $TO\nRUN tar -xf app.tar.gz`,
  },
  bad: {
    "into a directory": {
      on: `${BASE}COPY app.tar.gz /opt/\nRUN tar -xzf /opt/app.tar.gz -C /opt && rm /opt/app.tar.gz`,
      says: [stays("2:6", "app.tar.gz")],
    },
    "a directory without a slash": {
      on: `${BASE}COPY packaged.tar /usr/src/app\nRUN tar -xf /usr/src/app/packaged.tar`,
      says: [stays("2:6", "packaged.tar")],
    },
    "under another name": {
      on: `${BASE}COPY dist/app.tgz /tmp/x.tgz\nRUN tar xzf /tmp/x.tgz`,
      says: [stays("2:6", "dist/app.tgz")],
    },
    "in the working directory": {
      on: `${BASE}WORKDIR /src\nCOPY --chown=1:1 a.txt app.tar.xz ./\nRUN make && tar --extract --file=app.tar.xz`,
      says: [stays("3:24", "app.tar.xz")],
    },
    "in the stage below": {
      on: `FROM debian:13-slim AS base\nCOPY app.tar.bz2 /\nFROM base\nRUN ["tar", "-xf", "/app.tar.bz2"]`,
      says: [stays("2:6", "app.tar.bz2")],
    },
  },
});
