import { describe, expect, it } from "vitest";
import { configOf, show } from "../testing/builds.ts";
import { known } from "../value.ts";
import { readsPosixShell } from "./queries.ts";

const PRIVATE = "FROM registry.example.com/team/base:1";

describe("the user", () => {
  it.each([
    ["is root's empty name at first", ["FROM node:24"], ""],
    ["is what the last USER names", ["FROM node:24", "USER a", "USER b"], "b"],
    [
      "is inherited from the stage below",
      ["FROM node:24 AS a", "USER 7", "FROM a"],
      "7",
    ],
    [
      "is inherited from the image",
      ["FROM gcr.io/distroless/static-debian13:nonroot"],
      "65532",
    ],
    ["may hold a variable", ["FROM node:24", "ENV U=7", "USER $U:$U"], "7:7"],
    [
      "is unknown on an unknown image",
      [PRIVATE],
      "unknown: nothing is known about the image registry.example.com/team/base",
    ],
    [
      "is unknown where USER names none",
      ["FROM node:24", "USER"],
      "unknown: USER names no user",
    ],
  ])("%s", (_, lines, expected) => {
    expect(show(configOf(...lines).user.value)).toBe(expected);
  });

  it("knows the instruction that set it, also in the stage below", () => {
    expect(configOf("FROM node:24").user.by).toBeUndefined();
    expect(
      configOf("FROM node:24 AS a", "USER 7", "FROM a").user.by?.keyword,
    ).toBe("USER");
  });
});

describe("the working directory", () => {
  it.each([
    ["is the root at first", ["FROM node:24"], "/"],
    ["is the image's own", ["FROM golang:1.27"], "/go"],
    ["is absolute", ["FROM node:24", "WORKDIR /a/../b//c/"], "/b/c"],
    [
      "may be relative",
      ["FROM node:24", "WORKDIR /a", "WORKDIR b", "WORKDIR ../c"],
      "/a/c",
    ],
    [
      "is relative to the stage below",
      ["FROM node:24 AS x", "WORKDIR /a", "FROM x", "WORKDIR b"],
      "/a/b",
    ],
    ["does not leave the root", ["FROM node:24", "WORKDIR ../.."], "/"],
    [
      "may hold a variable",
      ["FROM node:24", "ENV D=/d", "WORKDIR $D/e"],
      "/d/e",
    ],
    ["may hold spaces", ["FROM node:24", "WORKDIR /a b"], "/a b"],
    [
      "is unknown with an unknown variable",
      ["FROM node:24", "ARG D", "WORKDIR /a/$D"],
      "unknown: the build argument D has no default",
    ],
    [
      "stays unknown where relative to an unknown one",
      [PRIVATE, "WORKDIR a"],
      "unknown: nothing is known about the image registry.example.com/team/base",
    ],
    [
      "is known again once absolute",
      [PRIVATE, "WORKDIR a", "WORKDIR /b"],
      "/b",
    ],
  ])("%s", (_, lines, expected) => {
    expect(show(configOf(...lines).workdir.value)).toBe(expected);
  });
});

describe("ports", () => {
  it.each<[string, string[], string[]]>([
    [
      "are tcp unless told",
      ["FROM scratch", "EXPOSE 80 53/udp 9/TCP"],
      ["80/tcp", "53/udp", "9/tcp"],
    ],
    [
      "may be ranges",
      ["FROM scratch", "EXPOSE 8000-8002/udp"],
      ["8000/udp", "8001/udp", "8002/udp"],
    ],
    [
      "are the container's where a host port stands before them",
      ["FROM scratch", "EXPOSE 8080:80"],
      ["80/tcp"],
    ],
    [
      "may come from variables, several from one",
      ["FROM scratch", 'ENV P="80 443"', "EXPOSE $P"],
      ["80/tcp", "443/tcp"],
    ],
    [
      "add to those of the image, each once",
      ["FROM nginx:1.30", "EXPOSE 80 443"],
      ["80/tcp", "443/tcp"],
    ],
    [
      "are inherited",
      ["FROM scratch AS x", "EXPOSE 1", "FROM x", "EXPOSE 2"],
      ["1/tcp", "2/tcp"],
    ],
  ])("%s", (_, lines, expected) => {
    expect(configOf(...lines).ports.items).toEqual(expected);
  });

  it("may be more where a variable or the image is unknown", () => {
    expect(
      configOf("FROM scratch", "EXPOSE 80").ports.openBecause,
    ).toBeUndefined();
    expect(
      configOf("FROM scratch", "ARG P", "EXPOSE $P").ports.openBecause,
    ).toBe("the build argument P has no default");
    expect(configOf(PRIVATE).ports.openBecause).toContain("nothing is known");
  });

  it("of the widest range take no noticeable time", () => {
    const { items } = configOf("FROM scratch", "EXPOSE 1-65535 1-65535").ports;
    expect(items).toHaveLength(65_535);
  });
});

describe("the rest of the configuration", () => {
  it("is volumes in both forms, labels, the stop signal and triggers", () => {
    const config = configOf(
      "FROM nginx:1.30",
      'VOLUME ["/a", "/b"]',
      "VOLUME /c /a",
      "LABEL x=1",
      "ONBUILD RUN a",
    );
    expect(config.volumes.items).toEqual(["/a", "/b", "/c"]);
    expect(config.labels.items).toHaveLength(1);
    expect(config.onbuild.items).toHaveLength(1);
    expect(config.stopSignal.value).toEqual(known("SIGQUIT"));
  });

  it("gives triggers to the image, not to the next stage", () => {
    const config = configOf("FROM scratch AS x", "ONBUILD RUN a", "FROM x");
    expect(config.onbuild.items).toEqual([]);
  });

  it("hides values of an image's environment that its tag does not tell", () => {
    const { environment } = configOf("FROM node:24");
    expect(environment.lookup("NODE_VERSION")).toMatchObject({
      kind: "set",
      value: { kind: "unknown" },
    });
    expect(environment.lookup("NODE_ENV")).toEqual({ kind: "unset" });
  });
});

describe("the shell", () => {
  it.each([
    ["is /bin/sh at first", ["FROM node:24"], true],
    [
      "may be bash",
      ["FROM node:24", 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]'],
      true,
    ],
    [
      "may be PowerShell",
      ["FROM node:24", 'SHELL ["pwsh", "-Command"]'],
      false,
    ],
    [
      "is inherited",
      ["FROM node:24 AS x", 'SHELL ["pwsh", "-c"]', "FROM x"],
      false,
    ],
    [
      "is not known on Windows",
      ["FROM mcr.microsoft.com/windows/servercore:ltsc2025"],
      false,
    ],
    [
      "is not known where a variable names Windows",
      ["ARG B=mcr.microsoft.com/windows/nanoserver:ltsc2025", "FROM $B"],
      false,
    ],
    [
      "is not known on a Windows platform",
      ["FROM --platform=windows/amd64 golang:1.27"],
      false,
    ],
    [
      "is not known where SHELL is no array",
      ["FROM node:24", "SHELL /bin/bash -c"],
      false,
    ],
  ])("%s", (_, lines, expected) => {
    expect(readsPosixShell(configOf(...lines))).toBe(expected);
  });
});
