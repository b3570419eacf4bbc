import { describe, expect, it } from "vitest";
import { configOf } from "../testing/builds.ts";
import type { StartCommand } from "./config.ts";
import type { Cmd, Entrypoint } from "./instruction.ts";

const start = (setting: StartCommand<Cmd | Entrypoint>): string =>
  setting.kind === "set"
    ? setting.by.arguments.text
    : setting.kind === "inherited"
      ? setting.argv.join(" ")
      : setting.kind;

const PRIVATE = "FROM registry.example.com/team/base:1";

describe("what the container starts", () => {
  it.each([
    ["is the image's own", ["FROM node:24"], "docker-entrypoint.sh", "node"],
    [
      "is the last CMD",
      ["FROM node:24", "CMD a", "CMD b"],
      "docker-entrypoint.sh",
      "b",
    ],
    [
      "has no inherited CMD after ENTRYPOINT",
      ["FROM node:24", "ENTRYPOINT a"],
      "a",
      "none",
    ],
    [
      "has no CMD of the stage below after ENTRYPOINT",
      ["FROM node:24 AS x", "CMD c", "FROM x", "ENTRYPOINT a"],
      "a",
      "none",
    ],
    [
      "keeps a CMD of the same stage before ENTRYPOINT",
      ["FROM node:24", "CMD c", "ENTRYPOINT a"],
      "a",
      "c",
    ],
    [
      "keeps both of the stage below",
      ["FROM node:24 AS x", "ENTRYPOINT a", "CMD c", "FROM x"],
      "a",
      "c",
    ],
    ["is nothing on scratch", ["FROM scratch"], "none", "none"],
    ["is unknown on an unknown image", [PRIVATE], "unknown", "unknown"],
    [
      "is known where both are set",
      [PRIVATE, "ENTRYPOINT a", "CMD c"],
      "a",
      "c",
    ],
  ])("%s", (_, lines, entrypoint, command) => {
    const config = configOf(...lines);
    expect([start(config.entrypoint), start(config.command)]).toEqual([
      entrypoint,
      command,
    ]);
  });
});

describe("the health check", () => {
  it.each([
    ["is none at first", ["FROM node:24"], "none"],
    ["is set", ["FROM node:24", "HEALTHCHECK CMD a"], "set"],
    [
      "is inherited",
      ["FROM node:24 AS x", "HEALTHCHECK CMD a", "FROM x"],
      "set",
    ],
    [
      "is switched off",
      ["FROM node:24", "HEALTHCHECK CMD a", "HEALTHCHECK NONE"],
      "none",
    ],
    ["is unknown on an unknown image", [PRIVATE], "unknown"],
  ])("%s", (_, lines, expected) => {
    expect(configOf(...lines).health.kind).toBe(expected);
  });
});
