import { expect, it } from "vitest";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-docker-socket.ts";

const asks = (at: string, path: string): string =>
  `${at} VOLUME ${path} asks for the socket of the container engine: whoever writes to it starts containers with the rights of root on the host.`;

testRule(rule, {
  good: {
    "a directory of data": "FROM alpine:3.24\nVOLUME /var/run/app /data",
    "another socket": "FROM alpine:3.24\nVOLUME /var/run/mysqld/mysqld.sock",
    "a path in a command":
      "FROM alpine:3.24\nRUN test -S /var/run/docker.sock || true\nENV DOCKER_HOST=unix:///var/run/docker.sock",
    "a stage that does not ship":
      "FROM alpine:3.24\nVOLUME /var/run/docker.sock\nFROM scratch",
  },
  bad: {
    "the socket of Docker": {
      on: "FROM alpine:3.24\nVOLUME /data /var/run/docker.sock",
      says: [asks("2:14", "/var/run/docker.sock")],
    },
    "as a JSON array, by its other path": {
      on: 'FROM alpine:3.24\nVOLUME ["/run/docker.sock"]',
      says: [asks("2:9", "/run/docker.sock")],
    },
    "the socket of containerd": {
      on: "FROM alpine:3.24\nVOLUME /run/containerd/containerd.sock",
      says: [asks("2:8", "/run/containerd/containerd.sock")],
    },
    "in a stage that the last one starts from": {
      on: "FROM alpine:3.24 AS base\nVOLUME /var/run/docker.sock\nFROM base",
      says: [asks("2:8", "/var/run/docker.sock")],
    },
  },
});

it("the fix of no-docker-socket takes a VOLUME out that declares nothing else", () => {
  const files = {
    Dockerfile:
      "FROM alpine:3.24\nVOLUME /run/docker.sock\nVOLUME /data /run/docker.sock\n",
  };
  const fixed = applyFixes(files, lint(files, { rules: [rule] })).files;
  expect(fixed["Dockerfile"]).toBe(
    "FROM alpine:3.24\nVOLUME /data /run/docker.sock\n",
  );
});
