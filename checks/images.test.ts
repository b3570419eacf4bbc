import { describe, expect, it } from "vitest";
import { parseReference } from "./dockerfile/image-reference.ts";
import { imageSupport } from "./image-support.ts";
import { imageFacts, presenceOf, type Presence } from "./images.ts";
import { known } from "./value.ts";

function read(image: string) {
  const { repository, tag } = parseReference(known(image));
  const text = tag.kind === "known" ? tag.value : undefined;
  return { repository, tag: text, facts: imageFacts(repository, text) };
}

const factsOf = (image: string) => read(image).facts;

function presence(image: string, command: string): Presence | undefined {
  const { facts, tag } = read(image);
  return facts && presenceOf(facts, tag, command);
}

describe("the system under an image", () => {
  it.each([
    ["node", "debian"],
    ["node:24", "debian"],
    ["node:24-slim", "debian"],
    ["node:24.21.0-trixie-slim", "debian"],
    ["node:24-alpine", "alpine"],
    ["node:24-alpine3.24", "alpine"],
    ["node:lts-alpine", "alpine"],
    ["node:alpine", "alpine"],
    ["node:krypton-alpine3.24", "alpine"],
    ["python:3.15-rc-alpine3.24", "alpine"],
    ["python:3.15.0rc1-alpine", "alpine"],
    ["golang:1.27rc1-alpine", "alpine"],
    ["nginx:stable-alpine-slim", "alpine"],
    ["docker.io/library/alpine:3.24", "alpine"],
    ["ubuntu:26.04", "ubuntu"],
    ["eclipse-temurin:25", "ubuntu"],
    ["eclipse-temurin:21-jre-noble", "ubuntu"],
    ["eclipse-temurin:21-jre-alpine-3.23", "alpine"],
    ["nginxinc/nginx-unprivileged:1.30", "debian"],
    ["nginxinc/nginx-unprivileged:stable-alpine-slim", "alpine"],
    ["gcr.io/distroless/nodejs24-debian13:nonroot", "distroless"],
  ])("%s is %s", (image, system) => {
    expect(factsOf(image)?.system).toBe(system);
  });

  it.each([
    "golang:1.27-windowsservercore-ltsc2025",
    "golang:1.27rc1-nanoserver",
    "ghcr.io/team/node:24",
    "team/node",
    "eclipse-temurin:21-jdk-ubi9-minimal",
    "team/nginx-unprivileged",
    "nodejs",
  ])("%s is not one we know", (image) => {
    expect(factsOf(image)).toBeUndefined();
  });
});

describe("the user of an image", () => {
  it.each([
    ["node:24", ""],
    ["gcr.io/distroless/static-debian13", "0"],
    ["gcr.io/distroless/static-debian13:nonroot", "65532"],
    ["gcr.io/distroless/base:debug-nonroot", "65532"],
    ["eclipse-temurin:25-jre", ""],
    ["nginx:1.30", ""],
    ["nginxinc/nginx-unprivileged:1.30-alpine", "101"],
  ])("of %s is %j", (image, user) => {
    expect(factsOf(image)?.user).toBe(user);
  });
});

it.each<[string, readonly string[], readonly string[]]>([
  ["eclipse-temurin:25", ["/__cacert_entrypoint.sh"], ["jshell"]],
  ["eclipse-temurin:25-jre", ["/__cacert_entrypoint.sh"], []],
  ["node:24", ["docker-entrypoint.sh"], ["node"]],
])("%s starts %j with %j", (image, entrypoint, command) => {
  expect(factsOf(image)).toMatchObject({ entrypoint, command });
});

it("nginx without root listens on a high port", () => {
  expect(factsOf("nginxinc/nginx-unprivileged:1.30")?.ports).toEqual([
    "8080/tcp",
  ]);
});

describe("how long a release line gets fixes", () => {
  it.each([
    ["node:18.20.4-alpine", { kind: "until", day: "2025-04-30" }],
    ["python:3.14-slim", { kind: "until", day: "2030-10-31" }],
    ["alpine:3.24.2", { kind: "until", day: "2028-06-01" }],
    ["node:lts", { kind: "unknown" }],
    ["node:99", { kind: "unknown" }],
    ["gcr.io/distroless/nodejs22-debian12", { kind: "ended" }],
    ["gcr.io/distroless/static-debian13", { kind: "current" }],
    ["gcr.io/distroless/java-base-debian12", { kind: "ended" }],
    ["gcr.io/distroless/java-base-debian13:nonroot", { kind: "current" }],
    ["debian:trixie-slim", { kind: "until", day: "2030-06-30" }],
    ["debian:noble", { kind: "unknown" }],
    ["golang:1.27-alpine", { kind: "current" }],
    ["nginx:1.29", { kind: "ended" }],
    ["nginxinc/nginx-unprivileged:1.30.4", { kind: "current" }],
    ["eclipse-temurin:21.0.12_8-jre", { kind: "until", day: "2029-12-31" }],
    ["busybox:1.37", { kind: "current" }],
    ["busybox:1.36", { kind: "unknown" }],
  ])("%s", (image, support) => {
    const { repository, tag } = read(image);
    expect(imageSupport(repository, tag)).toEqual(support);
  });
});

describe("a command", () => {
  it.each<[string, string, Presence]>([
    ["node:24-slim", "node", "present"],
    ["node:24-slim", "/usr/local/bin/node", "present"],
    ["node:24-slim", "/opt/node", "unknown"],
    ["node:24-slim", "curl", "absent"],
    ["node:24-slim", "wget", "absent"],
    ["node:24", "curl", "present"],
    ["node:24-alpine", "wget", "present"],
    ["node:24-alpine", "curl", "absent"],
    ["node:24-alpine", "bash", "absent"],
    ["node:24-slim", "frobnicate", "unknown"],
    ["nginx:1.30", "curl", "present"],
    ["nginx:1.30-alpine-slim", "curl", "absent"],
    ["gcr.io/distroless/static-debian13", "sh", "absent"],
    ["gcr.io/distroless/static-debian13:debug", "sh", "present"],
    ["gcr.io/distroless/nodejs24-debian13", "/nodejs/bin/node", "present"],
    ["gcr.io/distroless/nodejs24-debian13", "node", "absent"],
    ["gcr.io/distroless/java-base-debian13", "java", "absent"],
    ["gcr.io/distroless/python3-debian13", "/usr/bin/python3", "present"],
    ["node:24-slim", "constructor", "unknown"],
    ["node:24-slim", "jlink", "absent"],
    ["eclipse-temurin:25", "jlink", "present"],
    ["eclipse-temurin:25", "/opt/java/openjdk/bin/javac", "present"],
    ["eclipse-temurin:25-jre", "java", "present"],
    ["eclipse-temurin:25-jre", "keytool", "present"],
    ["eclipse-temurin:25-jre", "jlink", "absent"],
    ["eclipse-temurin:25-jre", "/usr/bin/java", "absent"],
    ["eclipse-temurin:25-jre", "wget", "present"],
    ["eclipse-temurin:25-jre-alpine", "curl", "absent"],
    ["nginxinc/nginx-unprivileged:1.30-alpine", "curl", "present"],
    ["nginxinc/nginx-unprivileged:1.30-alpine-slim", "curl", "absent"],
  ])("in %s, %s is %s", (image, command, expected) => {
    expect(presence(image, command)).toBe(expected);
  });
});
